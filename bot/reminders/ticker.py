"""What makes a running process tick: APScheduler for the ticks, a heartbeat of our own for the lease.

APScheduler goes by the wall clock: put that back by an hour, and it would rest for an hour. So the
heartbeat, which goes by a steady clock, looks for jumps and has the next tick come at once.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Final

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.logs import report
from bot.reminders.ticking import Ticking
from knowledge.errors import StoreError

_log = logging.getLogger(__name__)

_JUMP: Final = 5.0
"""Seconds by which the wall clock may leave the steady one between two beats."""

_FINISHING: Final = 2.5
"""Seconds that a tick gets to finish what is on its way when the process ends."""


@dataclass(slots=True)
class Ticker:
    """Beats several times while a lease lasts; ticks as often as the settings say."""

    ticking: Ticking
    every: timedelta
    beat: timedelta
    clock: Callable[[], datetime]
    _at_work: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Tick while entered. Leaving it finishes what is on its way, and lets others lead."""
        await self._renew()
        scheduler = AsyncIOScheduler(timezone=UTC)
        job = scheduler.add_job(
            self._tick,
            IntervalTrigger(seconds=self.every.total_seconds(), timezone=UTC),
            next_run_time=self.clock(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        scheduler.start()
        beating = asyncio.create_task(self._beat_on(job))
        try:
            yield
        finally:
            beating.cancel()
            scheduler.pause()
            await self._end()
            scheduler.shutdown(wait=False)

    async def _tick(self) -> None:
        self._at_work = asyncio.current_task()
        try:
            await self.ticking.tick()
        except Exception as error:  # noqa: BLE001 - the next tick begins afresh
            report(_log, "a tick failed", error)

    async def _beat_on(self, job: Job) -> None:
        """Renew the lease; have a tick come at once after a jump, and where we lead from now on."""
        ahead, led = self._ahead(), self._leads()
        while True:
            await asyncio.sleep(self.beat.total_seconds())
            await self._renew()
            jumped = abs(self._ahead() - ahead) > _JUMP
            if jumped or (self._leads() and not led):
                _log.info("ticking at once", extra={"facts": {"jumped": jumped}})
                job.modify(next_run_time=self.clock())
            ahead, led = self._ahead(), self._leads()

    async def _renew(self) -> None:
        try:
            await asyncio.to_thread(self.ticking.courier.leadership.beat)
        except Exception as error:  # noqa: BLE001 - without the lease nothing is sent
            report(_log, "the lease could not be renewed", error)

    async def _end(self) -> None:
        """Nothing new is sent from here on, and what is on its way is recorded."""
        leadership = self.ticking.courier.leadership
        leadership.stop()
        if self._at_work and not self._at_work.done():
            await asyncio.wait({self._at_work}, timeout=_FINISHING)
        with contextlib.suppress(StoreError):
            await asyncio.to_thread(leadership.resign)

    def _leads(self) -> bool:
        return self.ticking.courier.leadership.fence() is not None

    def _ahead(self) -> float:
        """By how much the wall clock is ahead of the steady one."""
        return self.clock().timestamp() - monotonic()
