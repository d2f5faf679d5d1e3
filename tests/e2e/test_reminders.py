"""The real scheduler of real processes, at a short interval, against a loopback Slack."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from knowledge.changes import ITSELF, Change, Kind
from knowledge.difference import difference
from knowledge.entities import Model
from knowledge.mapfile import parse_map
from knowledge.store import Store
from knowledge.store.reminders import Reminders
from tests.e2e.bot_process import BotProcess
from tests.e2e.interactions import buttons, press
from tests.e2e.remembering_peer import Kept, RememberingPeer
from tests.e2e.slack_peer import Scripted

LONG_AGO = datetime(2026, 1, 5, 10, tzinfo=UTC)


def _zone_at_noon() -> str:
    """One in which it is about noon now: no test meets midnight."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


MAP = """
organisation: {name: Northwind, time_zone: %s, admins: [elena], sponsor: elena}
people:
  priya: {name: Priya Nair, slack: U0PRIYA}
  maya: {name: Maya Osei, slack: U0MAYA}
  elena: {name: Elena Ruiz, slack: U0ELENA}
teams:
  risk-ml: {name: Risk ML, lead: priya, members: [priya], channel: {slack: C0RISK}}
  growth: {name: Growth, lead: maya, members: [maya], channel: {slack: C0GROWTH}}
models:
  fraud-model: {trained_by: risk-ml, pages: {model-quality: {owner: priya}}}
  churn: {trained_by: growth, pages: {model-quality: {owner: growth}}}
  uplift: {trained_by: growth}
  orphan: {}
"""

EVERY_DAY_AT_ONCE = {
    "WHOOWNS_REMINDERS": "on",
    "WHOOWNS_REMINDER_AT": "00:00",
    "WHOOWNS_REMINDER_DAYS": "mon,tue,wed,thu,fri,sat,sun",
    "WHOOWNS_QUIET_HOURS": "none",
    "WHOOWNS_REMINDER_GRACE": "0",
    "WHOOWNS_REMINDER_INTERVAL": "0.6",
    "WHOOWNS_CONFIRM_AFTER": "0",
    "WHOOWNS_FALLBACK_CHANNEL": "C0FALLBACK",
}


@pytest.fixture(scope="module")
def module_peer() -> Iterator[RememberingPeer]:
    with RememberingPeer() as peer:
        yield peer


@pytest.fixture
def peer(module_peer: RememberingPeer) -> RememberingPeer:
    module_peer.forget()
    return module_peer


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    ownership = parse_map((MAP % _zone_at_noon()).encode(), "ownership.yaml").ownership
    with Store.open(tmp_path / "whoowns.db") as store:
        changes = difference(None, ownership)
        store.record(changes, actor="elena", at=LONG_AGO, source="import")
    return tmp_path


def bot(directory: Path, peer: RememberingPeer, **settings: str) -> BotProcess:
    return BotProcess(directory, SLACK_API_URL=peer.api_url, **{**EVERY_DAY_AT_ONCE, **settings})


def until(true: Callable[[], Any], within: float = 30) -> Any:
    deadline = time.monotonic() + within
    while not (found := true()):
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)
    return found


def one(peer: RememberingPeer, channel: str) -> Kept:
    (message,) = until(lambda: peer.messages(channel))
    assert isinstance(message, Kept)
    return message


