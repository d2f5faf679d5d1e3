"""The central queue reported over HTTP, until the real scheduler tells the platform team."""

import json
from datetime import UTC, datetime
from pathlib import Path

from knowledge.difference import difference
from knowledge.mapfile import parse_map
from knowledge.store import Store
from tests.e2e.bot_process import BotProcess
from tests.e2e.interactions import buttons, press
from tests.e2e.slack_peer import Call, Scripted, SlackPeer

TOKEN = "a long and random token"
MAP = b"""
organisation: {name: Northwind, pattern: centralised}
people:
  goran: {name: Goran Petrov, slack: U0GORAN}
teams:
  ml-platform: {name: ML Platform, kind: platform, lead: goran, channel: {slack: C0PLATFORM}}
models:
  fraud-model: {trained_by: ml-platform, pages: {infrastructure: {owner: goran},
    model-quality: {owner: goran}}}
queue: {team: ml-platform, signals: {depth: 25}}
"""
SETTINGS = {
    "WHOOWNS_QUEUE_TOKEN": TOKEN,
    "WHOOWNS_REMINDERS": "on",
    "WHOOWNS_REMINDER_AT": "00:00",
    "WHOOWNS_REMINDER_DAYS": "mon,tue,wed,thu,fri,sat,sun",
    "WHOOWNS_QUIET_HOURS": "none",
    "WHOOWNS_REMINDER_INTERVAL": "3",
    "WHOOWNS_CONFIRM_AFTER": "0",
}


def declare(directory: Path) -> None:
    with Store.open(directory / "whoowns.db") as store:
        changes = difference(None, parse_map(MAP, "ownership.yaml").ownership)
        at = datetime(2026, 1, 5, 10, tzinfo=UTC)
        store.record(changes, actor="elena", at=at, source="import")


def report(bot: BotProcess, depth: int) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    body = json.dumps({"depth": depth}).encode()
    assert bot.request("POST", "/queue", body, headers).status == 201


def told(peer: SlackPeer) -> list[Call]:
    posted = [call for call in peer.calls if call.method == "chat.postMessage"]
    return [call for call in posted if call.body["channel"] == "C0PLATFORM"]


def test_the_platform_team_is_told_with_a_picture_and_may_acknowledge(
    peer: SlackPeer, tmp_path: Path
) -> None:
    peer.forget()
    declare(tmp_path)
    with BotProcess(tmp_path, SLACK_API_URL=peer.api_url, **SETTINGS) as bot:
        for depth in (26, 28, 31):
            report(bot, depth)
        peer.wait_for("chat.postMessage")
        (message,) = told(peer)
        assert message.body["text"].startswith("🚨 Northwind is outgrowing its central team")
        (image,) = (block for block in message.body["blocks"] if block["type"] == "image")
        assert image["slack_file"] == {"id": "F1"}
        assert "from 26 on" in image["alt_text"]
        assert peer.wait_for("upload")[0].body["bytes"].startswith(b"\x89PNG")

        pressed = {b["text"]["text"]: b for b in buttons(message.body["blocks"])}
        peer.script("auth.test", Scripted({"ok": True, "team_id": "T1"}))
        known = Scripted({"ok": True, "user": {"team_id": "T1", "name": "goran"}})
        peer.script("users.info", known, known)
        goran = {"id": "U0GORAN", "name": "goran", "team_id": "T1"}
        bot.interaction(press(pressed["Acknowledge until…"], peer, user=goran))
        (form,) = peer.wait_for("views.open")
        assert "Acknowledge the signals" in json.dumps(form.body)
        assert len(told(peer)) == 1
