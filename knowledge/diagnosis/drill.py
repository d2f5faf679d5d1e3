"""The 2 a.m. drill: who would be woken for each page in each hour of the coming week, and nobody.

Each owner is followed once, whoever many pages are theirs; a watch ends at the instant at which
the next begins, so a hole of half an hour is found as well as one of a week.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final, NamedTuple

from knowledge.entities import PAGE_KINDS, Id, Person
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


class Held(NamedTuple):
    """All pages of one owner: at any time the same person would be woken for them."""

    owner: Id | None
    pages: tuple[PageKey, ...]
    watches: tuple[Watch, ...]

    @property
    def holes(self) -> tuple[Watch, ...]:
        """When nobody would be woken for them."""
        return tuple(watch for watch in self.watches if watch.person is None)


@dataclass(frozen=True, slots=True)
class Drill:
    """The week from `start` to `end`, owner by owner; those with the longest holes come first."""

    start: datetime
    end: datetime
    held: tuple[Held, ...]

    @property
    def pages(self) -> int:
        """How many pages were looked at."""
        return sum(len(held.pages) for held in self.held)

    @property
    def holes(self) -> tuple[Held, ...]:
        """The owners with holes."""
        return tuple(held for held in self.held if held.holes)

    @property
    def empty(self) -> int:
        """For how many pages nobody would be woken at some time."""
        return sum(len(held.pages) for held in self.holes)

    def rows(self, models: int) -> dict[Id, list[Row]]:
        """The pages of so many models, those with holes first."""
        watches = {page: held.watches for held in self.held for page in held.pages}
        chosen = dict.fromkeys(islice(dict.fromkeys(page.model for page in watches), models))
        return {
            model: [Row(PageKey(model, kind), watches[PageKey(model, kind)]) for kind in PAGE_KINDS]
            for model in chosen
        }

    def woken(self, at: datetime) -> tuple[list[tuple[Person, int]], int]:
        """Who would be woken at an instant for how many pages, and for how many nobody."""
        loads = _Loads()
        nobody = 0
        for held in self.held:
            watch = next(watch for watch in held.watches if watch.start <= at < watch.end)
            if watch.person is None:
                nobody += len(held.pages)
            else:
                loads.add(watch.person, len(held.pages))
        return loads.sorted(), nobody

    def woken_ever(self) -> list[tuple[Person, int]]:
        """Who would be woken at some time of the week, for how many pages."""
        loads = _Loads()
        for held in self.held:
            for person in {w.person.id: w.person for w in held.watches if w.person}.values():
                loads.add(person, len(held.pages))
        return loads.sorted()


class _Loads:
    """Pages by the person who is woken for them."""

    def __init__(self) -> None:
        self._pages: dict[Id, int] = defaultdict(int)
        self._people: dict[Id, Person] = {}

    def add(self, person: Person, pages: int) -> None:
        self._pages[person.id] += pages
        self._people[person.id] = person

    def sorted(self) -> list[tuple[Person, int]]:
        """The most loaded first."""
        by_load = sorted(self._pages.items(), key=lambda load: (-load[1], load[0]))
        return [(self._people[person], pages) for person, pages in by_load]


def drill(ownership: OwnershipMap, now: datetime, models: Iterable[Id] | None = None) -> Drill:
    """The week from the hour of `now` on, for these models, or for all."""
    start = now.replace(minute=0, second=0, microsecond=0)
    end = start + WEEK
    pages = ownership.pages_of if models is None else _pages_of(ownership, models)
    held = [
        Held(owner, of_owner, tuple(_followed(ownership, owner, start, end)))
        for owner, of_owner in pages.items()
    ]
    return Drill(start, end, tuple(sorted(held, key=_longest_hole_first)))


def _pages_of(
    ownership: OwnershipMap, models: Iterable[Id]
) -> Mapping[Id | None, tuple[PageKey, ...]]:
    pages: dict[Id | None, list[PageKey]] = defaultdict(list)
    for model in models:
        for kind in PAGE_KINDS:
            page = ownership.page(PageKey(model, kind))
            pages[page.owner if page else None].append(PageKey(model, kind))
    return {owner: tuple(of_owner) for owner, of_owner in pages.items()}


def _longest_hole_first(held: Held) -> tuple[timedelta, PageKey]:
    return -length(held.holes), min(held.pages)


def length(watches: Iterable[Watch]) -> timedelta:
    """How long they last together."""
    return sum((watch.end - watch.start for watch in watches), timedelta())


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
