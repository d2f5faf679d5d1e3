"""Slash command, answer, button, modal, submission, message: over HTTP, as Slack does it."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.bot_process import BotProcess
from tests.e2e.interactions import buttons, press, submission
from tests.e2e.northwind import declare_northwind
from tests.e2e.slack_peer import Scripted, SlackPeer


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("forms") / "whoowns.db"


@pytest.fixture(scope="module")
def running(peer: SlackPeer, database: Path) -> Iterator[BotProcess]:
    """One bot for these stories; each of them changes another model."""
    directory = database.parent
    declare_northwind(directory)
    settings = {"SLACK_API_URL": peer.api_url, "WHOOWNS_ADMINS": "U0ADMIN"}
    peer.script("auth.test", Scripted({"ok": True, "team_id": "T1"}))
    with BotProcess(directory, **settings) as bot:
        yield bot


@pytest.fixture
def bot(running: BotProcess, peer: SlackPeer) -> BotProcess:
    peer.forget()
    member = {"team_id": "T1", "name": "somebody"}
    peer.script("users.info", *[Scripted({"ok": True, "user": member})] * 5)
    peer.script("auth.test", Scripted({"ok": True, "team_id": "T1"}))
    return running


def opened(bot: BotProcess, peer: SlackPeer, question: str, user: str, label: str) -> Any:
    """Ask, press the button of that label, and see the modal."""
    asked = bot.command(question, user_id=user, response_url=peer.response_url).json
    button = next(b for b in buttons(asked["blocks"]) if b["text"]["text"] == label)
    pressed = press(button, peer, user={"id": user, "name": "somebody", "team_id": "T1"})
    assert bot.interaction(pressed).status == 200
    return peer.wait_for("views.open")[-1].body["view"]


def test_an_owner_is_declared_by_a_form(bot: BotProcess, peer: SlackPeer) -> None:
    view = opened(bot, peer, "churn quality", "U0ADMIN", "Declare owner")
    assert view["title"]["text"] == "Declare owner"
    assert "churn" in json.dumps(view["blocks"][0])

    filled = {"person": "U0PRIYA", "reason": "she trained it"}
    response = bot.interaction(submission(view, "U0ADMIN", **filled))

    assert (response.status, response.body) == (200, "")  # which closes it
    told = peer.wait_for("hook")[-1].body
    assert told["response_type"] == "ephemeral"
    assert told["replace_original"] is False
    assert told["text"].startswith("Declared.")
    (notice,) = peer.wait_for("chat.postMessage")
    assert notice.body["channel"] == "U0PRIYA"
    asked = bot.command("churn quality").json["text"]
    assert asked.startswith("Priya Nair is paged for model-quality on churn.")


def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_stored(
    bot: BotProcess, peer: SlackPeer
) -> None:
    view = opened(bot, peer, "fraud-model quality", "U0PRIYA", "Correct this")

    nobody = bot.interaction(submission(view, reason="x", escalation="")).json
    stranger = bot.interaction(submission(view, person="U0WHO", reason="x")).json
    chain = bot.interaction(submission(view, reason="x", escalation="tomas then zorro")).json

    assert {"response_action": "errors"}.items() <= nobody.items()
    assert list(nobody["errors"]) == ["person"]
    assert list(stranger["errors"]) == ["person"]
    assert stranger["errors"]["person"].startswith("The map doesn't know that account.")
    assert chain["errors"] == {"escalation": 'I know no person, rotation or team called "zorro".'}
    assert bot.command("fraud-model quality").json["text"].startswith("Priya Nair is paged")


def test_an_escalation_is_corrected_and_the_owner_stays(bot: BotProcess, peer: SlackPeer) -> None:
    view = opened(bot, peer, "credit-risk-eu quality", "U0PRIYA", "Correct this")

    bot.interaction(submission(view, escalation="tomas then risk-ml", reason="as agreed"))

    assert peer.wait_for("hook")[-1].body["text"].startswith("Declared.")
    asked = bot.command("credit-risk-eu quality").json["text"]
    assert asked.startswith("Priya Nair is paged")
    assert "Reyes, then Priya Nair (leads Risk ML)" in asked


def test_a_form_about_a_model_that_was_retired_meanwhile_says_so(
    bot: BotProcess, peer: SlackPeer
) -> None:
    view = opened(bot, peer, "credit-risk-us quality", "U0ADMIN", "Correct this")
    retire = "model retire credit-risk-us because it is replaced"
    bot.command(retire, user_id="U0ADMIN", response_url=peer.response_url)
    peer.wait_for("hook")

    response = bot.interaction(submission(view, "U0ADMIN", person="U0PRIYA", reason="x"))

    assert (response.status, response.body) == (200, "")
    told = peer.wait_for("hook", 2)[-1].body["text"]
    assert told.startswith('I know no model called "credit-risk-us"')


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("declare model-of-last-month model-quality", "I know no model called"),
        ("dissolve everything", "That button is from another time"),
        ("declare", "I need to know which model"),
    ],
)
def test_a_button_of_last_month_says_what_would_work(
    bot: BotProcess, peer: SlackPeer, value: str, said: str
) -> None:
    pressed = press({"action_id": "form:1", "value": value}, peer)
    assert bot.interaction(pressed).status == 200
    assert peer.wait_for("hook")[-1].body["text"].startswith(said)
    assert not [call for call in peer.calls if call.method == "views.open"]


def test_a_form_that_slack_opens_no_more_asks_to_press_again(
    bot: BotProcess, peer: SlackPeer
) -> None:
    peer.script("views.open", Scripted({"ok": False, "error": "expired_trigger_id"}))
    bot.interaction(press({"action_id": "form:1", "value": "declare churn"}, peer))
    assert "press the button again" in peer.wait_for("hook")[-1].body["text"]


def test_a_guest_opens_no_form(bot: BotProcess, peer: SlackPeer) -> None:
    guest = {"team_id": "T1", "name": "guest", "is_restricted": True}
    peer.script("users.info", Scripted({"ok": True, "user": guest}))
    who = {"id": "U0GUEST", "name": "guest", "team_id": "T1"}
    bot.interaction(press({"action_id": "form:1", "value": "declare churn"}, peer, user=who))
    assert peer.wait_for("hook")[-1].body["text"].startswith("Only full members")


def test_a_submission_that_comes_again_is_carried_out_once(
    bot: BotProcess, peer: SlackPeer
) -> None:
    view = opened(bot, peer, "payload-classifier quality", "U0ADMIN", "Correct this")
    filled = submission(view, "U0ADMIN", group="risk-ml", reason="x")
    assert bot.interaction(filled).body == bot.interaction(filled).body == ""
    peer.wait_for("hook")
    peer.wait_for("chat.postMessage")  # to whoever lost the page
    assert peer.heard_for(0.2) == []
    assert [call.method for call in peer.calls].count("hook") == 1


def test_where_the_address_for_responses_is_spent_the_answer_comes_directly(
    bot: BotProcess, peer: SlackPeer
) -> None:
    view = opened(bot, peer, "fraud-model infra", "U0PRIYA", "Correct this")
    peer.script("hook", Scripted({}, status=404))
    bot.interaction(submission(view, group="risk-ml", reason="x"))
    assert peer.wait_for("chat.postMessage")[-1].body["channel"] == "U0PRIYA"


def said(bot: BotProcess, peer: SlackPeer, text: str, user: str, hooks: int = 1) -> dict[str, Any]:
    once = f"typed {time.monotonic_ns()}"
    bot.command(text, user_id=user, response_url=peer.response_url, trigger_id=once)
    return peer.wait_for("hook", hooks)[-1].body


def pressed(button: dict[str, Any], user: str, peer: SlackPeer) -> dict[str, Any]:
    who = {"id": user, "name": "somebody", "team_id": "T1"}
    return press(button, peer, user=who, channel={"id": f"D{user}"}, container={"type": "message"})


def labelled(blocks: list[dict[str, Any]], label: str) -> dict[str, Any]:
    return next(b for b in buttons(blocks) if b["text"]["text"] == label)


def test_a_change_is_proposed_and_approved_by_somebody_who_may(
    bot: BotProcess, peer: SlackPeer
) -> None:
    wanted = "consumer payload-classifier crm because they read it"
    refused = said(bot, peer, wanted, "U0NEW")
    assert refused["text"].startswith("You may not declare that.")

    bot.interaction(pressed(labelled(refused["blocks"], "Propose it to them"), "U0NEW", peer))

    proposed = peer.wait_for("hook", 2)[-1].body["text"]
    assert proposed.startswith("Proposed, as number 1.")
    (asked,) = peer.wait_for("chat.postMessage")
    assert asked.body["channel"] == "U0PRIYA"
    assert "proposes a change" in asked.body["text"]

    bot.interaction(pressed(labelled(asked.body["blocks"], "Approve"), "U0PRIYA", peer))

    approved = peer.wait_for("hook", 3)[-1].body
    assert approved["text"].startswith("Declared.")
    assert approved["replace_original"] is True
    (edited,) = peer.wait_for("chat.update")
    assert edited.body["ts"] == "1.2"
    assert edited.body["text"].startswith("Priya Nair approved it on")
    told = peer.wait_for("chat.postMessage", 2)[-1].body
    assert told["channel"] == "U0NEW"
    assert told["text"].startswith("Your proposal 1. Priya Nair approved it")


def test_a_proposal_is_declined_by_a_form_with_a_reason(bot: BotProcess, peer: SlackPeer) -> None:
    said(bot, peer, "propose consumer payload-classifier wiki", "U0NEW")
    (asked,) = peer.wait_for("chat.postMessage")

    bot.interaction(pressed(labelled(asked.body["blocks"], "Decline"), "U0PRIYA", peer))
    view = peer.wait_for("views.open")[-1].body["view"]
    bot.interaction(submission(view, "U0PRIYA", reason="it is no reader of it"))

    told = [call.body["text"] for call in peer.wait_for("chat.postMessage", 2)]
    assert "Reason: it is no reader of it" in told[-1]
    late = pressed(labelled(asked.body["blocks"], "Approve"), "U0PRIYA", peer)
    bot.interaction(late)
    assert peer.wait_for("hook", 3)[-1].body["text"].startswith("Priya Nair declined it")


def test_a_shift_is_offered_by_a_form_and_taken_by_the_first_who_presses(
    bot: BotProcess, peer: SlackPeer
) -> None:
    begun = f"{datetime.now(UTC) - timedelta(days=2):%Y-%m-%d}T09:00"  # whatever day it is: hers
    for command in (
        "link tomas <@U0TOMAS>",
        "person add noor Noor Haddad <@U0NOOR>",
        f"rotation add nights members priya, tomas, noor every 1 week from {begun}",
    ):
        said(bot, peer, command, "U0ADMIN", [c.method for c in peer.calls].count("hook") + 1)
    bot.interaction(pressed({"action_id": "form:1", "value": "cover nights"}, "U0PRIYA", peer))
    view = peer.wait_for("views.open")[-1].body["view"]
    assert view["title"]["text"] == "Ask for cover"
    begins = int(time.time()) + 86_400
    window = {"from": begins, "to": begins + 7_200}

    wrong = bot.interaction(submission(view, "U0PRIYA", **{**window, "to": begins - 60})).json
    assert wrong["errors"] == {"to": "That window ends before it starts."}
    bot.interaction(submission(view, "U0PRIYA", **window, reason="of a wedding"))

    asked = peer.wait_for("chat.postMessage", 2)
    assert [call.body["channel"] for call in asked] == ["U0TOMAS", "U0NOOR"]
    assert "asks for cover of nights" in asked[0].body["text"]
    take = labelled(asked[0].body["blocks"], "I'll take it")
    hooks = len(peer.wait_for("hook", 4))

    bot.interaction(pressed(take, "U0TOMAS", peer))
    first = peer.wait_for("hook", hooks + 1)[-1].body
    bot.interaction(pressed(take, "U0NOOR", peer))
    second = peer.wait_for("hook", hooks + 2)[-1].body

    assert first["text"].startswith("Declared.")
    assert "took it." in second["text"]
    assert len(peer.wait_for("chat.update", 2)) == 2
    (told,) = [c for c in peer.wait_for("chat.postMessage", 3) if c.body["channel"] == "U0PRIYA"]
    assert "took it." in told.body["text"]


def test_where_the_disk_is_slow_the_modal_closes_and_the_answer_comes_after(
    bot: BotProcess, peer: SlackPeer, database: Path
) -> None:
    view = opened(bot, peer, "credit-risk-eu infra", "U0ADMIN", "Declare owner")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        response = bot.interaction(submission(view, "U0ADMIN", person="U0PRIYA"))
        assert (response.status, response.body) == (200, "")
        assert time.monotonic() - began < 3
        assert not [call for call in peer.calls if call.method == "hook"]
    assert peer.wait_for("hook")[-1].body["text"].startswith("Declared.")
