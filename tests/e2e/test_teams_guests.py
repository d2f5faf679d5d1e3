"""Guests in Teams are answered only where that is allowed, by whichever way they ask."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.northwind import declare_northwind
from tests.e2e.teams_bot import CHANNEL, PRIYA, TeamsBot, member
from tests.e2e.teams_peer import TeamsPeer

GUEST = "00000000-0000-4000-8000-00000000006e"
REFUSED = "I answer full members of this workspace only."
ALERT = {
    "commandId": "whoOwnsThis",
    "messagePayload": {"id": "1700000000001", "body": {"content": "fraud-model drifts"}},
}
SEARCH = {"parameters": [{"name": "model", "value": "fraud"}]}


def speaks(account: str) -> dict[str, Any]:
    return {"id": f"29:{account}", "name": "X", "aadObjectId": account}


@pytest.fixture(scope="module")
def strict(teams_peer: TeamsPeer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TeamsBot]:
    directory = tmp_path_factory.mktemp("guests")
    declare_northwind(directory)
    with TeamsBot(directory, teams_peer, WHOOWNS_GUESTS_MAY_ASK="no") as bot:
        yield bot


@pytest.fixture
def guest(teams_peer: TeamsPeer) -> dict[str, Any]:
    teams_peer.forget()
    teams_peer.members = {GUEST: member(GUEST, userRole="guest")}
    return {"from": speaks(GUEST)}


def dialog(response: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = response["task"]["value"]["card"]["content"]
    return card


def test_a_guest_is_not_answered_in_a_chat(
    strict: TeamsBot, teams_peer: TeamsPeer, guest: dict[str, Any]
) -> None:
    strict.say("fraud-model quality", **guest)
    (call,) = teams_peer.wait_for()
    assert call.said.startswith(REFUSED)


def test_a_guest_who_presses_takes_nothing_from_the_others(
    strict: TeamsBot, teams_peer: TeamsPeer, guest: dict[str, Any]
) -> None:
    button = {"verb": "ask", "data": {"say": "fraud-model quality"}}
    pressed = strict.press(button, conversation=CHANNEL, **guest)
    assert pressed["value"]["fallbackText"].startswith(REFUSED)
    assert teams_peer.heard_for(0.2) == []


def test_a_guest_searches_for_no_model(strict: TeamsBot, guest: dict[str, Any]) -> None:
    found = strict.invoke("composeExtension/query", SEARCH, **guest)["composeExtension"]
    assert found["type"] == "message"
    assert found["text"].startswith(REFUSED)


def test_a_guest_is_not_told_who_owns_an_alert_nor_has_it_told(
    strict: TeamsBot, teams_peer: TeamsPeer, guest: dict[str, Any]
) -> None:
    for name in ("composeExtension/fetchTask", "composeExtension/submitAction"):
        card = dialog(strict.invoke(name, ALERT, conversation=CHANNEL, **guest))
        assert card["fallbackText"].startswith(REFUSED)
        assert not card.get("actions")
    assert teams_peer.heard_for(0.2) == []


def test_whom_teams_does_not_know_is_not_answered(strict: TeamsBot, teams_peer: TeamsPeer) -> None:
    teams_peer.members = {}
    teams_peer.forget()
    unknown = {"from": speaks(GUEST[:-1] + "f")}
    found = strict.invoke("composeExtension/query", SEARCH, **unknown)
    strict.say("fraud-model quality", **unknown)
    teams_peer.wait_for()
    strict.say("health", **unknown)
    heard = [found["composeExtension"]["text"], *(call.said for call in teams_peer.wait_for(2))]
    assert (
        heard
        == ["Teams didn't tell me who you are, and I answer full members only. Try again soon."] * 3
    )


def test_people_of_the_map_ask_and_search_wherever_they_are(
    strict: TeamsBot, teams_peer: TeamsPeer
) -> None:
    teams_peer.members = {}
    teams_peer.forget()
    found = strict.invoke("composeExtension/query", SEARCH, **{"from": speaks(PRIYA)})
    assert found["composeExtension"]["attachments"]
    strict.say("health", **{"from": speaks(PRIYA)})
    assert teams_peer.wait_for()[0].said.startswith("62 of 100 for Northwind")
