"""Sweeps once in a process of its own that is killed as it writes to somebody: DATABASE INSTANT."""

import asyncio
import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from bot.office import Office
from bot.outbox import Outboxes
from bot.reply import Place, Posted, Reply
from bot.sweeping import sweep
from knowledge.store import Store
from tests.bot.test_outbox import Recorded


class Fatal(Recorded):
    """An outbox that nobody outlives."""

    async def post(self, place: Place, reply: Reply, key: str | None = None) -> Posted:
        os.kill(os.getpid(), signal.SIGKILL)
        return await super().post(place, reply, key)


def main(database: str, instant: str) -> None:
    """It never comes back where there is anything to tell."""
    now = datetime.fromisoformat(instant)
    with Store.open(Path(database)) as store:
        office = Office(store, store.load, lambda: now)
        asyncio.run(sweep(office, Outboxes({"slack": Fatal("slack")})))


if __name__ == "__main__":
    main(*sys.argv[1:])
