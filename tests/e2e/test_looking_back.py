"""Slack is looked through for a message of ours: in channels, in direct messages, page by page."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.outbox import Hindrance, Undelivered
from bot.platforms.slack.outbox import SlackOutbox
from bot.reply import Headline, Place, Posted, Reply
from knowledge.entities import Person
from tests.e2e.remembering_peer import RememberingPeer
from tests.e2e.slack_peer import Scripted

HELLO = Reply((Headline(("Hello",)),))
PRIYA = Person(id="priya", name="Priya Nair", slack="U0PRIYA")


@pytest.fixture
def peer() -> Iterator[RememberingPeer]:
    with RememberingPeer() as peer:
        yield peer


async def look_back(peer: RememberingPeer, *finds: tuple[str, str]) -> list[Posted | None]:
    """Post to a channel and to a person, then look for what these keys stand for."""
    ago = datetime.now(UTC) - timedelta(minutes=1)
    async with ClientSession() as session:
        client = AsyncWebClient("xoxb-x", base_url=peer.api_url, session=session)
        outbox = SlackOutbox(client, session)
        await outbox.post(Place("slack", "C1"), HELLO, "one")
        await outbox.tell(PRIYA, HELLO, "two")
        return [await outbox.find(Place("slack", where), key, ago) for where, key in finds]


async def _found_on_the_second_page(peer: RememberingPeer) -> Posted | None:
    metadata = {"event_type": "whoowns", "event_payload": {"key": "deep"}}
    pages = [
        {"ok": True, "messages": [{"ts": "9.1"}], "response_metadata": {"next_cursor": "more"}},
        {"ok": True, "messages": [{"ts": "5.1", "metadata": metadata}]},
    ]
    peer.script("conversations.history", *map(Scripted, pages))
    (found,) = await look_back(peer, ("C1", "deep"))
    return found


def test_a_message_is_found_by_its_key(peer: RememberingPeer) -> None:
    in_channel, in_person, elsewhere, never = asyncio.run(
        look_back(peer, ("C1", "one"), ("U0PRIYA", "two"), ("C1", "two"), ("C1", "three"))
    )
    assert in_channel == Posted(Place("slack", "C1"), peer.messages("C1")[0].ts)
    assert in_person == Posted(Place("slack", "D0PRIYA"), peer.messages("D0PRIYA")[0].ts)
    assert elsewhere is None
    assert never is None
    deep = asyncio.run(_found_on_the_second_page(peer))
    assert deep == Posted(Place("slack", "C1"), "5.1")
    assert peer.calls[-1].body["cursor"] == "more"

    peer.script("conversations.history", Scripted({"ok": False, "error": "missing_scope"}))
    with pytest.raises(Undelivered) as undelivered:
        asyncio.run(look_back(peer, ("C1", "one")))
    assert undelivered.value.hindrance is Hindrance.MISSING_SCOPE
