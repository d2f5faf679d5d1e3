"""What is in hand when the bot is told to stop is finished; what cannot start says so."""

import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.bot_process import BotProcess
from tests.e2e.northwind import declare_northwind
from tests.e2e.slack_peer import Scripted, SlackPeer

MENTION = {"type": "app_mention", "channel": "C7", "text": "<@U0BOT> fraud-model quality"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_answer_in_hand_arrives_before_the_bot_stops(
    tmp_path: Path, number: signal.Signals
) -> None:
    declare_northwind(tmp_path)
    with SlackPeer() as peer, BotProcess(tmp_path, SLACK_API_URL=peer.api_url) as bot:
        peer.script("chat.postMessage", Scripted({"ok": True}, after=1.5))
        bot.event(MENTION)
        told = time.monotonic()

        assert bot.stop(number) == 0

        assert time.monotonic() - told < 10
        assert "Priya Nair" in peer.wait_for("chat.postMessage")[0].body["text"]
        assert '"event": "stopped"' in bot.log[-1]


def test_a_slack_that_never_answers_does_not_keep_the_bot_alive(tmp_path: Path) -> None:
    with SlackPeer() as peer, BotProcess(tmp_path, SLACK_API_URL=peer.api_url) as bot:
        peer.script("chat.postMessage", Scripted({"ok": True}, after=9.5))
        bot.event(MENTION)
        time.sleep(0.3)
        told = time.monotonic()

        assert bot.stop(signal.SIGTERM) == 0
        assert time.monotonic() - told < 10


def test_a_locked_database_holds_up_neither_the_answer_nor_the_end(tmp_path: Path) -> None:
    declare_northwind(tmp_path)
    database = sqlite3.connect(tmp_path / "whoowns.db", isolation_level=None)
    with (
        closing(database) as other,
        SlackPeer() as peer,
        BotProcess(tmp_path, SLACK_API_URL=peer.api_url) as bot,
    ):
        other.execute("BEGIN IMMEDIATE")
        bot.event(MENTION)
        told = time.monotonic()

        assert bot.stop(signal.SIGTERM) == 0
        assert time.monotonic() - told < 8
        assert "Priya Nair" in peer.wait_for("chat.postMessage")[0].body["text"]


def test_an_event_answered_before_a_restart_is_not_answered_after_it(tmp_path: Path) -> None:
    with SlackPeer() as peer:
        for _ in range(2):
            with BotProcess(tmp_path, SLACK_API_URL=peer.api_url) as bot:
                assert bot.event(MENTION, event_id="Ev1").status == 200
        assert len(peer.wait_for("chat.postMessage")) == 1


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET"),
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN"),
        ({"SLACK_APP_TOKEN": "xoxb-swapped"}, "SLACK_APP_TOKEN"),
        ({"PORT": "1", "HOST": "192.0.2.1"}, "192.0.2.1"),
    ],
)
def test_a_bot_that_cannot_run_stops_and_names_the_setting(
    tmp_path: Path, settings: dict[str, str], named: str
) -> None:
    bot = BotProcess(tmp_path, **settings)

    with pytest.raises(AssertionError, match=named), bot:
        pass

    assert bot.process.returncode == 3
    assert "Traceback" not in "".join(bot.log)
