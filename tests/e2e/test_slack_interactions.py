"""Buttons and the message shortcut: acknowledged at once, answered after."""

from typing import Any

import pytest

from tests.e2e.bot_process import BotProcess
from tests.e2e.interactions import ALERTMANAGER, buttons, press, shortcut_on
from tests.e2e.slack_peer import Scripted, SlackPeer


def test_an_ambiguity_is_settled_by_a_button(bot: BotProcess, peer: SlackPeer) -> None:
    asked = bot.command("who owns quality for credit risk").json
    choice = next(b for b in buttons(asked["blocks"]) if "credit-risk-eu" in b["value"])

    assert bot.interaction(press(choice, peer)).status == 200

    answer = peer.wait_for("hook")[0]
    assert answer.body["replace_original"] is True
    assert "Priya Nair" in answer.body["text"]


def test_a_shared_answer_is_for_all_and_says_who_asked(bot: BotProcess, peer: SlackPeer) -> None:
    asked = bot.command("who owns quality for fraud-model").json
    share = next(b for b in buttons(asked["blocks"]) if b["action_id"].startswith("share"))

    bot.interaction(press(share, peer))

    shared, kept = peer.wait_for("hook", 2)
    assert shared.body["response_type"] == "in_channel"
    assert "Priya Nair" in shared.body["text"]
    assert "<@U0ASKER>" in shared.blocks
    assert kept.body["replace_original"] is True
    assert "share:" not in shared.blocks + kept.blocks


def in_a_thread(button: dict[str, Any], peer: SlackPeer) -> dict[str, Any]:
    """The payload of a pressed button on an answer that everybody in the thread sees."""
    container = {"type": "message", "channel_id": "C1", "thread_ts": "100.1"}
    return press(button, peer, container=container)


@pytest.mark.parametrize("said", ["undo 1", "clear fraud-model quality because", "fruad-x"])
def test_a_refusal_leaves_the_message_that_others_see(
    bot: BotProcess, peer: SlackPeer, said: str
) -> None:
    bot.interaction(in_a_thread({"action_id": "ask:1", "value": said}, peer))

    refused = peer.wait_for("hook")[0].body
    assert (refused["response_type"], refused["replace_original"]) == ("ephemeral", False)
    assert refused["thread_ts"] == "100.1"


def test_an_answer_takes_the_place_of_the_message_that_others_see(
    bot: BotProcess, peer: SlackPeer
) -> None:
    bot.interaction(in_a_thread({"action_id": "ask:1", "value": "fraud-model quality"}, peer))

    assert peer.wait_for("hook")[0].body["replace_original"] is True


def test_a_button_pressed_twice_by_a_redelivery_answers_once(
    bot: BotProcess, peer: SlackPeer
) -> None:
    pressed = press({"action_id": "ask:1", "value": "fraud-model quality"}, peer)

    bot.interaction(pressed)
    bot.interaction(pressed)

    peer.wait_for("hook")
    assert peer.heard_for(0.3) == []
    assert len(peer.reactions) == 1


def on_a_message(say: str, peer: SlackPeer, who: str = "U0ASKER", **button: str) -> dict[str, Any]:
    where = {"type": "message", "channel_id": "C1", "message_ts": f"{who} 1", "is_ephemeral": True}
    user = {"id": who, "name": "asker", "team_id": "T1"}
    pressed = {"action_id": "ask:1", "value": say, **button}
    return press(pressed, peer, user=user, container=where)


def test_a_double_click_shares_an_answer_once(bot: BotProcess, peer: SlackPeer) -> None:
    share = {"say": "fraud-model quality", "action_id": "share:1"}
    for _ in range(2):
        assert bot.interaction(on_a_message(peer=peer, **share)).status == 200

    peer.wait_for("hook", 2)
    assert peer.heard_for(0.3) == []
    shared = [call for call in peer.calls if call.body.get("response_type") == "in_channel"]
    assert len(shared) == 1


def test_a_double_click_leaves_standing_what_came_of_it(bot: BotProcess, peer: SlackPeer) -> None:
    said = "set credit-risk-eu infrastructure priya because of a test"
    bot.interaction(on_a_message(said, peer, "U0PRIYA"))
    peer.wait_for("hook")
    bot.interaction(on_a_message(said, peer, "U0PRIYA"))

    assert peer.heard_for(0.3) == []
    (done,) = peer.wait_for("hook")
    assert done.body["text"].startswith("Declared.")


def test_what_is_pressed_again_after_something_else_or_by_another_is_no_double_click(
    bot: BotProcess, peer: SlackPeer
) -> None:
    presses = [("churn", "U0A"), ("fraud-model", "U0A"), ("churn", "U0A"), ("churn", "U0B")]
    for said, who in presses:
        bot.interaction(on_a_message(said, peer, who))

    assert len(peer.wait_for("hook", 4)) == 4


def test_a_response_url_that_is_not_slacks_gets_nothing(bot: BotProcess, peer: SlackPeer) -> None:
    other = "http://127.0.0.1:9/hook"
    pressed = press({"action_id": "ask:1", "value": "fraud-model"}, peer, response_url=other)

    assert bot.interaction(pressed).status == 200
    assert peer.heard_for(0.3) == []
    assert bot.logged("ForeignAddress")


def test_an_opened_link_is_only_acknowledged(bot: BotProcess, peer: SlackPeer) -> None:
    assert bot.interaction(press({"action_id": "open:1"}, peer)).status == 200
    assert peer.heard_for(0.2) == []


def test_an_alert_is_answered_in_its_thread(bot: BotProcess, peer: SlackPeer) -> None:
    assert bot.interaction(shortcut_on(ALERTMANAGER, peer)).status == 200

    call = peer.wait_for("chat.postMessage")[0]
    assert (call.body["channel"], call.body["thread_ts"]) == ("C1", "300.1")
    assert "Priya Nair" in call.body["text"]


@pytest.mark.parametrize("barred", ["not_in_channel", "channel_not_found"])
def test_where_the_bot_is_no_member_it_answers_the_person(
    bot: BotProcess, peer: SlackPeer, barred: str
) -> None:
    peer.script("chat.postMessage", Scripted({"ok": False, "error": barred}))

    bot.interaction(shortcut_on(ALERTMANAGER, peer))

    whispered = peer.wait_for("hook")[0]
    assert whispered.body["response_type"] == "ephemeral"
    assert "Priya Nair" in whispered.body["text"]
    assert "/invite" in whispered.blocks


def test_where_the_channel_takes_nothing_it_answers_the_person(
    bot: BotProcess, peer: SlackPeer
) -> None:
    peer.script("chat.postMessage", Scripted({"ok": False, "error": "is_archived"}))

    bot.interaction(shortcut_on(ALERTMANAGER, peer))

    whispered = peer.wait_for("hook")[0].body["text"]
    assert "Priya Nair" in whispered
    assert whispered.endswith(", so only you see this.")


def test_when_posting_fails_the_person_gets_the_answer_and_a_reference_that_the_log_has(
    bot: BotProcess, peer: SlackPeer
) -> None:
    peer.script("chat.postMessage", Scripted({"ok": False, "error": "fatal_error"}))

    bot.interaction(shortcut_on(ALERTMANAGER, peer))

    whispered = peer.wait_for("hook")[0].body
    assert "Priya Nair" in whispered["text"]
    reference = whispered["text"].rstrip(".").split()[-1]
    assert bot.logged(reference) == 1
