"""How long Slack is waited for where it is busy."""

import asyncio

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.patience import patient
from tests.e2e.slack_peer import Scripted, SlackPeer


def said(peer: SlackPeer, after: dict[str, str]) -> int:
    """How often it was tried, within a few seconds."""
    busy = Scripted({"ok": False, "error": "ratelimited"}, status=429, headers=after)
    peer.script("chat.postMessage", busy)

    async def say() -> None:
        client = AsyncWebClient("xoxb-x", base_url=peer.api_url, retry_handlers=patient())
        await asyncio.wait_for(client.chat_postMessage(channel="C1", text="Priya is paged."), 5)

    asyncio.run(say())
    return len(peer.wait_for("chat.postMessage"))


@pytest.mark.parametrize("after", [{"Retry-After": "0"}, {}])
def test_a_slack_that_is_busy_for_a_moment_is_asked_again(after: dict[str, str]) -> None:
    with SlackPeer() as peer:
        assert said(peer, after) == 2


@pytest.mark.parametrize("after", ["3600", "61", "soon", "-1", "9" * 5_000])
def test_nothing_is_said_an_hour_later_when_somebody_else_may_be_on_call(after: str) -> None:
    with SlackPeer() as peer, pytest.raises(SlackApiError, match="ratelimited"):
        said(peer, {"Retry-After": after})
