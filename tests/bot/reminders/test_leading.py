"""Who leads at the very instant at which a lease ends."""

from datetime import timedelta
from pathlib import Path

from bot.reminders.leading import Leadership
from knowledge.store.leases import Leases
from tests.bot.reminders.stage import Clock
from tests.databases import fresh
from tests.northwind import NOW

LASTS, SETTLES = timedelta(seconds=20), timedelta(seconds=15)


def test_of_two_processes_one_leads_and_for_a_while_neither(tmp_path: Path) -> None:
    clock = Clock(NOW)
    with fresh(tmp_path / "whoowns.db") as store:
        first, second = (
            Leadership(Leases(store, "tick"), name, LASTS, SETTLES, clock, clock.steady)
            for name in ("first", "second")
        )

        def beats() -> tuple[int | None, int | None]:
            second.beat()
            return first.fence(), second.fence()

        first.beat()
        assert beats() == (1, None)
        clock.pass_(LASTS)
        assert beats() == (None, None)  # the last call of the first may be on its way
        clock.pass_(SETTLES)
        assert beats() == (None, 2)
