"""Many clients at once; run in a process of its own.

Requests are signed beforehand and answers barely looked at, so that little of the machine goes to
the asking: `Heard.share` tells how much did.
"""

import asyncio
import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle

from benchmarks.client import Client
from benchmarks.wire import slash_command
from bot.http.server import new_loop

WARM_UP = 0.3
"""Seconds at the beginning that don't count."""

_LINGER = 1.0
"""Seconds that the load goes on once the marker was seen."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Clients that go through the same questions, each resting for `pause` seconds in between."""

    texts: Sequence[str]
    clients: int
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class Job:
    """What to ask, and for how long; with a marker, until soon after an answer holds it."""

    port: int
    streams: tuple[Stream, ...]
    seconds: float
    marker: bytes = b""


@dataclass(slots=True)
class Heard:
    """When each question was sent and how long its answer took, by stream. Monotonic seconds.

    `marked_at` is when an answer first held the marker, `share` the part of one core that the
    clients themselves took.
    """

    answers: list[list[tuple[float, float]]] = field(default_factory=list)
    seconds: float = 0.0
    share: float = 0.0
    marked_at: float | None = None


def run(job: Job) -> Heard:
    """Do it. NotAnswered is raised if anything but a 200 comes back."""
    at = time.time()
    requests = [[slash_command(text, at) for text in stream.texts] for stream in job.streams]
    gc.disable()
    try:
        with asyncio.Runner(loop_factory=new_loop) as runner:
            return runner.run(_Load(job).measured(requests))
    finally:
        gc.enable()


class _Load:
    def __init__(self, job: Job) -> None:
        self._job, self._result = job, Heard()
        self._over = asyncio.Event()
        self._failure: Exception | None = None

    async def measured(self, requests: Sequence[Sequence[bytes]]) -> Heard:
        clients: list[Client] = []
        for stream, prepared in zip(self._job.streams, requests, strict=True):
            clients += await self._clients(stream, cycle(prepared))
        await asyncio.sleep(WARM_UP)
        await self._count()
        for client in clients:
            client.leave()
        if self._failure:
            raise self._failure
        return self._result

    async def _clients(self, stream: Stream, requests: Iterator[bytes]) -> list[Client]:
        loop = asyncio.get_running_loop()
        ear = _Ear(self, [])
        self._result.answers.append(ear.answers)
        make = partial(Client, requests, stream.pause, ear)
        made = [
            await loop.create_connection(make, "127.0.0.1", self._job.port)
            for _ in range(stream.clients)
        ]
        clients = [client for _, client in made]
        for index, client in enumerate(clients):  # evenly, or resting clients would ask in a crowd
            loop.call_later(stream.pause * index / len(clients), client.ask)
        return clients

    async def _count(self) -> None:
        for answers in self._result.answers:
            answers.clear()
        began, busy = time.monotonic(), time.process_time()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), self._job.seconds)
        self._result.seconds = time.monotonic() - began
        self._result.share = (time.process_time() - busy) / self._result.seconds

    def look_at(self, answer: bytes, now: float) -> None:
        marker = self._job.marker
        if marker and self._result.marked_at is None and marker in answer:
            self._result.marked_at = now
            asyncio.get_running_loop().call_later(_LINGER, self._over.set)

    def fail(self, failure: Exception) -> None:
        self._failure = self._failure or failure
        self._over.set()


@dataclass(slots=True)
class _Ear:
    load: _Load
    answers: list[tuple[float, float]]

    def heard(self, sent_at: float, answer: bytes) -> None:
        now = time.monotonic()
        self.answers.append((sent_at, now - sent_at))
        self.load.look_at(answer, now)

    def failed(self, failure: Exception) -> None:
        self.load.fail(failure)
