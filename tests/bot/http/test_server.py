"""What one connection may take: time, and room for what it sends before it is answered."""

import asyncio
import signal
from collections.abc import Sequence

import pytest

from bot.http import server
from bot.http.address import bind
from bot.http.server import IN_HAND, Endpoint, Receive, Scope, Send, Site, health, serve

ASK = b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n"
LEAVE = b"GET /healthz HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n\r\n"


def heard(*sent: bytes, endpoint: Endpoint | None = None) -> bytes:
    """All that comes back until the server ends the connection."""
    return asyncio.run(_talk(sent, endpoint or Site(health(lambda: None))))


async def _talk(sent: Sequence[bytes], endpoint: Endpoint) -> bytes:
    listening = bind("127.0.0.1", 0)
    serving = asyncio.create_task(serve(endpoint, listening))
    reader, writer = await asyncio.open_connection(*listening.getsockname())
    try:
        for piece in sent:
            writer.write(piece)
            await asyncio.sleep(0.01)
        return await asyncio.wait_for(reader.read(), 10)
    except ConnectionError:
        return b""
    finally:
        writer.close()
        signal.raise_signal(signal.SIGTERM)
        await serving


@pytest.mark.parametrize(
    "begun", [b"", b"\r\n", b"GET /hea", ASK[:-2], b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n1"]
)
def test_a_request_that_does_not_arrive_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(server, "ARRIVING", 0.1)

    assert b"200 OK" not in heard(begun)


@pytest.mark.parametrize("begun", [b"GET /", ASK[:-2], ASK[:-2] + b"X-Long: "])
def test_a_request_without_end_is_cut_off(begun: bytes) -> None:
    assert heard(begun, *[b"a" * 60_000] * 5) == b""


CHUNKED = b"POST / HTTP/1.1\r\nHost: bot\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"
TRAILERS = b"X-Trailer: a\r\n" * 4_000


@pytest.mark.parametrize(("begun", "endless"), [(b"0\r\n", TRAILERS), (b"0\r\nX: ", b"a" * 60_000)])
def test_what_comes_behind_a_body_without_end_is_cut_off(begun: bytes, endless: bytes) -> None:
    assert b"200 OK" not in heard(CHUNKED + begun, *[endless] * 5, b"\r\n\r\n", LEAVE)


def test_trailers_are_let_be() -> None:
    assert b"200 OK" in heard(CHUNKED + b"0\r\n", TRAILERS, b"\r\n", LEAVE)


def test_answers_that_nobody_waits_for_are_not_heaped_up() -> None:
    assert heard(ASK * 1_000) == b""


def test_what_one_client_reasonably_sends_is_answered() -> None:
    assert heard(ASK * 5, ASK, LEAVE).count(b"200 OK") == 7


def test_a_large_body_does_not_count_as_a_head() -> None:
    post = b"POST / HTTP/1.1\r\nHost: bot\r\nContent-Length: 600000\r\n\r\n"

    assert b"404" in heard(post, *[b"a" * 100_000] * 6, LEAVE)


async def _how_many(scope: Scope, _receive: Receive, send: Send) -> None:
    told = b"%d in hand" % len(scope["state"][IN_HAND])
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": told})


def test_a_request_can_tell_whether_it_came_alone() -> None:
    assert b"1 in hand" in heard(LEAVE, endpoint=_how_many)
