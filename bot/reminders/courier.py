"""Sending exactly once: claim, send, record; and finding out what became of a claim.

A message is only sent by whoever has claimed its key. A crash before sending leaves a claim, and so
does one before recording: `settle` looks back at the place for a message that carries the key. If it
is there it is recorded; if it isn't, the claim is dropped, and what is due is told afresh.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from bot.logs import report
from bot.outbox import Hindrance, Outboxes, Undelivered
from bot.reminders.due import Amendment, Due, Outgoing
from bot.reminders.leading import Leadership
from bot.reminders.pace import Pace
from bot.reply import Place, Posted
from knowledge.reminders import Claim, Sent
from knowledge.store.hindrances import Hindrances
from knowledge.store.reminders import Reminders

_log = logging.getLogger(__name__)

_AT_ONCE: Final = 8
_PROGRESS: Final = 50
"""Messages between two lines of progress in the log."""

_LOOKED_BACK: Final = timedelta(minutes=10)
"""How much before the claim is looked too: two machines' clocks may differ."""

_TRIES: Final = 3
"""On the spot, where a platform is busy."""

_GIVES_UP_AFTER: Final = 6
"""Failures in a row, each waited for twice as long: a quarter of an hour at 30 seconds a tick."""

_LONGEST_WAIT: Final = 60.0
"""Seconds that a busy platform is waited for on the spot; longer than that is left for later."""

_STANDING: Final = frozenset(
    {
        Hindrance.NOT_A_MEMBER,
        Hindrance.ARCHIVED,
        Hindrance.MISSING_SCOPE,
        Hindrance.UNKNOWN_PLACE,
        Hindrance.UNREACHABLE_PERSON,
    }
)
"""What somebody has to mend before it can work."""


@dataclass(slots=True)
class Tally:
    """What became of what was due."""

    due: int = 0
    sent: int = 0
    edited: int = 0
    failed: int = 0
    left: int = 0

    def done(self) -> dict[str, int]:
        """For the log."""
        return asdict(self)


