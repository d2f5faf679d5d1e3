"""What the bot refuses, and what it tells about itself."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.bot_process import (
    BOT_TOKEN,
    FORM,
    BotProcess,
    Response,
    event_callback,
    signature,
)
from tests.e2e.interactions import press, submission
from tests.e2e.slack_peer import SlackPeer

QUESTION = "command=%2Fwhoowns&team_id=T1&text=fraud-model"


@pytest.fixture(scope="module")
def choosy(peer: SlackPeer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    settings = {"SLACK_API_URL": peer.api_url, "SLACK_WORKSPACES": "T1, E9"}
    with BotProcess(tmp_path_factory.mktemp("choosy"), **settings) as bot:
        yield bot


@pytest.fixture
def chosen(choosy: BotProcess, peer: SlackPeer) -> BotProcess:
    peer.forget()
    return choosy


def test_a_request_that_slack_did_not_sign_is_refused(bot: BotProcess) -> None:
    unsigned = bot.request("POST", "/slack/events", QUESTION.encode(), {"Content-Type": FORM})

    assert unsigned.status == 401
    assert bot.post(QUESTION, FORM, secret="another").status == 401
    assert bot.post(QUESTION, FORM, {"X-Slack-Signature": "v0=é"}).status == 401
    assert bot.post(QUESTION, FORM, {"X-Slack-Request-Timestamp": "soon"}).status == 401


@pytest.mark.parametrize("body", ["ssl_check=1", "ssl_check=1&token=old", "token=old&ssl_check=1"])
def test_slack_tries_our_certificate_without_a_signature_and_gets_nothing_but_its_200(
    chosen: BotProcess, body: str
) -> None:
    unsigned = chosen.request("POST", "/slack/events", body.encode(), {"Content-Type": FORM})

    assert unsigned == Response(200, "")
    assert chosen.post(body, FORM) == Response(200, "")


@pytest.mark.parametrize(
    "body", [f"ssl_check=1&{QUESTION}", f"{QUESTION}&ssl_check=1", "ssl_check=0", "ssl_check=1&&"]
)
def test_nothing_is_smuggled_in_as_a_try_of_our_certificate(bot: BotProcess, body: str) -> None:
    unsigned = bot.request("POST", "/slack/events", body.encode(), {"Content-Type": FORM})

    assert unsigned.status == 401


def test_a_request_older_than_five_minutes_is_refused(bot: BotProcess) -> None:
    assert bot.post(QUESTION, FORM, age=299).status == 200
    assert bot.post(QUESTION, FORM, age=302).status == 401


def test_a_body_longer_than_slack_ever_sends_is_refused(bot: BotProcess) -> None:
    assert bot.post("x" * (2**20 + 1), FORM).status == 413


def test_what_is_signed_but_broken_is_refused(bot: BotProcess) -> None:
    assert bot.post("{", "application/json").status == 400
    assert bot.post("payload=%7B", FORM).status == 400


@pytest.mark.parametrize("body", ["[]", "null", '{"type": "event_callback", "event": null}'])
def test_what_is_signed_but_makes_no_sense_is_told_with_a_reference_that_the_log_has(
    bot: BotProcess, body: str
) -> None:
    response = bot.post(body, "application/json")

    assert response.status == 500
    assert bot.logged(response.json["reference"]) == 1


def test_a_body_that_is_not_text_is_refused(bot: BotProcess) -> None:
    body = b"text=\xff\xfe"
    headers = {"Content-Type": FORM, **signature(body, time.time())}

    assert bot.request("POST", "/slack/events", body, headers).status == 400


def test_slack_verifies_the_address_with_a_challenge(bot: BotProcess) -> None:
    challenge = json.dumps({"type": "url_verification", "challenge": "c4all"})

    assert "c4all" in bot.post(challenge, "application/json").body


def test_health_and_readiness_are_told(bot: BotProcess) -> None:
    assert bot.get("/healthz").status == 200
    assert bot.get("/readyz").status == 200
    assert bot.get("/slack/events").status == 404


def test_no_text_and_no_secret_gets_into_the_log(bot: BotProcess) -> None:
    bot.command("who owns fraud-model, whispered")
    bot.post(QUESTION, FORM, secret="another")
    bot.post(json.dumps({"type": "whispered"}), "application/json")

    log = "".join(bot.log)
    assert "whispered" not in log
    assert BOT_TOKEN not in log
    assert all(json.loads(line)["level"] for line in bot.log)


def test_only_the_workspaces_that_were_chosen_are_answered(
    chosen: BotProcess, peer: SlackPeer
) -> None:
    mention = {"type": "app_mention", "channel": "C7", "text": "<@U0BOT> help"}

    assert chosen.command("help", team_id="T1").status == 200
    assert chosen.command("help", team_id="T2").status == 403
    assert chosen.command("help", team_id="").status == 403
    assert chosen.command("help", team_id="T5", enterprise_id="E9").status == 200
    assert chosen.event(mention | {"user_team": "T2"}).status == 403
    stranger = {"user": {"id": "U0STRANGER", "team_id": "T2"}}
    pressed = press({"action_id": "ask:1", "value": "help"}, peer, **stranger)
    assert chosen.interaction(pressed).status == 403
    assert peer.heard_for(0.2) == []
    foreign = event_callback(mention, team_id="T2", authorizations=[{"team_id": "T2"}])
    assert chosen.post(json.dumps(foreign), "application/json").status == 403


GRID = {"team_id": "T5", "enterprise_id": "E9"}
ORG_WIDE = {"enterprise": {"id": "E9"}, "team": None, "is_enterprise_install": True}
OURS = {"id": "U1", "team_id": "T5"}


def authorized(workspace: str | None) -> list[dict[str, Any]]:
    bot = {"user_id": "U0BOT", "is_bot": True, "is_enterprise_install": workspace is None}
    return [{"enterprise_id": "E9", "team_id": workspace, **bot}]


@pytest.mark.parametrize(
    ("event", "envelope", "status"),
    [
        ({"team": "T5"}, {**GRID, "authorizations": authorized("T5")}, 200),
        ({"team": "T5"}, {**GRID, "authorizations": authorized(None)}, 200),
        ({"team": "T5", "user_team": "E9"}, {**GRID, "authorizations": authorized(None)}, 200),
        ({"team": "T6"}, {**GRID, "authorizations": authorized(None)}, 403),
        ({"team": "T5", "user_team": "E7"}, {**GRID, "authorizations": authorized(None)}, 403),
        ({"team": "T6"}, {"team_id": "T6", "authorizations": authorized(None)}, 403),
        (
            {"team": "T6"},
            {"team_id": "T6", "enterprise_id": "E7", "authorizations": authorized(None)},
            403,
        ),
    ],
)
def test_an_organisation_speaks_for_its_own_workspace_also_where_the_app_is_installed_in_all(
    chosen: BotProcess, event: dict[str, Any], envelope: dict[str, Any], status: int
) -> None:
    mention = {"type": "app_mention", "channel": "C7", "text": "<@U0BOT> help"}

    assert chosen.event(mention | event, **envelope).status == status


def test_what_is_done_where_the_app_is_installed_in_all_is_answered(
    chosen: BotProcess, peer: SlackPeer
) -> None:
    asked = press({"action_id": "ask:1", "value": "help"}, peer, **ORG_WIDE, user=OURS)
    view = {"type": "modal", "callback_id": "form", "app_installed_team_id": "E9", "blocks": []}
    filled = submission(view) | ORG_WIDE | {"user": OURS}

    assert chosen.interaction(asked).status == 200
    assert chosen.interaction(filled).status == 200
    theirs = ORG_WIDE | {"enterprise": {"id": "E7"}}
    assert chosen.interaction(asked | theirs).status == 403
    assert chosen.interaction(filled | theirs).status == 403


def test_with_nothing_declared_the_bot_answers_and_is_not_ready(chosen: BotProcess) -> None:
    answer = chosen.command("who owns fraud-model").json

    assert "ownership map" in answer["text"]
    assert chosen.get("/readyz").status == 503
    assert chosen.get("/readyz").json["reason"] == "no-map"


def test_without_a_token_there_is_no_way_in_for_readings(bot: BotProcess) -> None:
    headers = {"Authorization": "Bearer anything", "Content-Type": "application/json"}
    assert bot.request("POST", "/queue", b'{"depth": 31}', headers).status == 404
