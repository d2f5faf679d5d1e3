"""One client: a connection that stays open, and one question at a time on it."""

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Protocol, cast

from benchmarks.wire import NotAnswered, whole_answer


class Listener(Protocol):
    """Told of each answer: when its question was sent, and what came back."""

    def heard(self, sent_at: float, answer: bytes) -> None:
        """An answer is whole."""

    def failed(self, failure: Exception) -> None:
        """There will be no more answers."""


class Client(asyncio.Protocol):
    """Asks, waits for the answer, rests, asks again."""

    def __init__(self, requests: Iterator[bytes], pause: float, listener: Listener) -> None:
        self._requests, self._pause, self._listener = requests, pause, listener
        self._received = b""
        self._sent_at = 0.0
        self._left = False
        self._again: Callable[[], object] = self.ask

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's is one in all but name
        if self._pause:
            loop = asyncio.get_running_loop()
            self._again = lambda: loop.call_later(self._pause, self.ask)

    def ask(self) -> None:
        """Send the next question."""
        if not self._left:
            self._sent_at = time.monotonic()
            self._transport.write(next(self._requests))

    def data_received(self, data: bytes) -> None:
        """Hear the answer, and go on."""
        self._received += data
        try:
            answer = whole_answer(self._received)
        except NotAnswered as failure:
            self._listener.failed(failure)
            return
        if answer is not None:
            self._received = b""
            self._listener.heard(self._sent_at, answer)
            self._again()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody but us may end it."""
        if not self._left:
            self._listener.failed(exc or NotAnswered("the server hung up"))

    def leave(self) -> None:
        """Hang up."""
        self._left = True
        self._transport.close()
