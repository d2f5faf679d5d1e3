"""Somebody who is asked in a terminal, with a database and a clock of their own."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.office import Office
from bot.platforms.console import converse, reacting
from knowledge.difference import difference
from knowledge.ownership import OwnershipMap
from knowledge.store import Store
from tests.databases import fresh
from tests.northwind import NOW


@dataclass
class Talk:
    """Each line that is said is heard at once; a number picks what was offered last."""

    store: Store
    now: datetime = NOW
    admins: frozenset[str] = frozenset()

    def heard(self, *said: str, by: str = "priya") -> list[str]:
        office = Office(self.store, self.store.load, lambda: self.now, self.admins)
        return list(converse(said, reacting(office, by)))

    def last(self, *said: str, by: str = "priya") -> str:
        return self.heard(*said, by=by)[-1]

    def wait(self, **length: int) -> None:
        self.now += timedelta(**length)

    @property
    def map(self) -> OwnershipMap:
        declared = self.store.load()
        assert declared is not None
        return declared


@contextmanager
def talk(directory: Path, declared: OwnershipMap | None = None, *admins: str) -> Iterator[Talk]:
    with closing(fresh(directory / "whoowns.db")) as store:
        if declared:
            store.record(difference(None, declared), actor="elena", at=NOW, source="import")
        yield Talk(store, admins=frozenset(admins))
