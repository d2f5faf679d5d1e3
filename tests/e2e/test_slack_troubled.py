"""Slack takes not all that it is sent, and not always: whoever asked is answered all the same."""

import time
from pathlib import Path

import pytest

from tests.e2e.bot_process import BotProcess
from tests.e2e.interactions import press
from tests.e2e.northwind import declare_northwind
from tests.e2e.slack_peer import Call, Scripted, SlackPeer

MENTION = {"type": "app_mention", "channel": "C7", "text": "<@U0BOT> fraud-model quality"}
SOON, EXPIRED = Scripted({}, status=503), Scripted({}, status=404)
PAST = "who owned fraud-model on 3 March"
VERB = "undo 99"


def command(bot: BotProcess, peer: SlackPeer, text: str) -> None:
    trigger = f"troubled {time.monotonic_ns()}"
    response = bot.command(text, response_url=peer.response_url, trigger_id=trigger)
    assert (response.status, response.body) == (200, "")


def said(call: Call) -> str:
    return str(call.body["text"])


def test_where_slack_refuses_the_blocks_the_words_are_said_alone(
    bot: BotProcess, peer: SlackPeer
) -> None:
    peer.script("hook", Scripted({}, status=400))
    bot.interaction(press({"action_id": "ask:1", "value": "fraud-model quality"}, peer))
    shown, words = peer.wait_for("hook", 2)
    assert shown.blocks
    assert words.body["blocks"] == []
    assert words.body["mrkdwn"] is False  # a name such as `*x*` stays a name

    peer.script("chat.postMessage", Scripted({"ok": False, "error": "invalid_blocks"}))
    bot.event(MENTION)

    whole, words = peer.wait_for("chat.postMessage", 2)
    assert whole.blocks
    assert (words.body["blocks"], words.body["mrkdwn"]) == ([], False)
    assert said(words).startswith("Priya Nair is paged")
    assert bot.logged("refused the blocks")


ARCHIVED = Scripted({"ok": False, "error": "is_archived"})
BUSY = Scripted({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "90"})


@pytest.mark.parametrize("refused", [ARCHIVED, BUSY], ids=["archived", "busy"])
@pytest.mark.parametrize("asked", ["fraud-model quality", VERB])
def test_an_answer_that_the_channel_does_not_take_comes_as_a_direct_message(
    bot: BotProcess, peer: SlackPeer, refused: Scripted, asked: str
) -> None:
    peer.script("chat.postMessage", refused)
    bot.event({**MENTION, "text": f"<@U0BOT> {asked}"})

    there, here = peer.wait_for("chat.postMessage", 2)
    assert (there.body["channel"], here.body["channel"]) == ("C7", "U0ASKER")
    assert said(here) == f"{said(there)}\nI couldn't answer in channel C7, so only you see this."
    assert "I couldn't answer in <#C7>, so only you see this." in here.blocks
    assert "thread_ts" not in here.body
    assert peer.heard_for(0.2) == []


def test_where_a_direct_message_is_not_taken_either_it_is_left_at_that(
    bot: BotProcess, peer: SlackPeer
) -> None:
    peer.script("chat.postMessage", *[ARCHIVED] * 3)
    bot.event(MENTION)
    peer.wait_for("chat.postMessage", 2)
    bot.event({"type": "message", "channel_type": "im", "channel": "D7", "text": "help"})
    peer.wait_for("chat.postMessage", 3)

    assert peer.heard_for(0.3) == []


@pytest.mark.parametrize("text", [VERB, PAST])
def test_an_answer_is_sent_again_where_slacks_gateway_fails(
    bot: BotProcess, peer: SlackPeer, text: str
) -> None:
    peer.script("hook", SOON)
    command(bot, peer, text)

    first, again = peer.wait_for("hook", 2)
    assert first.body == again.body
    assert peer.heard_for(0.2) == []


@pytest.mark.parametrize("text", [VERB, PAST])
def test_an_answer_that_comes_too_late_for_its_place_is_told_in_a_direct_message(
    bot: BotProcess, peer: SlackPeer, text: str
) -> None:
    peer.script("hook", EXPIRED)
    command(bot, peer, text)

    (told,) = peer.wait_for("chat.postMessage")
    assert told.body["channel"] == "U0ASKER"
    assert said(told) == said(peer.wait_for("hook")[0])


def test_a_connection_that_is_lost_loses_no_answer(bot: BotProcess, peer: SlackPeer) -> None:
    peer.script("hook", *[Scripted({}, hangs_up=True)] * 4)
    command(bot, peer, VERB)

    assert peer.wait_for("chat.postMessage")[0].body["channel"] == "U0ASKER"


def test_whoever_shares_too_late_is_told_that_nobody_else_saw_it(
    bot: BotProcess, peer: SlackPeer
) -> None:
    peer.script("hook", EXPIRED)
    bot.interaction(press({"action_id": "share:1", "value": "fraud-model quality"}, peer))

    (told,) = peer.wait_for("chat.postMessage")
    assert told.body["channel"] == "U0ASKER"
    assert said(told).startswith("Priya Nair is paged")
    assert "so only you see it" in said(told)
    assert peer.heard_for(0.2) == []


def test_what_a_button_asks_aside_is_told_too(bot: BotProcess, peer: SlackPeer) -> None:
    peer.script("hook", EXPIRED)
    bot.interaction(press({"action_id": "aside:1", "value": "fraud-model quality"}, peer))

    assert said(peer.wait_for("chat.postMessage")[0]).startswith("Priya Nair is paged")


def test_where_the_map_cannot_be_looked_into_whoever_asks_hears_so(
    peer: SlackPeer, tmp_path: Path
) -> None:
    peer.forget()
    declare_northwind(tmp_path)
    with BotProcess(tmp_path, SLACK_API_URL=peer.api_url) as bot:
        database = tmp_path / "whoowns.db"
        database.rename(tmp_path / "moved.db")
        declare_northwind(tmp_path)

        while "Priya" in bot.command("fraud-model quality", user_id="U0PRIYA").body:
            time.sleep(0.01)
        for user in ("U0PRIYA", "U0ASKER"):
            response = bot.command("fraud-model quality", user_id=user)
            assert response.json["text"].startswith("Sorry, something went wrong on my side")
        bot.event({**MENTION, "user": "U0PRIYA"})

        assert said(peer.wait_for("chat.postMessage")[0]).startswith("Sorry, something went wrong")
        assert bot.logged("ReplacedDatabase")
