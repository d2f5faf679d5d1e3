"""Patterns, health and consumers in Slack: one bot, asked from outside, in one story."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.bot_process import BotProcess
from tests.e2e.interactions import buttons, press, submission
from tests.e2e.northwind import declare_northwind
from tests.e2e.slack_peer import Call, Scripted, SlackPeer


@pytest.fixture(scope="module")
def running(peer: SlackPeer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    directory: Path = tmp_path_factory.mktemp("patterns")
    declare_northwind(directory)
    with BotProcess(directory, SLACK_API_URL=peer.api_url, WHOOWNS_ADMINS="U0ADMIN") as bot:
        yield bot


@pytest.fixture
def bot(running: BotProcess, peer: SlackPeer) -> BotProcess:
    """Slack knows everybody, and who we are."""
    peer.forget()
    peer.script("auth.test", Scripted({"ok": True, "team_id": "T1"}))
    somebody = {"ok": True, "user": {"team_id": "T1", "name": "una"}}
    peer.script("users.info", *[Scripted(somebody)] * 6)
    return running


def said(bot: BotProcess, peer: SlackPeer, text: str, user: str = "U0ADMIN") -> dict[str, Any]:
    trigger = f"command {time.monotonic_ns()}"
    response = bot.command(text, user_id=user, response_url=peer.response_url, trigger_id=trigger)
    assert (response.status, response.body) == (200, ""), response
    return peer.wait_for("hook")[-1].body


def pressed(button: dict[str, Any], peer: SlackPeer, user: str = "U0ADMIN") -> dict[str, Any]:
    payload = press(button, peer)
    payload["user"]["id"] = user
    return payload


def labelled(call: Call | dict[str, Any], label: str) -> dict[str, Any]:
    body = call.body if isinstance(call, Call) else call
    return next(b for b in buttons(body["blocks"]) if b["text"]["text"].startswith(label))


def test_the_table_comes_in_lines_for_a_phone(bot: BotProcess) -> None:
    answer = bot.command("compare").json
    assert answer["response_type"] == "ephemeral"
    shown = "\n".join(b["text"]["text"] for b in answer["blocks"] if b["type"] == "section")
    assert "*Model-quality on-call*\n• Centralised: platform and product, jointly [1]" in shown
    assert {b["type"] for b in answer["blocks"]} == {"section", "context", "actions"}


def test_a_finding_is_dismissed_by_a_form(bot: BotProcess, peer: SlackPeer) -> None:
    found = said(bot, peer, "health gap:churn")
    assert found["text"].startswith("churn names nobody for infrastructure")
    bot.interaction(pressed(labelled(found, "Dismiss"), peer))
    view = peer.wait_for("views.open")[0].body["view"]
    bot.interaction(submission(view, "U0ADMIN", reason="it is switched off *next* week"))
    answer = peer.wait_for("hook", 2)[-1].body
    assert answer["text"].startswith("Dismissed gap:churn: it is switched off")
    assert "NOBODY is named" in bot.command("churn quality").json["text"]


def test_anybody_registers_a_consumer_and_the_owner_confirms_it_by_a_button(
    bot: BotProcess, peer: SlackPeer
) -> None:
    told = said(bot, peer, "consumes fraud-model <!channel> report", "U0STRANGER")
    assert told["text"].startswith("Declared.")
    assert "<!channel>" not in told["text"]
    notice = peer.wait_for("chat.postMessage")[-1]
    assert notice.body["channel"] == "U0PRIYA"
    sections = [b["text"] for b in notice.body["blocks"] if b["type"] == "section"]
    assert "&lt;!channel&gt; report" in sections[0]["text"]
    assert "<!channel>" not in notice.body["text"]

    bot.interaction(pressed(labelled(notice, "Confirm"), peer, "U0PRIYA"))

    assert peer.wait_for("hook", 2)[-1].body["text"].startswith("Declared.")
    assert "unconfirmed" not in bot.command("blast-radius fraud-model").json["text"]
