"""Readings over HTTP, and pictures in Slack: uploaded, shown in the answer, or told in words."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.bot_process import BotProcess, Response
from tests.e2e.northwind import declare_northwind
from tests.e2e.slack_peer import Scripted, SlackPeer

TOKEN = "a long and random token"
NOT_LOOKED_AT = Scripted({"ok": False, "error": "invalid_blocks"})


@pytest.fixture(scope="module")
def running(peer: SlackPeer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    directory = tmp_path_factory.mktemp("queue")
    declare_northwind(directory)
    settings = {"WHOOWNS_QUEUE_TOKEN": TOKEN, "WHOOWNS_ADMINS": "U0ADMIN"}
    with BotProcess(directory, SLACK_API_URL=peer.api_url, **settings) as bot:
        yield bot


def known(peer: SlackPeer) -> None:
    """Slack tells who the next people are."""
    peer.script("auth.test", Scripted({"ok": True, "team_id": "T1"}))
    told = {"ok": True, "user": {"team_id": "T1", "name": "somebody"}}
    peer.script("users.info", *[Scripted(told)] * 3)


def said(bot: BotProcess, peer: SlackPeer, text: str, user: str = "U0ASKER") -> dict[str, Any]:
    """What somebody reads after an errand; each has a trigger of its own, or is a repetition."""
    known(peer)
    fields = {"user_id": user, "trigger_id": f"t{time.monotonic_ns()}"}
    assert bot.command(text, response_url=peer.response_url, **fields).body == ""
    return peer.wait_for("hook")[-1].body


def images(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in message["blocks"] if block["type"] == "image"]


def posted(bot: BotProcess, body: str, token: str = TOKEN) -> Response:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    return bot.request("POST", "/queue", body.encode(), headers)


def test_a_drill_is_uploaded_and_shown(bot: BotProcess, peer: SlackPeer) -> None:
    message = said(bot, peer, "drill churn")
    (asked,) = peer.wait_for("files.getUploadURLExternal")
    (upload,) = peer.wait_for("upload")
    (shared,) = peer.wait_for("files.completeUploadExternal")
    assert upload.body["bytes"].startswith(b"\x89PNG")
    assert (upload.token, int(asked.body["length"])) == ("", len(upload.body["bytes"]))
    assert json.loads(shared.body["files"])[0]["id"] == "F1"
    assert "channel_id" not in shared.body
    (image,) = images(message)
    assert image["slack_file"] == {"id": "F1"}
    assert "churn model-quality: the whole week" in image["alt_text"]
    assert message["text"].startswith("🚨 NOBODY would be woken")


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("files.getUploadURLExternal", Scripted({"ok": False, "error": "missing_scope"})),
        (
            "files.getUploadURLExternal",
            Scripted({"ok": True, "file_id": "F1", "upload_url": "https://evil.example/upload"}),
        ),
        ("upload", Scripted({}, status=403)),
        ("files.completeUploadExternal", Scripted({"ok": False, "error": "file_not_found"})),
    ],
)
def test_a_picture_that_slack_does_not_take_is_told_in_words(
    bot: BotProcess, peer: SlackPeer, method: str, answer: Scripted
) -> None:
    peer.script(method, answer)
    message = said(bot, peer, "drill churn")
    assert images(message) == []
    assert "A heat map of churn." in json.dumps(message["blocks"])


def test_a_picture_that_slack_has_not_looked_at_is_shown_a_little_later(
    bot: BotProcess, peer: SlackPeer
) -> None:
    peer.script("hook", Scripted({}, status=404))
    said(bot, peer, "drill churn")
    again = peer.wait_for("hook", 2)[-1].body
    assert images(again)


def test_a_mention_is_answered_in_its_thread_with_the_picture(
    bot: BotProcess, peer: SlackPeer
) -> None:
    known(peer)
    peer.script("chat.postMessage", NOT_LOOKED_AT)
    bot.event({"type": "app_mention", "text": "<@U0BOT> drill churn", "channel": "C1"})
    first, second = peer.wait_for("chat.postMessage", 2)
    assert images({"blocks": first.body["blocks"]}) == images({"blocks": second.body["blocks"]})
    assert second.body["thread_ts"] == "100.1"


def test_readings_come_in_and_are_told_in_slack(bot: BotProcess, peer: SlackPeer) -> None:
    body = '{"depth": 31, "oldest_days": 12, "id": "one"}'
    assert [posted(bot, body).status for _ in range(2)] == [201, 200]
    assert posted(bot, body, "wrong").status == 401
    assert posted(bot, '{"depth": "many"}').json["error"].startswith("depth must be a whole number")
    answer = said(bot, peer, "are we outgrowing our pattern")["text"]
    assert "Requests in the central queue: 31" in answer
    peer.forget()
    told = said(bot, peer, "queue 40 oldest 2w", "U0ADMIN")["text"]
    assert told.startswith(
        "Recorded: 40 requests wait in the central queue, the oldest for 14 days"
    )
    assert TOKEN not in "".join(bot.log)


def test_nobody_else_may_report_from_slack(bot: BotProcess, peer: SlackPeer) -> None:
    told = said(bot, peer, "queue 40", "U0PRIYA")["text"]
    assert told.startswith("Only the team that works the central queue off, and admins")
