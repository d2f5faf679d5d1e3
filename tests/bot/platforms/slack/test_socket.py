"""The websocket to Slack: how it comes about."""

import asyncio

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.socket_mode import Reconnecting, Socket
from tests.e2e.slack_peer import Scripted, SlackPeer

GONE = Scripted({"ok": True, "url": "ws://127.0.0.1:1/once"})


async def connects(socket: Socket, within: float) -> bool:
    async with socket:
        for _ in range(int(within / 0.05)):
            if socket.is_connected:
                return True
            await asyncio.sleep(0.05)
        return False


async def _tried(url: str, within: float) -> bool:
    client = AsyncWebClient("xoxb-made-up", base_url=url)
    socket = Socket(AsyncApp(client=client), "xapp-made-up", client, again=0.1)
    return await connects(socket, within)


def test_an_address_that_did_not_work_is_not_tried_again() -> None:
    with SlackPeer() as peer:
        peer.script("apps.connections.open", GONE, Scripted({}, status=503), GONE)
        assert asyncio.run(_tried(peer.api_url, within=30))
        assert len(peer.wait_for("apps.connections.open")) == 4


def test_slack_sdk_by_itself_tries_it_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bug that `Reconnecting` is there for; when this fails, it can go."""
    monkeypatch.delattr(Reconnecting, "wss_uri")
    with SlackPeer() as peer:
        peer.script("apps.connections.open", GONE)
        assert not asyncio.run(_tried(peer.api_url, within=1))
