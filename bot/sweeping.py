"""What becomes of things when time passes and nobody says anything: looked for every minute.

Each sweep settles what it finds in a transaction, so of several processes one tells of it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

from bot.delivering import deliver
from bot.errands.deciding import lapse
from bot.errands.onboarding.offering import offer_to_begin
from bot.errands.taking import expire
from bot.logs import report
from bot.office import Office
from bot.outbox import Outboxes
from bot.reply import Reaction

SWEEPS: Final[tuple[Callable[[Office], Reaction], ...]] = (lapse, expire, offer_to_begin)
"""What is looked for; each may block for as long as the disk takes."""

_EVERY: Final = 60.0

_log = logging.getLogger(__name__)


@asynccontextmanager
async def sweeping(
    office: Office, outboxes: Outboxes, every: float = _EVERY
) -> AsyncIterator[None]:
    """Sweep again and again while entered."""
    task = asyncio.get_running_loop().create_task(_sweep(office, outboxes, every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _sweep(office: Office, outboxes: Outboxes, every: float) -> None:
    while True:
        await sweep(office, outboxes)
        await asyncio.sleep(every)


async def sweep(office: Office, outboxes: Outboxes) -> None:
    """Look once for each; one that fails keeps no other from it."""
    for look in SWEEPS:
        try:
            await deliver(await asyncio.to_thread(look, office), outboxes, office.store)
        except Exception as error:  # noqa: BLE001 - it is tried again in a minute
            report(_log, "a sweep failed", error)
