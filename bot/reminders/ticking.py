"""One tick: find out what became of earlier claims, tell what is due, send it."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from bot.reminders.counting import count_the_day
from bot.reminders.courier import Courier, Tally
from bot.reminders.due import Amendment, Due, Outgoing
from bot.reminders.homes import untold
from bot.reminders.kind import Kind
from bot.reminders.policy import Policy
from bot.reminders.situation import Situation
from bot.reminders.watching import followed, foreseen, new_models, reconciled
from knowledge.concerns import Concern, concerns
from knowledge.ownership import OwnershipMap, PageKey
from knowledge.reminders import Step, Tracked
from knowledge.store import Store
from knowledge.store.concerns import Concerns
from knowledge.store.hindrances import Hindrances
from knowledge.store.reminders import Reminders

_log = logging.getLogger(__name__)

_LOOKS_AGAIN: Final = timedelta(minutes=3)
"""How late a change that comes by time alone is noticed: a handoff to somebody who has left."""

Kinds = Sequence[Kind[Any]]


def noted(
    store: Store, ownership: OwnershipMap, policy: Policy, now: datetime, found: list[Concern]
) -> Situation:
    """All that decides what is due now; what has come up or is over is kept first."""
    ledger = Concerns(store)
    step = _step(ledger, found, ownership.revision, now)
    if any(step) or ledger.hold_at() < ownership.revision:
        ledger.note(step, ownership.revision, now)
    return _situation(store, ownership, policy, now, (found, ledger.open()))


def foreseen_situation(
    store: Store, ownership: OwnershipMap, policy: Policy, at: datetime, now: datetime
) -> Situation:
    """The same as it would be at another time, if nothing changed from `now` on. Writes nothing."""
    found = concerns(ownership, at, policy.watch)
    ledger = Concerns(store)
    step = _step(ledger, found, ownership.revision, min(at, now))
    tracked = foreseen(ledger.open(), step)
    return _situation(store, ownership, policy, at, (found, tracked))


def _step(ledger: Concerns, found: list[Concern], revision: int, now: datetime) -> Step:
    known = ledger.open()
    renamed = ledger.renamed(known, revision)
    new = new_models(found, followed(known, renamed))
    appeared = ledger.first_declared(sorted(new), revision)
    return reconciled(found, known, renamed, appeared, now)


def _situation(
    store: Store,
    ownership: OwnershipMap,
    policy: Policy,
    now: datetime,
    watched: tuple[list[Concern], list[Tracked]],
) -> Situation:
    found, tracked = watched
    return Situation(
        ownership,
        now,
        policy.within(ownership),
        sent=Reminders(store).latest(),
        hindrances=tuple(Hindrances(store).open()),
        found={(concern.page, concern.cause): concern for concern in found},
        tracked=tuple(tracked),
    )


def unsent(store: Store, situation: Situation, kinds: Kinds) -> list[Outgoing]:
    """What there is to send and to edit, without what was sent already. Writes nothing."""
    outgoing = _outgoing(store, situation, kinds)
    known = Reminders(store).known(one.key for one in outgoing if isinstance(one, Due))
    return [one for one in outgoing if isinstance(one, Amendment) or one.key not in known]


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
    _looked: tuple[OwnershipMap, datetime, list[Concern]] | None = None
    _untold: int = 0

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
        if ownership is None or ownership.revision < Concerns(self.store).hold_at():
            return []  # or another process knows a later map, and what models are called there
        now = self.clock()
        count_the_day(self.store, ownership, now)
        found = self._concerns(ownership, now)
        situation = noted(self.store, ownership, self.policy, now, found)
        self._warn_of(untold(situation))
        return _outgoing(self.store, situation, self.kinds)

    def _warn_of(self, pages: list[PageKey]) -> None:
        """Say once that nobody hears of some pages: here is the only place left to say it."""
        if len(pages) > self._untold:
            remedy = "WHOOWNS_FALLBACK_CHANNEL or WHOOWNS_ADMINS"
            facts = {"pages": len(pages), "first": pages[0].model, "set": remedy}
            _log.warning("nobody hears of pages that need somebody", extra={"facts": facts})
        self._untold = len(pages)

    def _concerns(self, ownership: OwnershipMap, now: datetime) -> list[Concern]:
        """Looked for anew where the map has changed, and every few minutes: maps may be large."""
        if self._looked:
            known, at, found = self._looked
            if known is ownership and timedelta() <= now - at < _LOOKS_AGAIN:
                return found
        found = concerns(ownership, now, self.policy.watch)
        self._looked = (ownership, now, found)
        return found
