"""People in Slack: who is answered, and who has left."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.office import Office
from bot.outbox import Outboxes
from bot.platforms.background import Background
from bot.platforms.slack.answers import rendered
from bot.platforms.slack.changes import Changes
from bot.platforms.slack.directory import Directory
from bot.platforms.slack.members import Members
from bot.reply import Reply
from knowledge.store import Store
from tests.e2e.bot_process import BotProcess
from tests.e2e.interactions import press
from tests.e2e.northwind import declare_northwind
from tests.e2e.slack_peer import Scripted, SlackPeer

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
GUEST = Scripted({"ok": True, "user": {"team_id": "T1", "is_restricted": True}})
STRANGER = Scripted({"ok": True, "user": {"team_id": "T2", "is_stranger": True}})


@pytest.fixture(scope="module")
def strict(peer: SlackPeer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    directory = tmp_path_factory.mktemp("people")
    declare_northwind(directory)
    with BotProcess(directory, SLACK_API_URL=peer.api_url) as bot:
        yield bot


@pytest.mark.parametrize("who", [GUEST, STRANGER], ids=["guest", "of another workspace"])
def test_guests_and_strangers_are_not_answered(
    strict: BotProcess, peer: SlackPeer, who: Scripted
) -> None:
    peer.forget()
    peer.script("users.info", *[who] * 9)
    user = f"U0{id(who)}"
    asked = strict.command("who owns fraud-model", user_id=user).json
    assert asked["text"].startswith("I answer full members of this workspace only.")
    assert asked["response_type"] == "ephemeral"
    pressed = press(
        {"action_id": "ask:1", "value": "churn quality"}, peer, user={"id": user, "team_id": "T1"}
    )
    strict.interaction(pressed)
    assert peer.wait_for("hook")[0].body["text"].startswith("I answer full members")
    strict.event(
        {"type": "app_mention", "channel": "C7", "text": "<@U0BOT> fraud-model", "user": user}
    )
    assert peer.wait_for("chat.postMessage")[0].body["text"].startswith("I answer full members")
    strict.command(
        "audit fraud-model", user_id=user, trigger_id=user, response_url=peer.response_url
    )
    assert peer.wait_for("hook", 2)[1].body["text"].startswith("I answer full members")


def test_who_cannot_be_looked_up_is_not_answered_but_people_of_the_map_are(
    strict: BotProcess, peer: SlackPeer
) -> None:
    peer.forget()
    peer.script("users.info", *[Scripted({"ok": False, "error": "missing_scope"})] * 9)
    asked = strict.command("fraud-model quality", user_id="U0NOBODY").json
    unknown = "Slack didn't tell me who you are, and I answer full members only. Try again soon."
    assert asked["text"] == unknown
    assert strict.command("fraud-model quality", user_id="U0PRIYA").json["text"].startswith("Priya")
    for number, (user, heard) in enumerate((("U0NOBODY", unknown), ("U0PRIYA", "62 of 100"))):
        where = {"trigger_id": f"health {user}", "response_url": peer.response_url}
        strict.command("health", user_id=user, **where)
        assert peer.wait_for("hook", number + 1)[-1].body["text"].startswith(heard)


def test_guests_are_answered_where_the_setting_allows_it(peer: SlackPeer, tmp_path: Path) -> None:
    declare_northwind(tmp_path)
    settings = {"SLACK_API_URL": peer.api_url, "WHOOWNS_GUESTS_MAY_ASK": "yes"}
    with BotProcess(tmp_path, **settings) as bot:
        peer.forget()
        peer.script("users.info", GUEST, GUEST)
        asked = bot.command("fraud-model quality", user_id="U0GUEST").json
        assert asked["text"].startswith("Priya Nair is paged")
        bot.command("set churn quality priya", user_id="U0GUEST", response_url=peer.response_url)
        assert peer.wait_for("hook")[0].body["text"].startswith("Only full members")


def test_whoever_is_deactivated_in_slack_is_inactive_and_their_pages_are_gaps(
    strict: BotProcess, peer: SlackPeer
) -> None:
    peer.forget()
    changed = {"type": "user_change", "user": {"id": "U0PRIYA", "deleted": True}}
    assert strict.event(changed | {"user": {"id": "U0PRIYA", "deleted": False}}).status == 200
    assert "Priya Nair is paged" in strict.command("fraud-model quality").json["text"]
    assert strict.event(changed, event_id="Ev0LEFT").status == 200
    assert strict.logged("somebody has left") == 1
    heard = strict.command("fraud-model quality").json["text"]
    assert heard.startswith("🚨 NOBODY is named")
    assert "Why: Priya Nair is inactive." in heard
    strict.command("history priya", trigger_id="history", response_url=peer.response_url)
    told = peer.wait_for("hook")[0].body["text"]
    assert "Slack's directory, slack" in told
    assert "active was yes, is no · because their Slack account was deactivated" in told


def test_the_daily_look_finds_who_has_left_page_by_page(tmp_path: Path) -> None:
    """In a Slack of its own: the bots of other stories look through theirs by the clock."""
    declare_northwind(tmp_path)
    pages: list[dict[str, Any]] = [
        {
            "ok": True,
            "members": [{"id": "U0OTHER", "deleted": True}],
            "response_metadata": {"next_cursor": "more"},
        },
        {"ok": True, "members": [{"id": "U0PRIYA", "deleted": True}]},
    ]
    with SlackPeer() as peer, closing(Store.open(tmp_path / "whoowns.db")) as store:
        peer.script("users.list", *map(Scripted, pages))
        assert asyncio.run(checked(store, peer)) == 1
        ownership = store.load()
        assert ownership is not None
        assert not ownership.people["priya"].active
        assert asyncio.run(checked(store, peer)) == 0  # nobody is left to look for
    calls: list[dict[str, Any]] = [call.body for call in peer.calls if call.method == "users.list"]
    assert [call.get("cursor") for call in calls] == [None, "more"]


async def checked(store: Store, peer: SlackPeer) -> int:
    async def illustrated(reply: Reply) -> dict[str, Any]:
        return rendered(reply)

    async with ClientSession() as session:
        client = AsyncWebClient("xoxb-made-up", base_url=peer.api_url, session=session)
        office = Office(store, store.load, lambda: NOW)
        changes = Changes(office, Members(client), Outboxes(), illustrated, Background())
        return await Directory(client, changes, pace=0).check()
