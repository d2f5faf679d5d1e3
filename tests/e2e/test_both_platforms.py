"""One bot in Slack and in Teams at once, and people who are in both."""

from collections.abc import Iterator

import pytest

from tests.e2e.bot_process import BOT_TOKEN, SECRET
from tests.e2e.northwind import declare_northwind
from tests.e2e.slack_peer import SlackPeer
from tests.e2e.teams_bot import ADMIN, PERSONAL, PRIYA, TeamsBot, member
from tests.e2e.teams_peer import TENANT, TeamsPeer

ELSEWHERE = "00000000-0000-4000-8000-00000000f666"
PRIYA_SPEAKS = {"id": f"29:{PRIYA}", "name": "Priya", "aadObjectId": PRIYA}
ADMIN_SPEAKS = {"id": f"29:{ADMIN}", "name": "Admin", "aadObjectId": ADMIN}
HERS = {**PERSONAL, "id": "a:priya"}


@pytest.fixture(scope="module")
def both(
    peer: SlackPeer, teams_peer: TeamsPeer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TeamsBot]:
    directory = tmp_path_factory.mktemp("both")
    declare_northwind(directory)
    settings = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": peer.api_url,
        "TEAMS_ALLOWED_TENANTS": ELSEWHERE,
        "WHOOWNS_ADMINS": ADMIN,
    }
    with TeamsBot(directory, teams_peer, **settings) as bot:
        yield bot
    assert bot.process.returncode == 0


@pytest.fixture(autouse=True)
def _new_story(peer: SlackPeer, teams_peer: TeamsPeer) -> None:
    peer.forget()
    teams_peer.forget()
    people = {ADMIN: member(ADMIN, name="Admin"), PRIYA: member(PRIYA, name="Priya")}
    teams_peer.members = people


def test_each_platform_is_answered_where_it_asks(both: TeamsBot, teams_peer: TeamsPeer) -> None:
    both.say("who owns fraud-model quality")
    in_slack = both.command("who owns fraud-model quality").json

    (in_teams,) = teams_peer.wait_for()
    first = "Priya Nair is paged for model-quality on fraud-model."
    assert in_slack["text"].startswith(first)
    assert in_teams.said.startswith(first)


def test_a_further_directory_is_answered_where_it_is_allowed(
    both: TeamsBot, teams_peer: TeamsPeer
) -> None:
    for tenant in (TENANT, ELSEWHERE):
        conversation = {**PERSONAL, "tenantId": tenant}
        assert both.say("help", conversation=conversation, channelData=None).status == 200
    assert len(teams_peer.wait_for(2)) == 2


def test_who_is_on_both_is_told_once_where_they_prefer_it(
    both: TeamsBot, peer: SlackPeer, teams_peer: TeamsPeer
) -> None:
    both.say("set credit-risk-us infrastructure priya", **{"from": ADMIN_SPEAKS})
    (told,) = peer.wait_for("chat.postMessage")
    assert told.body["channel"] == "U0PRIYA"

    both.say("prefer teams", conversation=HERS, **{"from": PRIYA_SPEAKS})
    (noted,) = teams_peer.wait_for(to="a:priya")
    assert noted.said == "From now on I write to you in Teams."

    both.say("set credit-risk-eu infrastructure priya", **{"from": ADMIN_SPEAKS})
    _, told_there = teams_peer.wait_for(2, to="a:priya")
    assert told_there.said.startswith("You are now paged for infrastructure on credit-risk-eu.")
    assert len(peer.wait_for("chat.postMessage")) == 1
