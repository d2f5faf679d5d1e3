"""Socket Mode: Slack's requests come over a websocket that we open."""

import asyncio
import logging
from time import monotonic, time
from types import TracebackType
from typing import Self

from slack_bolt.adapter.socket_mode.async_base_handler import AsyncBaseSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

_log = logging.getLogger(__name__)

_FINISHING = 2.0
"""Seconds for the receipts of what is in hand."""

_CLOSING = 1.0
"""Seconds for Slack to agree that the websocket ends."""


_AGAIN = 10.0
"""Seconds between two tries to connect."""


class Reconnecting(SocketModeClient):
    """Asks for a new address before each try to connect.

    slack-sdk 3.47 tries the one that it has, again and again; but Slack takes each for a few
    seconds and once only, so where the first try fails the bot would stay away until it is restarted.
    """

    _address: str | None = None
    _told_at = 0.0

    @property  # type: ignore[override] # slack-sdk says that it is never None, and makes it so
    def wss_uri(self) -> str | None:
        """Where to connect, unless that was told before the last try."""
        is_new = monotonic() - self._told_at < self.ping_interval / 2  # the pause between two tries
        return self._address if is_new else None

    @wss_uri.setter
    def wss_uri(self, address: str | None) -> None:
        self._address, self._told_at = address, monotonic()


class Socket(AsyncBaseSocketModeHandler):
    """The connection, kept up while it is entered; it ends after what is in hand."""

    client: SocketModeClient

    def __init__(
        self, app: AsyncApp, app_token: str, web_client: AsyncWebClient, again: float = _AGAIN
    ) -> None:
        self._app = app
        self.client = Reconnecting(
            app_token, logger=app.logger, web_client=web_client, ping_interval=again
        )
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type] # as Bolt's own
        self._in_hand: set[asyncio.Task[None] | None] = set()
        self._connecting: asyncio.Task[None] | None = None

    @property
    def is_connected(self) -> bool:
        """Whether there is a websocket, open."""
        session = self.client.current_session
        return session is not None and not session.closed

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override] # as Bolt's own, which narrows it too
        """Answer one envelope, and remember it as long as that takes."""
        task = asyncio.current_task()
        self._in_hand.add(task)
        try:
            begun = time()
            response = await run_async_bolt_app(self._app, req)
            await send_async_response(client, req, response, begun)
        finally:
            self._in_hand.discard(task)

    async def __aenter__(self) -> Self:
        """Connect in the background: it is tried until it succeeds."""
        self._connecting = asyncio.get_running_loop().create_task(self._connect())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._connecting is not None:
            self._connecting.cancel()
        if tasks := [task for task in self._in_hand if task is not None]:
            await asyncio.wait(tasks, timeout=_FINISHING)
        try:
            await asyncio.wait_for(self._close(), _CLOSING)
        except TimeoutError:
            await self.client.aiohttp_client_session.close()

    async def _close(self) -> None:
        await self.client.close()  # type: ignore[no-untyped-call] # slack-sdk's

    async def _connect(self) -> None:
        await self.client.connect()  # type: ignore[no-untyped-call] # slack-sdk's
        _log.info("connected to Slack")
