"""A process of its own that is killed as it writes to somebody: DATABASE INSTANT [WHO TEXT].

It sweeps once, or reacts to what somebody says.
"""

import asyncio
import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from bot.delivering import deliver
from bot.office import Office
from bot.outbox import Outboxes
from bot.reacting import react
from bot.reply import Message, Place, Posted, Reply
from bot.sweeping import sweep
from knowledge.store import Store
from tests.bot.desk import PLACE, Desk
from tests.bot.test_outbox import Recorded


class Fatal(Recorded):
    """An outbox that nobody outlives."""

    async def post(self, place: Place, reply: Reply, key: str | None = None) -> Posted:
        os.kill(os.getpid(), signal.SIGKILL)
        return await super().post(place, reply, key)


def main(database: str, instant: str, who: str = "", text: str = "") -> None:
    """It never comes back where there is anything to tell."""
    now, outboxes = datetime.fromisoformat(instant), Outboxes({"slack": Fatal("slack")})
    with Store.open(Path(database)) as store:
        if not text:
            asyncio.run(sweep(Office(store, store.load, lambda: now), outboxes))
            return
        desk = Desk(store, now=now)
        message = Message(text, desk.speaker(who).account, PLACE)
        reaction = react(message, desk.speaker(who), desk.office)
        asyncio.run(deliver(reaction, outboxes, store))


if __name__ == "__main__":
    main(*sys.argv[1:])
