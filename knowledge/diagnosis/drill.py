"""The 2 a.m. drill: who would be woken for each page in each hour of the coming week, and nobody.

Each owner is followed once, whoever many pages are theirs; a watch ends at the instant at which
the next begins, so a hole of half an hour is found as well as one of a week.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from knowledge.entities import Id, PageKind, Person
from knowledge.ownership import NobodyNamed, OnCall, OwnershipMap, PageKey

WEEK: Final = timedelta(days=7)


class Watch(NamedTuple):
    """A stretch of time in which one person, or for one reason nobody, would be woken."""

    start: datetime
    end: datetime
    held: OnCall | NobodyNamed

    @property
    def person(self) -> Person | None:
        """Who would be woken."""
        return self.held.person if isinstance(self.held, OnCall) else None


class Row(NamedTuple):
    """One page with its watches, which cover the week without a gap between them."""

    page: PageKey
    watches: tuple[Watch, ...]

    @property
    def holes(self) -> tuple[Watch, ...]:
        """When nobody would be woken."""
        return tuple(watch for watch in self.watches if watch.person is None)


class Hole(NamedTuple):
    """Pages for which, at the same times and for the same reason, nobody would be woken."""

    watches: tuple[Watch, ...]
    pages: tuple[PageKey, ...]


@dataclass(frozen=True, slots=True)
class Drill:
    """The week from `start` to `end`. Rows are made as they are wanted: there may be 200,000."""

    start: datetime
    end: datetime
    pages: tuple[PageKey, ...]
    holes: tuple[Hole, ...]
    watches_of: dict[Id | None, tuple[Watch, ...]]
    ownership: OwnershipMap

    def row(self, page: PageKey) -> Row:
        """One page's week."""
        return Row(page, self.watches_of[_owner(self.ownership, page)])

    @property
    def pages_with_holes(self) -> tuple[PageKey, ...]:
        """Every page that a hole was found in, the emptiest first."""
        return tuple(page for hole in self.holes for page in hole.pages)

    @property
    def woken(self) -> tuple[tuple[Person, int], ...]:
        """Who would be woken for how many pages at some time of the week, the most loaded first."""
        loads: dict[Id, int] = defaultdict(int)
        people: dict[Id, Person] = {}
        for page in self.pages:
            watches = self.watches_of[_owner(self.ownership, page)]
            for person in {w.person.id: w.person for w in watches if w.person}.values():
                loads[person.id] += 1
                people[person.id] = person
        by_load = sorted(loads.items(), key=lambda load: (-load[1], load[0]))
        return tuple((people[person], count) for person, count in by_load)


def drill(ownership: OwnershipMap, now: datetime, models: Iterable[Id] | None = None) -> Drill:
    """The week from the hour of `now` on, for these models, or for all."""
    start = now.replace(minute=0, second=0, microsecond=0)
    end = start + WEEK
    ids = sorted(ownership.models) if models is None else sorted(models)
    pages = tuple(PageKey(model, kind) for model in ids for kind in PageKind)
    by_owner: dict[Id | None, list[PageKey]] = defaultdict(list)
    for page in pages:
        by_owner[_owner(ownership, page)].append(page)
    followed = {owner: tuple(_followed(ownership, owner, start, end)) for owner in by_owner}
    return Drill(start, end, pages, _holes(by_owner, followed), followed, ownership)


def length(watches: Iterable[Watch]) -> timedelta:
    """How long they last together."""
    return sum((watch.end - watch.start for watch in watches), timedelta())


def _owner(ownership: OwnershipMap, page: PageKey) -> Id | None:
    declared = ownership.page(page)
    return declared.owner if declared else None


def _followed(
    ownership: OwnershipMap, owner: Id | None, start: datetime, end: datetime
) -> Iterator[Watch]:
    at = start
    while at < end:
        held = ownership.resolve(owner, at)
        changes = held.until if isinstance(held, OnCall) else held.from_
        until = min(changes, end) if changes else end
        yield Watch(at, until, held)
        at = until


def _holes(
    pages: dict[Id | None, list[PageKey]], followed: dict[Id | None, tuple[Watch, ...]]
) -> tuple[Hole, ...]:
    """One for each owner with holes, since their pages are empty at the same times; longest first."""
    holes = [
        Hole(empty, tuple(sorted(pages[owner])))
        for owner, watches in followed.items()
        if (empty := tuple(watch for watch in watches if watch.person is None))
    ]
    return tuple(sorted(holes, key=lambda hole: (-length(hole.watches), hole.pages)))
