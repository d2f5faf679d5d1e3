"""Declaring from Slack: acknowledged at once, carried out after, for full members only."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.bot_process import BotProcess
from tests.e2e.interactions import buttons, press
from tests.e2e.northwind import declare_northwind
from tests.e2e.slack_peer import Scripted, SlackPeer

OUTSIDE = {
    "U0ADMIN1": {"is_restricted": True},
    "U0ADMIN2": {"is_ultra_restricted": True},
    "U0ADMIN3": {"is_bot": True},
    "U0ADMIN4": {"deleted": True},
    "U0ADMIN5": {"is_stranger": True},
    "U0ADMIN6": {"team_id": "T2"},
}
"""Who might declare anything, and is no full member: by what each of them is instead."""


@pytest.fixture
def bot(peer: SlackPeer, tmp_path: Path) -> Iterator[BotProcess]:
    """A bot of its own for each story that changes the map."""
    peer.forget()
    declare_northwind(tmp_path)
    with BotProcess(tmp_path, SLACK_API_URL=peer.api_url, WHOOWNS_ADMINS="U0ADMIN") as bot:
        yield bot


@pytest.fixture(scope="module")
def lasting(peer: SlackPeer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    directory = tmp_path_factory.mktemp("unchanged")
    declare_northwind(directory)
    admins = ",".join(OUTSIDE)
    with BotProcess(directory, SLACK_API_URL=peer.api_url, WHOOWNS_ADMINS=admins) as bot:
        yield bot


@pytest.fixture
def unchanged(lasting: BotProcess, peer: SlackPeer) -> BotProcess:
    """One bot for the stories that change nothing."""
    peer.forget()
    return lasting


def known(peer: SlackPeer, **user: Any) -> None:
    """Slack tells who the next person is, and who we are."""
    peer.script("auth.test", Scripted({"ok": True, "team_id": "T1"}))
    told = {"ok": True, "user": {"team_id": "T1", "name": "somebody", **user}}
    peer.script("users.info", *[Scripted(told)] * 3)


def said(bot: BotProcess, peer: SlackPeer, text: str, user: str = "U0PRIYA") -> dict[str, Any]:
    """What the person reads after a command."""
    trigger = f"declaring {time.monotonic_ns()}"
    response = bot.command(text, user_id=user, response_url=peer.response_url, trigger_id=trigger)
    assert (response.status, response.body) == (200, "")
    return peer.wait_for("hook")[-1].body


def test_an_owner_is_declared_and_the_one_who_gained_a_page_is_told(
    bot: BotProcess, peer: SlackPeer
) -> None:
    known(peer)
    answer = said(bot, peer, "set churn quality <@U0PRIYA|priya> because she knows it", "U0ADMIN")
    assert answer["text"].startswith("Declared.")
    (told,) = peer.wait_for("chat.postMessage")
    assert told.body["channel"] == "U0PRIYA"
    assert told.body["text"].startswith("You are now paged for model-quality on churn.")
    asked = bot.command("churn quality").json
    assert asked["text"].startswith("Priya Nair is paged for model-quality on churn.")


def test_whoever_declares_is_answered_before_others_are_told(
    bot: BotProcess, peer: SlackPeer
) -> None:
    known(peer)
    peer.script("chat.postMessage", Scripted({"ok": True, "ts": "1.2"}, after=1.0))
    answer = said(bot, peer, "set churn quality priya", "U0ADMIN")
    assert answer["text"].startswith("Declared.")
    assert "chat.postMessage" not in [call.method for call in peer.calls]
    assert peer.wait_for("chat.postMessage")[0].body["channel"] == "U0PRIYA"


def test_undo_is_a_button_and_a_declaration_of_its_own(bot: BotProcess, peer: SlackPeer) -> None:
    known(peer)
    answer = said(bot, peer, "set fraud-model quality tomas")
    undo = next(b for b in buttons(answer["blocks"]) if b["text"]["text"] == "Undo")
    pressed = press(undo, peer)
    pressed["user"]["id"] = "U0PRIYA"

    bot.interaction(pressed)

    undone = peer.wait_for("hook", 2)[-1].body
    assert undone["text"].startswith("Declared.")
    asked = bot.command("fraud-model quality").json
    assert asked["text"].startswith("Priya Nair is paged for model-quality on fraud-model.")


def test_a_command_that_is_replayed_is_carried_out_once(bot: BotProcess, peer: SlackPeer) -> None:
    known(peer)
    for _ in range(2):
        bot.command("set churn quality priya", user_id="U0ADMIN", response_url=peer.response_url)

    peer.wait_for("hook")
    peer.wait_for("chat.postMessage")
    assert peer.heard_for(0.3) == []
    assert [call.method for call in peer.calls].count("hook") == 1


def test_who_may_not_is_told_who_can(unchanged: BotProcess, peer: SlackPeer) -> None:
    known(peer)
    answer = said(unchanged, peer, "set fraud-model quality tomas", "U0NOBODY")
    assert answer["text"].startswith("You may not declare that.")
    assert "Priya Nair" in answer["text"]


@pytest.mark.parametrize(("user", "trait"), OUTSIDE.items())
def test_only_full_members_change_anything(
    unchanged: BotProcess, peer: SlackPeer, user: str, trait: dict[str, Any]
) -> None:
    known(peer, **trait)
    answer = said(unchanged, peer, "set fraud-model quality tomas", user)
    assert answer["text"].startswith("Only full members of this workspace")


@pytest.mark.parametrize(
    "answer",
    [Scripted({"ok": False, "error": "missing_scope"}), Scripted({}, hangs_up=True)],
    ids=["refusal", "hung up"],
)
def test_nothing_is_changed_while_slack_does_not_say_who_asks(
    unchanged: BotProcess, peer: SlackPeer, answer: Scripted
) -> None:
    peer.script("users.info", *[answer] * 9)
    told = said(unchanged, peer, "set fraud-model quality tomas")
    assert told["text"].startswith("Slack didn't tell me who you are")
    asked = unchanged.command("fraud-model quality", user_id="U0PRIYA").json
    assert asked["text"].startswith("Priya Nair is paged")


def test_looking_is_open_while_slack_does_not_say_who_asks(
    unchanged: BotProcess, peer: SlackPeer
) -> None:
    peer.script("users.info", Scripted({"ok": False, "error": "fatal_error"}))
    assert said(unchanged, peer, "proposals")["text"] == "No proposal waits for a decision."
