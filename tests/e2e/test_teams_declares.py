"""Declaring in Teams: by words, by a button, by a task module; who may, and who is told."""

from typing import Any

import pytest

from tests.bot.render.card_rules import elements, faults
from tests.e2e.teams_bot import ADMIN, ASKER, PERSONAL, PRIYA, TeamsBot, member
from tests.e2e.teams_peer import TeamsPeer

FORM = {"data": {"form": "declare churn model-quality"}}
PRIYA_SPEAKS = {"id": f"29:{PRIYA}", "name": "Priya", "aadObjectId": PRIYA}
ADMIN_SPEAKS = {"id": f"29:{ADMIN}", "name": "Admin", "aadObjectId": ADMIN}


@pytest.fixture(autouse=True)
def roster(teams_peer: TeamsPeer) -> None:
    """The admin is a full member; the asker is whoever a test says."""
    teams_peer.members = {ADMIN: member(ADMIN, name="Admin")}


def said(response: dict[str, Any]) -> str:
    return str(response["task"]["value"]["card"]["content"]["fallbackText"])


@pytest.mark.parametrize(
    "parts",
    [
        {"userRole": "guest"},
        {"userRole": "anonymous"},
        {"userRole": None},
        {"tenantId": "00000000-0000-4000-8000-00000000f666"},
        {"tenantId": None},
        {"aadObjectId": PRIYA, "id": f"29:{PRIYA}"},
    ],
    ids=["guest", "anonymous", "no role", "another directory", "no directory", "somebody else"],
)
def test_guests_and_strangers_change_nothing(
    teams: TeamsBot, teams_peer: TeamsPeer, parts: dict[str, Any]
) -> None:
    account = f"00000000-0000-4000-8000-{sum(str(parts).encode()):012}"
    known = member(account, **parts)
    teams_peer.members[account] = {k: v for k, v in known.items() if v is not None}
    sender = {"id": f"29:{account}", "name": "X", "aadObjectId": account}

    teams.say("set churn model-quality priya", **{"from": sender})

    (call,) = teams_peer.wait_for()
    assert call.said == "Only full members of this workspace can change the map."


def test_whom_teams_does_not_know_changes_nothing(teams: TeamsBot, teams_peer: TeamsPeer) -> None:
    teams.say("set churn model-quality priya")

    (call,) = teams_peer.wait_for()
    assert call.said.startswith("Teams didn't tell me who you are, so nothing was changed.")


def test_a_form_opens_complains_at_its_field_and_declares(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    opened = teams.invoke("task/fetch", FORM, **{"from": ADMIN_SPEAKS})
    card = opened["task"]["value"]["card"]["content"]
    assert faults(card) == []
    kept = card["actions"][0]["data"]

    filled = {"field.kind": "model-quality", "field.group": "nosuchteam", "field.reason": "x"}
    again = teams.invoke("task/submit", {"data": kept | filled}, **{"from": ADMIN_SPEAKS})
    form = again["task"]["value"]["card"]["content"]
    assert faults(form) == []
    at = next(n for n, e in enumerate(form["body"]) if e.get("id") == "field.group")
    wrong = [e for e in elements({"type": "x", "body": form["body"][at:]}) if "color" in e]
    assert "nosuchteam" in wrong[0]["text"]
    assert next(e["value"] for e in form["body"] if e.get("id") == "field.reason") == "x"

    right = {"field.kind": "model-quality", "field.person": "tomas"}
    done = teams.invoke("task/submit", {"data": kept | right}, **{"from": ADMIN_SPEAKS})
    assert done == {}
    (call,) = teams_peer.wait_for()
    assert call.said.startswith("Declared.")
    assert faults(call.card) == []
    (undo,) = [e for e in elements(call.card) if e["type"] == "Action.Execute"]

    pressed = teams.press(undo, **{"from": ADMIN_SPEAKS})
    assert pressed["value"]["fallbackText"].startswith("Declared.")


def test_a_double_click_is_one_press(teams: TeamsBot) -> None:
    button = {
        "verb": "ask",
        "data": {"say": "set credit-risk-eu infrastructure tomas because of a test"},
    }
    first = teams.press(button, **{"from": ADMIN_SPEAKS})
    second = teams.press(button, **{"from": ADMIN_SPEAKS})

    assert first["value"]["fallbackText"].startswith("Declared.")
    assert second == first


def test_a_form_that_nobody_has_is_refused_in_words(teams: TeamsBot) -> None:
    opened = teams.invoke("task/fetch", {"data": {"form": "x y"}}, **{"from": ADMIN_SPEAKS})
    assert said(opened).startswith("That button is from another time")


def dialog(response: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = response["task"]["value"]["card"]["content"]
    assert faults(card) == []
    pressable = [e for e in elements(card) if e["type"].startswith("Action.")]
    assert {e["type"] for e in pressable} <= {"Action.Submit", "Action.OpenUrl"}
    return card


def submission(card: dict[str, Any], title: str) -> dict[str, Any]:
    """What a button of a dialog sends: a dialog opens no other, and knows submissions only."""
    (data,) = [e["data"] for e in elements(card) if e.get("title") == title and "data" in e]
    assert "msteams" not in data
    return dict(data)


def test_what_an_answer_in_a_dialog_offers_is_done_there(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    teams_peer.members[ASKER] = member(ASKER)
    opened = dialog(teams.invoke("task/fetch", {"data": {"form": "declare fraud-model"}}))
    kept = submission(opened, "Declare")
    filled = {"field.kind": "model-quality", "field.person": "tomas"}
    refused = dialog(teams.invoke("task/submit", {"data": kept | filled}))
    propose = submission(refused, "Propose it to them")

    proposed = dialog(teams.invoke("task/submit", {"data": propose}))

    assert proposed["fallbackText"].startswith("Proposed, as number 1.")
    (told,) = teams_peer.wait_for()
    assert "You may decide it." in told.said


def test_a_gap_that_an_alert_shows_is_declared_in_its_dialog(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    body = {"content": "churn latency is high"}
    alert = {"commandId": "whoOwnsThis", "messagePayload": {"id": "17", "body": body}}

    def there(name: str, **data: Any) -> dict[str, Any]:
        value = {**alert, "data": data} if data else alert
        return teams.invoke(f"composeExtension/{name}", value, **{"from": ADMIN_SPEAKS})

    asked = dialog(there("fetchTask"))
    form = dialog(there("submitAction", **submission(asked, "Declare owner")))
    filled = {"field.kind": "infrastructure", "field.person": "tomas"}
    assert there("submitAction", **submission(form, "Declare"), **filled) == {}

    (call,) = teams_peer.wait_for()
    assert call.said.startswith("Declared.")


def test_whoever_gains_a_page_is_told_in_a_personal_chat(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    teams.say("help", conversation={**PERSONAL, "id": "a:priya"}, **{"from": PRIYA_SPEAKS})
    teams_peer.wait_for(to="a:priya")
    teams_peer.forget()

    teams.say("set credit-risk-us infrastructure priya", **{"from": ADMIN_SPEAKS})

    (told,) = teams_peer.wait_for(to="a:priya")
    assert told.said.startswith("You are now paged for infrastructure on credit-risk-us.")
    (answer,) = teams_peer.wait_for(to="a:personal")
    assert answer.said.startswith("Declared.")


def test_whoever_may_not_is_told_who_can(teams: TeamsBot, teams_peer: TeamsPeer) -> None:
    teams_peer.members[ASKER] = member(ASKER)
    teams.say("set fraud-model model-quality tomas")

    (call,) = teams_peer.wait_for(to="a:personal")
    assert call.said.startswith("You may not declare that.")
