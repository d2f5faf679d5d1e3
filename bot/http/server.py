"""The HTTP server: who answers which request, how long it may take, and whether we are ready."""

import asyncio
import contextlib
import json
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Endpoint = Callable[[Scope, Receive, Send], Awaitable[None]]

FINISHING_REQUESTS = 2
"""Seconds that open requests get when the server stops."""

ARRIVING = 10.0
"""Seconds in which a whole request has to arrive; Slack itself waits three for its answer."""

BARE_LIMIT = 2**18
"""Bytes before, between and after the parts of a body; no less than what one read may bring."""

AHEAD_LIMIT = 32
"""Requests that a connection may send ahead of their answers; Slack sends none."""

IN_HAND = "in_hand"
"""In the state of a scope: the tasks of all requests that are being answered."""


async def keep_step(scope: Scope) -> None:
    """Let all that came in together take a step before any of it takes the next.

    Checked, answered, sent: what a step works with then stays in the processor's caches from one
    request to the next. That makes a third more answers a second where many ask at once.
    """
    if len(scope.get("state", {}).get(IN_HAND, ())) > 1:
        await asyncio.sleep(0)


class Site:
    """Routes to endpoints by method and path; an ASGI application."""

    def __init__(self, routes: Mapping[tuple[str, str], Endpoint]) -> None:
        self._routes = dict(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        endpoint = self._routes.get((scope["method"], scope["path"]), _not_found)
        await endpoint(scope, receive, send)


def health(not_ready: Callable[[], str | None]) -> dict[tuple[str, str], Endpoint]:
    """`/healthz`: the process answers. `/readyz`: it has all it needs, or 503 and what lacks."""

    async def healthz(_scope: Scope, _receive: Receive, send: Send) -> None:
        await _say(send, 200, {"status": "alive"})

    async def readyz(_scope: Scope, _receive: Receive, send: Send) -> None:
        reason = not_ready()
        status = 503 if reason else 200
        await _say(send, status, {"status": "not ready", "reason": reason} if reason else _READY)

    return {
        (method, path): endpoint
        for path, endpoint in (("/healthz", healthz), ("/readyz", readyz))
        for method in ("GET", "HEAD")
    }


_READY = {"status": "ready"}


async def _not_found(_scope: Scope, _receive: Receive, send: Send) -> None:
    await _say(send, 404, {"error": "not found"})


async def _say(send: Send, status: int, body: Mapping[str, Any]) -> None:
    content = json.dumps(body).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(content)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


def new_loop() -> asyncio.AbstractEventLoop:
    """The fastest event loop there is on this system."""
    factory = _config(_not_found).get_loop_factory()
    return factory() if factory else asyncio.new_event_loop()


async def serve(endpoint: Endpoint, listening: socket.socket) -> None:
    """Answer until SIGTERM or SIGINT; open requests are finished first."""
    server = _Server(_config(endpoint))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.handle_exit, number, None)
    await server.serve(sockets=[listening])


def _config(endpoint: Endpoint) -> uvicorn.Config:
    return uvicorn.Config(
        endpoint,
        http=_Bounded,
        ws="none",
        proxy_headers=False,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=FINISHING_REQUESTS,
    )


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Have every scope tell what is in hand."""
        self.lifespan.state[IN_HAND] = self.server_state.tasks
        await super().startup(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone: uvicorn raises them again at the end, and the exit status is not 0."""
        yield


class _Bounded(HttpToolsProtocol):
    """One connection. uvicorn by itself bounds neither the time nor the memory that it may take."""

    _deadline: asyncio.TimerHandle | None = None
    _bare = 0
    """Bytes since the last of a body, which nobody else counts: headers, and trailers behind a body."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own, which narrows it too
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        self._expect_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._expect()
        self._bare += len(data)
        super().data_received(data)
        if self._bare > BARE_LIMIT or len(self.pipeline) > AHEAD_LIMIT:
            self.transport.abort()

    def on_message_begin(self) -> None:
        self._expect()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._bare = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._bare = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._bare = 0
        self._expect_no_more()
        super().on_message_complete()

    def _expect(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(ARRIVING, self.transport.abort)

    def _expect_no_more(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