def test_a_day_in_the_life_of_a_digest(directory: Path, peer: RememberingPeer) -> None:
    with bot(directory, peer) as running:
        digest = one(peer, "C0GROWTH")
        assert "NOBODY is named for 2 pages here" in digest.text
        assert "the owner is a team (Growth), not a person" in digest.text
        assert "no owner is declared" in digest.text
        assert "orphan" in one(peer, "C0FALLBACK").text
        assert peer.messages("C0RISK") == []

        # Maya takes churn by its button: the answer is hers alone, the digest is edited.
        take = next(
            b for b in buttons(digest.body["blocks"]) if b["value"].startswith("take churn")
        )
        in_channel = {"type": "message", "is_ephemeral": False, "channel_id": "C0GROWTH"}
        asked = press(
            take,
            peer,
            user={"id": "U0MAYA", "name": "maya", "team_id": "T1"},
            channel={"id": "C0GROWTH", "name": "growth"},
            container=in_channel,
        )
        assert running.interaction(asked).status == 200
        (answer,) = peer.wait_for("hook")
        assert (answer.body["response_type"], answer.body["replace_original"]) == (
            "ephemeral",
            False,
        )
        assert "is Maya Osei" in answer.blocks
        until(lambda: "Maya Osei took it" in one(peer, "C0GROWTH").text)
        assert "~churn, model-quality~" in one(peer, "C0GROWTH").text
        assert "NOBODY is named for 1 page here" in one(peer, "C0GROWTH").text

        # What is renamed is spoken of by its new name, in the same message.
        maya = {"user_id": "U0MAYA", "channel_id": "C0GROWTH", "response_url": peer.response_url}
        running.command("model rename uplift to booster", trigger_id="1.2.4", **maya)
        until(lambda: "booster" in one(peer, "C0GROWTH").text)
        assert "uplift" not in one(peer, "C0GROWTH").text
        assert "NOBODY is named for 1 page here" in one(peer, "C0GROWTH").text

        # The last gap is closed by a word: it says so once, and is left alone.
        running.command("set booster model-quality maya", **maya)
        until(lambda: "All closed" in one(peer, "C0GROWTH").text)
        edits = one(peer, "C0GROWTH").edits
        time.sleep(0.8)
        assert (one(peer, "C0GROWTH").edits, len(peer.messages())) == (edits, 2)
        assert running.stop(signal.SIGTERM) == 0


def test_what_cannot_be_written_to_is_said_elsewhere_once(
    directory: Path, peer: RememberingPeer
) -> None:
    peer.refused["C0GROWTH"] = "not_in_channel"
    peer.script(
        "chat.postMessage",
        Scripted({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": "1"}),
    )
    with bot(directory, peer):
        until(lambda: len(peer.messages("C0FALLBACK")) == 2 and peer.messages("D0ELENA"))
        until(lambda: any("churn" in m.text for m in peer.messages("C0FALLBACK")))
        time.sleep(0.8)
        told = [m for m in peer.messages() if "invite me there" in m.text]
        assert sorted(m.channel for m in told) == ["C0FALLBACK", "D0ELENA"]
        assert "<#C0GROWTH>" in told[0].text
        digests = [m for m in peer.messages("C0FALLBACK") if "NOBODY" in m.text]
        assert len(digests) == 1
        assert all(name in digests[0].text for name in ("churn", "uplift", "orphan"))


def test_the_second_process_takes_over_when_the_first_is_killed(
    directory: Path, peer: RememberingPeer
) -> None:
    """Slack has two messages, and the first process is killed before it hears so."""
    peer.lost = "for good"
    with ExitStack() as stack:
        first = stack.enter_context(bot(directory, peer))
        until(lambda: len(peer.messages()) == 2)
        second = stack.enter_context(bot(directory, peer))
        first.stop(signal.SIGKILL)
        peer.lost = ""
        until(lambda: _nothing_unfinished(directory))

        late = Change(Kind.MODEL, "late", ITSELF, None, Model(id="late", trained_by="risk-ml"))
        with Store.open(directory / "whoowns.db") as store:
            store.record([late], actor="elena", at=LONG_AGO, source="import")
        assert "*late*, model-quality" in one(peer, "C0RISK").text
        time.sleep(0.8)
        keys = [message.key for message in peer.messages()]
        assert len(keys) == len(set(keys)) == 3
        assert second.stop(signal.SIGTERM) == 0


def _nothing_unfinished(directory: Path) -> bool:
    with Store.open(directory / "whoowns.db") as store:
        return not Reminders(store).unfinished()