@dataclass(slots=True)
class Courier:
    """`within` is how long one call may take: longer, and nobody knows what became of it."""

    reminders: Reminders
    hindrances: Hindrances
    outboxes: Outboxes
    leadership: Leadership
    clock: Callable[[], datetime]
    pace: Pace
    within: timedelta
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    async def settle(self) -> None:
        """Find out what became of every claim that has no end."""
        for claim in await asyncio.to_thread(self.reminders.unfinished):
            fence = self.leadership.fence()
            if fence is None:
                return
            if not self.pace.is_held(claim.place):
                await self._settle(claim, fence)

    async def _settle(self, claim: Claim, fence: int) -> None:
        if not await asyncio.to_thread(self.reminders.adopt, claim, fence):
            return
        try:
            await self.pace.turn(claim.place)
            found = await self._found(claim)
        except Undelivered as undelivered:
            if undelivered.hindrance not in _STANDING:
                self._wait(claim.place, undelivered)
                return
            # Nobody can tell whether it was sent. A repeat is better than silence about a gap.
            facts = {"place": claim.place, "hindrance": undelivered.hindrance}
            _log.warning("could not look back for a reminder", extra={"facts": facts})
            found = None
        except Exception as error:  # noqa: BLE001 - asked again at the next tick
            self.pace.failed(claim.place)
            report(_log, "could not look back for a reminder", error)
            return
        if found is None:
            await asyncio.to_thread(self.reminders.release, claim.key, fence)
        else:
            await self._record(claim, found, fence)

    async def _found(self, claim: Claim) -> Posted | None:
        outbox = self.outboxes.by_platform.get(claim.platform or "")
        if outbox is None:
            raise Undelivered(Hindrance.UNKNOWN_PLACE)
        place = Place(claim.platform or "", claim.channel)
        since = claim.claimed_at - _LOOKED_BACK
        return await asyncio.wait_for(
            outbox.find(place, claim.key, since), self.within.total_seconds()
        )

    async def deliver(self, outgoing: Sequence[Outgoing]) -> Tally:
        """Send and edit what is due, place by place; each place at its own pace."""
        keys = [o.key for o in outgoing if isinstance(o, Due)]
        known = await asyncio.to_thread(self.reminders.known, keys) if keys else set()
        wanted = [o for o in outgoing if isinstance(o, Amendment) or o.key not in known]
        tally = Tally(due=len(wanted), left=len(wanted))
        async with asyncio.TaskGroup() as group:
            for of_place in _by_place(wanted):
                group.create_task(self._in_turn(of_place, tally))
        return tally

    async def _in_turn(self, outgoing: Iterable[Outgoing], tally: Tally) -> None:
        for one in outgoing:
            if self.leadership.fence() is None or self.pace.is_held(one.place):
                return
            await self._one(one, tally)
            tally.left -= 1
            if (tally.due - tally.left) % _PROGRESS == 0:
                _log.info("reminding", extra={"facts": tally.done()})

    async def _one(self, one: Outgoing, tally: Tally) -> None:
        await self.pace.turn(one.place)
        fence = self.leadership.fence()
        if fence is None:
            return
        if isinstance(one, Amendment):
            tally.edited += await self._edit(one)
        elif await self._send(one, fence):
            tally.sent += 1
        else:
            tally.failed += 1

    async def _send(self, due: Due, fence: int) -> bool:
        claim = self._addressed(due)
        if due.until and claim.claimed_at >= due.until:
            return False
        if not await asyncio.to_thread(self.reminders.claim, claim, fence):
            return False
        try:
            posted = await self._posted(due)
        except Undelivered as undelivered:
            await self._undelivered(claim, undelivered, fence)
            return False
        except Exception as error:  # noqa: BLE001 - whether it got there is found out later
            self.pace.failed(claim.place)
            report(_log, "a reminder may not have been sent", error)
            return False
        await self._record(claim, posted, fence)
        return True

    def _addressed(self, due: Due) -> Claim:
        where = self.outboxes.where(due.to)
        claim = due.claim(self.clock())
        return replace(claim, platform=where.platform, channel=where.channel) if where else claim

    async def _posted(self, due: Due) -> Posted:
        """Send it; wait on the spot, a few times, as long as a busy platform asks for."""
        for _ in range(_TRIES):
            try:
                return await self._post(due)
            except Undelivered as undelivered:
                after = undelivered.retry_after
                if undelivered.hindrance is not Hindrance.BUSY or after is None:
                    raise
                if after > _LONGEST_WAIT:
                    raise
                await self.pace.sleep(after)
                if self.leadership.fence() is None:
                    raise
        return await self._post(due)

    async def _post(self, due: Due) -> Posted:
        async with self.room:
            sending = self.outboxes.send(due.to, due.reply, due.key)
            return await asyncio.wait_for(sending, self.within.total_seconds())

    async def _record(self, claim: Claim, posted: Posted, fence: int) -> None:
        where = replace(
            claim,
            platform=posted.place.platform,
            channel=posted.place.channel,
        )
        sent = Sent(where, self.clock(), posted.message)
        # Before it is recorded: a crash in between leaves a claim, which is settled.
        await asyncio.to_thread(self.hindrances.overcome, claim.place, sent.at)
        if not await asyncio.to_thread(self.reminders.record, sent, fence):
            _log.error("sent after the lease was lost", extra={"facts": {"key": claim.key}})
        self.pace.succeeded(claim.place)

    async def _undelivered(self, claim: Claim, undelivered: Undelivered, fence: int) -> None:
        hindrance = undelivered.hindrance
        facts = {"place": claim.place, "hindrance": hindrance}
        _log.warning("a reminder was not delivered", extra={"facts": facts})
        if hindrance is Hindrance.BUSY:
            self._wait(claim.place, undelivered)
            await asyncio.to_thread(self.reminders.release, claim.key, fence)
        elif hindrance in _STANDING or self.pace.failed(claim.place) >= _GIVES_UP_AFTER:
            failure = Sent(claim, self.clock(), failure=hindrance)
            await asyncio.to_thread(self.hindrances.met, claim.place, hindrance, self.clock())
            await asyncio.to_thread(self.reminders.record, failure, fence)

    def _wait(self, place: str, undelivered: Undelivered) -> None:
        if undelivered.retry_after is None:
            self.pace.failed(place)
        else:
            self.pace.hold(place, undelivered.retry_after)

    async def _edit(self, amendment: Amendment) -> bool:
        claim = amendment.claim()
        posted = Posted(Place(claim.platform or "", claim.channel), amendment.sent.message or "")
        try:
            await asyncio.wait_for(
                self.outboxes.edit(posted, amendment.reply), self.within.total_seconds()
            )
        except Undelivered as undelivered:
            facts = {"place": claim.place, "hindrance": undelivered.hindrance}
            _log.warning("a reminder could not be edited", extra={"facts": facts})
            if undelivered.hindrance is not Hindrance.DELETED:
                self._wait(claim.place, undelivered)
                return False
            # It is let be, and speaks of nothing new.
            claim = replace(claim, about=amendment.sent.claim.about)
        except Exception as error:  # noqa: BLE001 - said again at the next tick
            self.pace.failed(claim.place)
            report(_log, "a reminder could not be edited", error)
            return False
        await asyncio.to_thread(self.reminders.amend, claim, self.clock())
        return True


def _by_place(outgoing: Iterable[Outgoing]) -> list[list[Outgoing]]:
    """What goes to each place, in the order in which it was named."""
    places: dict[str, list[Outgoing]] = defaultdict(list)
    for one in outgoing:
        places[one.place].append(one)
    return list(places.values())
