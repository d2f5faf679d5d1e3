"""How much of the map is covered: models with a named quality owner, what hangs on one person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from knowledge.backlog import DayCount
from knowledge.diagnosis.signals import model_producing_teams
from knowledge.entities import Id, Page, PageKind, Party, Person, Rotation, Team
from knowledge.ownership import OnCall, OwnershipMap, PageKey
from knowledge.wall_times import zone


class Load(NamedTuple):
    """Somebody on whom the model-quality pages of models hang alone."""

    person: Person
    models: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The map's coverage at one instant."""

    models: int
    named: int
    gaps: frozenset[PageKey]
    alone: tuple[Load, ...]

    @property
    def models_at_risk(self) -> int:
        """Models that would have nobody to page if one person left."""
        return sum(len(load.models) for load in self.alone)


class Turnover(NamedTuple):
    """The gaps that opened and closed between two instants."""

    opened: tuple[PageKey, ...]
    closed: tuple[PageKey, ...]


def coverage(ownership: OwnershipMap, now: datetime) -> Coverage:
    """How the map stands at `now`."""
    gaps = ownership.gaps(now)
    unnamed = sum(gap.kind is PageKind.MODEL_QUALITY for gap in gaps)
    models = len(ownership.models)
    alone = tuple(_alone(ownership, now))
    return Coverage(models, models - unnamed, frozenset(gaps), alone)


def turnover(before: Coverage, after: Coverage) -> Turnover:
    """What changed."""
    return Turnover(
        tuple(sorted(after.gaps - before.gaps)), tuple(sorted(before.gaps - after.gaps))
    )


def day_count(ownership: OwnershipMap, now: datetime) -> DayCount:
    """The count of the day that `now` falls on, where the organisation is."""
    return DayCount(
        day=now.astimezone(zone(ownership.organisation.time_zone)).date(),
        at=now,
        models=len(ownership.models),
        producing_teams=model_producing_teams(ownership),
        named=len(ownership.models) - len(ownership.gaps(now, [PageKind.MODEL_QUALITY])),
    )


def _alone(ownership: OwnershipMap, now: datetime) -> Iterator[Load]:
    """Who alone can be paged for a model's quality: nobody takes turns, nobody to escalate to."""
    by_person: dict[Id, list[Id]] = {}
    reachable: dict[tuple[Id | None, tuple[Id, ...]], frozenset[Id]] = {}
    for model in ownership.models.values():
        page = model.pages.model_quality
        if page is None or not isinstance(ownership.resolve(page.owner, now), OnCall):
            continue
        key = page.owner, page.escalation
        people = reachable.get(key)
        if people is None:
            people = reachable[key] = frozenset(_reachable(ownership, page))
        if len(people) == 1:
            by_person.setdefault(next(iter(people)), []).append(model.id)
    for person, models in sorted(by_person.items(), key=lambda load: (-len(load[1]), load[0])):
        yield Load(ownership.people[person], tuple(sorted(models)))


def _reachable(ownership: OwnershipMap, page: Page) -> Iterator[Id]:
    """Every active person who may be reached by a page, sooner or later."""
    for party_id in (page.owner, *page.escalation):
        ids = _people_of(ownership.party(party_id)) if party_id else ()
        people = (ownership.people.get(person) for person in ids)
        yield from (person.id for person in people if person and person.active)


def _people_of(party: Party | None) -> tuple[Id, ...]:
    match party:
        case Rotation(members=members):
            return members
        case Team(lead=lead):
            return (lead,) if lead else ()
        case Person(id=person):
            return (person,)
        case None:
            return ()
