"""One tick: find out what became of earlier claims, tell what is due, send it."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.reminders.counting import count_the_day
from bot.reminders.courier import Courier, Tally
from bot.reminders.due import Outgoing
from bot.reminders.kind import Kind
from bot.reminders.policy import Policy
from bot.reminders.situation import Situation
from bot.reminders.watching import foreseen, new_models, reconciled
from knowledge.concerns import concerns
from knowledge.ownership import OwnershipMap
from knowledge.store import Store
from knowledge.store.concerns import Concerns
from knowledge.store.hindrances import Hindrances
from knowledge.store.reminders import Reminders

_log = logging.getLogger(__name__)

Kinds = Sequence[Kind[Any]]


def situation_of(
    store: Store, ownership: OwnershipMap, policy: Policy, now: datetime, *, note: bool
) -> Situation:
    """All that decides what is due at `now`; `note` keeps what has come up, else only looks."""
    policy = policy.within(ownership)
    found = concerns(ownership, now, policy.watch)
    ledger = Concerns(store)
    known = ledger.open()
    appeared = ledger.first_declared(sorted(new_models(found, known)))
    step = reconciled(found, known, appeared, now)
    if note and any(step):
        ledger.note(*step, now)
        known = ledger.open()
    return Situation(
        ownership,
        now,
        policy,
        sent=Reminders(store).latest(),
        hindrances=tuple(Hindrances(store).open()),
        found={(c.page, c.cause): c for c in found},
        tracked=tuple(known if note else foreseen(known, step)),
    )


def planned(
    store: Store, ownership: OwnershipMap, policy: Policy, now: datetime, kinds: Kinds
) -> list[Outgoing]:
    """What a tick at `now` would send and edit. Writes nothing."""
    situation = situation_of(store, ownership, policy, now, note=False)
    return _outgoing(store, situation, kinds)


def _outgoing(store: Store, situation: Situation, kinds: Kinds) -> list[Outgoing]:
    return [one for kind in kinds for one in kind.outgoing(store, situation)]


@dataclass(slots=True)
class Ticking:
    """Everything that a tick works with."""

    store: Store
    current: Callable[[], OwnershipMap | None]
    clock: Callable[[], datetime]
    policy: Policy
    kinds: Kinds
    courier: Courier

    async def tick(self) -> Tally:
        """Send what is due, if this process leads."""
        if self.courier.leadership.fence() is None:
            return Tally()
        await self.courier.settle()
        outgoing = await asyncio.to_thread(self._plan)
        tally = await self.courier.deliver(outgoing)
        if tally.due:
            _log.info("reminded", extra={"facts": tally.done()})
        return tally

    def _plan(self) -> list[Outgoing]:
        ownership = self.current()
        if ownership is None:
            return []
        now = self.clock()
        count_the_day(self.store, ownership, now)
        situation = situation_of(self.store, ownership, self.policy, now, note=True)
        return _outgoing(self.store, situation, self.kinds)
