"""Work that goes on after a request was acknowledged, and that shutdown waits for."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.logs import report

_log = logging.getLogger(__name__)


class Background:
    """Tasks that nobody awaits. A failure ends in the log, never in the event loop."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, object]) -> None:
        """Do it as soon as the loop is free."""
        task = asyncio.get_running_loop().create_task(_guarded(work))
        self._tasks.add(task)  # the loop itself keeps no strong reference
        task.add_done_callback(self._tasks.discard)

    async def drain(self, within: float) -> None:
        """Wait for everything that was started; give up what takes longer than `within` seconds."""
        deadline = asyncio.get_running_loop().time() + within
        unfinished: set[asyncio.Task[None]] = set()
        while self._tasks and not unfinished:  # what is in hand may start more
            left = max(deadline - asyncio.get_running_loop().time(), 0)
            _, unfinished = await asyncio.wait(self._tasks, timeout=left)
        for task in unfinished:
            task.cancel()
        if unfinished:
            _log.error("gave up unfinished work", extra={"facts": {"tasks": len(unfinished)}})
            await asyncio.wait(unfinished, timeout=1)


async def _guarded(work: Coroutine[Any, Any, object]) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 - the last place that can tell of it
        report(_log, "work after the acknowledgement failed", error)
