"""What becomes of things when time passes and nobody says anything: looked for every minute.

Each sweep settles what it finds in a transaction, so of several processes one tells of it. That
transaction keeps that the message is owed: whoever comes after a crash tells it, once more at most.
So it is with what others are told when somebody declares, proposes, offers or decides something.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Container, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import Final, NamedTuple

from bot.delivering import deliver
from bot.errands.leads import offered_to_lead_again
from bot.errands.offers.answering import expire
from bot.errands.offers.answering import told_again as offer_told_again
from bot.errands.onboarding.offering import offer_to_begin, offered_again
from bot.errands.proposals.deciding import lapse, told_again
from bot.errands.settled import Settled
from bot.errands.telling_again import told_again as revision_told_again
from bot.logs import report
from bot.office import Office
from bot.outbox import Outboxes
from bot.reply import Reaction
from knowledge.store.owed import Owed


class Sweep(NamedTuple):
    """What is looked for, and how it is told again by its key; each may block for the disk."""

    look: Callable[[Office], Iterable[Settled]]
    again: Callable[[str, Office], Reaction | None]


def _nothing(_: Office) -> Iterable[Settled]:
    """Time settles nothing of these."""
    return ()


SWEEPS: Final[dict[str, Sweep]] = {
    "proposal": Sweep(lapse, told_again),
    "offer": Sweep(expire, offer_told_again),
    "questionnaire": Sweep(offer_to_begin, offered_again),
    "lead": Sweep(_nothing, offered_to_lead_again),
    "revision": Sweep(_nothing, revision_told_again),
}
"""By the word with which the keys of what they settle begin."""

_IN_FLIGHT: Final = timedelta(minutes=2)
"""For so long a message may be on its way in another process."""

_EVERY: Final = 60.0

_log = logging.getLogger(__name__)


@asynccontextmanager
async def sweeping(
    office: Office, outboxes: Outboxes, every: float = _EVERY
) -> AsyncIterator[None]:
    """Sweep again and again while entered.

    All the while other processes are told what is on its way in this one: a chat platform may hold
    a message up for longer than they would wait.
    """
    loop = asyncio.get_running_loop()
    tasks = (
        loop.create_task(_sweep(office, outboxes, every)),
        loop.create_task(_keep_others_off(office, outboxes, every / 2)),
    )
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _keep_others_off(office: Office, outboxes: Outboxes, every: float) -> None:
    owed = Owed(office.store)
    while True:
        await asyncio.sleep(every)
        try:
            if keys := outboxes.in_hand:
                await asyncio.to_thread(owed.still_on_the_way, sorted(keys), office.clock())
        except Exception as error:  # noqa: BLE001 - it is tried again soon
            report(_log, "could not keep other processes off", error)


async def _sweep(office: Office, outboxes: Outboxes, every: float) -> None:
    while True:
        await sweep(office, outboxes)
        await asyncio.sleep(every)


async def sweep(office: Office, outboxes: Outboxes) -> None:
    """Look once for each; one that fails keeps no other from it."""
    for sweep in SWEEPS.values():
        await _told(partial(sweep.look, office), office, outboxes)
    await _told(partial(_untold, office, outboxes.in_hand), office, outboxes)


async def _told(look: Callable[[], Iterable[Settled]], office: Office, outboxes: Outboxes) -> None:
    """Tell what is found. What is told is owed no more, and what isn't comes again."""
    try:
        found = iter(look())
        while settled := await asyncio.to_thread(next, found, None):
            if await deliver(settled.reaction, outboxes, office.store):
                await asyncio.to_thread(Owed(office.store).settle, settled.key)
    except Exception as error:  # noqa: BLE001 - it is tried again in a minute
        report(_log, "a sweep failed", error)


def _untold(office: Office, in_hand: Container[str]) -> Iterator[Settled]:
    """What nobody was told, as it seems: the process died before, or no chat took the message."""
    owed, now = Owed(office.store), office.clock()
    before = now - _IN_FLIGHT
    for key in owed.since(before):
        if key in in_hand or not owed.take_up(key, before, now):
            continue
        if reaction := SWEEPS[key.partition(" ")[0]].again(key, office):
            yield Settled(key, reaction)
        else:
            owed.settle(key)
