"""Which process ticks: a lease that ends by itself, and a number that fences off its old holders."""

from datetime import datetime, timedelta
from typing import NamedTuple

from knowledge.store.instants import instant, text
from knowledge.store.store import Store


class Hold(NamedTuple):
    """What a holder has. `usurped` tells that the holder before never let go."""

    fence: int
    usurped: bool


class Leases:
    """Each name is held by one at most."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, name

    def hold(self, holder: str, now: datetime, length: timedelta) -> Hold | None:
        """Take the lease or renew it; None while somebody else has it.

        One that ends later than a lease can last was taken before the clock was put back: it
        says nothing, and counts as over.
        """
        with self._store.writing() as db:
            row = db.execute(
                "SELECT fence, holder, until FROM lease WHERE name = ?", [self._name]
            ).fetchone()
            fence, before, until = row or (0, None, text(now))
            is_running = now < instant(until) <= now + length
            if before not in {None, holder} and is_running:
                return None
            usurped = before not in {None, holder}
            fence += before != holder
            db.execute(
                "INSERT OR REPLACE INTO lease (name, fence, holder, until) VALUES (?, ?, ?, ?)",
                [self._name, fence, holder, text(now + length)],
            )
            return Hold(fence, usurped)

    def let_go(self, holder: str) -> None:
        """Leave it to others at once."""
        with self._store.writing() as db:
            db.execute(
                "UPDATE lease SET holder = NULL WHERE name = ? AND holder = ?",
                [self._name, holder],
            )
