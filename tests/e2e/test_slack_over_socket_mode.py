"""The same bot with SLACK_APP_TOKEN: requests come over a websocket, answers go back on it."""

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.bot_process import FORM, BotProcess, event_callback, slash
from tests.e2e.interactions import press, submission
from tests.e2e.northwind import declare_northwind
from tests.e2e.slack_peer import Scripted, SlackPeer

MENTION = {"type": "app_mention", "channel": "C7", "text": "<@U0BOT> fraud-model quality"}


@pytest.fixture
def peer() -> Iterator[SlackPeer]:
    with SlackPeer() as peer:
        yield peer


@pytest.fixture
def bot(peer: SlackPeer, tmp_path: Path) -> Iterator[BotProcess]:
    declare_northwind(tmp_path)
    settings = {"SLACK_API_URL": peer.api_url, "SLACK_APP_TOKEN": "xapp-made-up"}
    with BotProcess(tmp_path, **settings, SLACK_SIGNING_SECRET="") as bot:
        yield bot


def envelope(kind: str, number: int, payload: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": kind,
        "envelope_id": f"envelope {number}",
        "payload": payload,
        "accepts_response_payload": kind in {"slash_commands", "interactive"},
    }


def test_a_slash_command_is_answered_with_its_receipt(bot: BotProcess, peer: SlackPeer) -> None:
    peer.send_envelope(envelope("slash_commands", 1, slash("fraud-model quality")))

    assert "Priya Nair" in peer.wait_for_receipt("envelope 1")["payload"]["text"]
    assert peer.wait_for("apps.connections.open")[0].token == "xapp-made-up"
    assert bot.get("/readyz").status == 200


def test_a_model_called_payload_is_a_model_like_any_other(bot: BotProcess, peer: SlackPeer) -> None:
    assert bot.port
    peer.send_envelope(envelope("slash_commands", 1, slash("payload-classifier quality")))

    assert "Priya Nair" in peer.wait_for_receipt("envelope 1")["payload"]["text"]


def test_an_envelope_that_comes_again_is_received_but_not_answered(
    bot: BotProcess, peer: SlackPeer
) -> None:
    assert bot.port
    asked, told = slash("fraud-model quality"), event_callback(MENTION)
    for number in (1, 3):
        peer.send_envelope(envelope("slash_commands", number, asked))
        peer.send_envelope(envelope("events_api", number + 1, told))
        peer.wait_for_receipt(f"envelope {number + 1}")

    assert "payload" in peer.wait_for_receipt("envelope 1")
    assert "payload" not in peer.wait_for_receipt("envelope 3")
    assert len(peer.wait_for("chat.postMessage")) == 1
    assert peer.heard_for(0.3) == []


def test_what_is_wrong_with_a_form_is_told_with_its_receipt(
    bot: BotProcess, peer: SlackPeer
) -> None:
    assert bot.port
    peer.script("users.info", *[Scripted({"ok": True, "user": {"team_id": "T1"}})] * 2)
    peer.script("auth.test", Scripted({"ok": True, "team_id": "T1"}))
    button = {"action_id": "form:1", "value": "declare churn"}
    peer.send_envelope(envelope("interactive", 1, press(button, peer)))
    view = peer.wait_for("views.open")[-1].body["view"]

    peer.send_envelope(envelope("interactive", 2, submission(view, "U0ASKER")))

    told = peer.wait_for_receipt("envelope 2")["payload"]
    assert told["response_action"] == "errors"
    assert list(told["errors"]) == ["person"]


def test_http_takes_no_requests_of_slacks(bot: BotProcess) -> None:
    assert bot.post("text=help", FORM).status == 404
    assert bot.get("/healthz").status == 200


def test_a_slack_that_does_not_close_the_socket_does_not_keep_the_bot_alive(
    bot: BotProcess, peer: SlackPeer
) -> None:
    peer.send_envelope(envelope("slash_commands", 1, slash("help")))
    peer.wait_for_receipt("envelope 1")
    peer.stop_reading()
    told = time.monotonic()

    assert bot.stop(signal.SIGTERM) == 0
    assert time.monotonic() - told < 5


def test_an_answer_in_hand_arrives_before_the_bot_stops(bot: BotProcess, peer: SlackPeer) -> None:
    peer.send_envelope(envelope("events_api", 1, event_callback(MENTION)))
    peer.wait_for_receipt("envelope 1")
    told = time.monotonic()

    assert bot.stop(signal.SIGTERM) == 0
    assert time.monotonic() - told < 10
    assert "Priya Nair" in json.dumps(peer.wait_for("chat.postMessage")[0].body)
