"""Questions typed in Slack, over HTTP and signed; a loopback Slack records what comes out."""

import json
import time
from typing import Any

import pytest

from tests.e2e.bot_process import BOT_TOKEN, BotProcess
from tests.e2e.slack_peer import Scripted, SlackPeer


def test_a_slash_command_is_answered_in_the_response_for_the_asker_only(bot: BotProcess) -> None:
    response = bot.command("who owns model-quality pages for fraud-model")

    assert response.status == 200
    assert response.json["response_type"] == "ephemeral"
    assert "Priya Nair" in response.json["text"]
    assert "<@U0PRIYA>" in json.dumps(response.json["blocks"])


@pytest.mark.parametrize("text", ["", "help"])
def test_help_lists_what_can_be_asked(bot: BotProcess, text: str) -> None:
    assert "who owns" in bot.command(text).json["text"]


def test_nobody_named_is_said_loudly(bot: BotProcess) -> None:
    answer = bot.command("who owns churn quality").json

    assert "🚨" in json.dumps(answer["blocks"], ensure_ascii=False)


def test_a_model_called_payload_is_a_model_like_any_other(bot: BotProcess) -> None:
    response = bot.command("who owns payload-classifier quality")

    assert response.status == 200
    assert "Priya Nair" in response.json["text"]


def test_a_mention_of_everybody_never_goes_out_live(bot: BotProcess) -> None:
    asked = bot.command("who owns <!channel> or <!here>")
    named = bot.command("who owns infrastructure pages for fraud-model")

    for response in (asked, named):
        assert "<!" not in response.body
    assert "&lt;!channel&gt;" in named.body


def test_a_mention_is_answered_in_its_thread(bot: BotProcess, peer: SlackPeer) -> None:
    text = "<@U0BOT> who owns fraud-model quality?"

    assert bot.event({"type": "app_mention", "channel": "C7", "text": text}).status == 200

    call = peer.wait_for("chat.postMessage")[0]
    assert (call.body["channel"], call.body["thread_ts"]) == ("C7", "100.1")
    assert call.token == BOT_TOKEN
    assert "Priya Nair" in call.body["text"]
    assert "share:" not in call.blocks


def test_a_direct_message_is_answered_beside_it(bot: BotProcess, peer: SlackPeer) -> None:
    message = {"type": "message", "channel_type": "im", "channel": "D7"}

    bot.event(message | {"text": "fraud-model quality"})

    call = peer.wait_for("chat.postMessage")[0]
    assert call.body["channel"] == "D7"
    assert "thread_ts" not in call.body
    assert "Priya Nair" in call.body["text"]


@pytest.mark.parametrize(
    "event",
    [
        {"user": "U0BOT"},
        {"bot_id": "B0OTHER"},
        {"subtype": "message_changed"},
        {"subtype": "bot_message", "user": None},
        {"channel_type": "channel"},
    ],
)
def test_what_no_person_said_to_the_bot_is_not_answered(
    bot: BotProcess, peer: SlackPeer, event: dict[str, Any]
) -> None:
    said = {"type": "message", "channel_type": "im", "channel": "D7", "text": "fraud-model"}

    assert bot.event(said | event).status == 200
    assert peer.heard_for(0.2) == []


def test_a_retried_event_is_answered_once(bot: BotProcess, peer: SlackPeer) -> None:
    mention = {"type": "app_mention", "channel": "C7", "text": "<@U0BOT> fraud-model"}
    event_id = f"Ev retried {time.monotonic_ns()}"

    bot.event(mention, event_id=event_id)
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    assert bot.event(mention, event_id=event_id, headers=retry).status == 200

    peer.wait_for("chat.postMessage")
    assert peer.heard_for(0.3) == []
    assert len(peer.reactions) == 1


def test_a_busy_slack_is_tried_again_after_as_long_as_it_asks_for(
    bot: BotProcess, peer: SlackPeer
) -> None:
    busy = Scripted({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": "1"})
    peer.script("chat.postMessage", busy)

    bot.event({"type": "app_mention", "channel": "C7", "text": "<@U0BOT> fraud-model"})

    refused, accepted = peer.wait_for("chat.postMessage", 2)
    assert accepted.at - refused.at >= 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_slack_in_trouble_is_tried_again(bot: BotProcess, peer: SlackPeer, status: int) -> None:
    peer.script("chat.postMessage", Scripted({}, status))

    bot.event({"type": "app_mention", "channel": "C7", "text": "<@U0BOT> fraud-model"})

    assert len(peer.wait_for("chat.postMessage", 2)) == 2
