"""From centralised to federated: who takes which pager, and what must be declared first.

A checklist that is read from the map each time, so that it ticks itself as the map changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from heapq import nsmallest
from typing import NamedTuple

from knowledge.collecting import without_collections
from knowledge.diagnosis.rooms import Rooms
from knowledge.entities import Id, Model, PageKind, Pattern
from knowledge.ownership import OnCall, OwnershipMap


class Step(StrEnum):
    """What must be declared of a model before its pager changes hands."""

    QUALITY_OWNER = "quality owner"
    INFRASTRUCTURE_OWNER = "infrastructure owner"
    ESCALATION = "escalation"
    HANDOFF = "handoff"


STEPS = tuple(Step)


class Readiness(NamedTuple):
    """One model: the team that will carry its pagers, and the steps that aren't done yet."""

    model: Id
    team: Id | None
    missing: tuple[Step, ...]

    @property
    def ready(self) -> bool:
        """Whether its pagers can change hands."""
        return not self.missing


class PagerShift(NamedTuple):
    """How many of a team's models' pages are still carried by the platform team, by kind."""

    team: Id
    models: int
    quality: int
    infrastructure: int


@dataclass(frozen=True, slots=True)
class Transition:
    """The plan as the map stands. `lacking` are the models that aren't ready, in no order.

    `unteamed` is how many models no team is said to train.
    """

    pattern: Pattern | None
    models: int
    lacking: tuple[Readiness, ...]
    shifts: tuple[PagerShift, ...]
    unteamed: int

    @property
    def ready(self) -> int:
        """How many models are ready."""
        return self.models - len(self.lacking)

    def done(self, step: Step) -> int:
        """For how many models one step is done."""
        return self.models - sum(step in readiness.missing for readiness in self.lacking)

    def worst(self, number: int) -> list[Readiness]:
        """Those that lack most."""
        return nsmallest(number, self.lacking, key=lambda r: (-len(r.missing), r.model))


def transition(ownership: OwnershipMap, now: datetime) -> Transition:
    """The plan at an aware instant."""
    rooms, named = Rooms(ownership), _Named(ownership, now)
    with without_collections():
        lacking = tuple(
            Readiness(model.id, model.trained_by, missing)
            for model in ownership.models.values()
            if (missing := _missing(model, named))
        )
        shifts = tuple(_shifts(ownership, rooms))
    unteamed = sum(model.trained_by is None for model in ownership.models.values())
    pattern = ownership.organisation.pattern
    return Transition(pattern, len(ownership.models), lacking, shifts, unteamed)


def readiness_of(model: Model, ownership: OwnershipMap, now: datetime) -> Readiness:
    """What is done of one model and what isn't."""
    missing = _missing(model, _Named(ownership, now))
    return Readiness(model.id, model.trained_by, missing)


class _Named(dict[Id | None, bool]):
    """Whether each owner resolves to a person at an instant, worked out once for each."""

    def __init__(self, ownership: OwnershipMap, now: datetime) -> None:
        super().__init__()
        self._ownership, self._now = ownership, now

    def __missing__(self, owner: Id | None) -> bool:
        named = self[owner] = isinstance(self._ownership.resolve(owner, self._now), OnCall)
        return named


def _missing(model: Model, named: _Named) -> tuple[Step, ...]:
    quality, infrastructure = model.pages.model_quality, model.pages.infrastructure
    missing = []
    if not named[quality.owner if quality else None]:
        missing.append(Step.QUALITY_OWNER)
    if not named[infrastructure.owner if infrastructure else None]:
        missing.append(Step.INFRASTRUCTURE_OWNER)
    if not (quality and quality.escalation):
        missing.append(Step.ESCALATION)
    if model.handoff is None and not _one_team(model):
        missing.append(Step.HANDOFF)
    return tuple(missing)


def _one_team(model: Model) -> bool:
    """Whether one team trains and serves, so that nothing is handed over."""
    return model.trained_by is not None and model.trained_by == model.served_by


def _shifts(ownership: OwnershipMap, rooms: Rooms) -> Iterator[PagerShift]:
    by_team: dict[Id, list[Model]] = {}
    for model in ownership.models.values():
        if model.trained_by and model.trained_by not in rooms.platform:
            by_team.setdefault(model.trained_by, []).append(model)
    for team, models in sorted(by_team.items(), key=lambda item: (-len(item[1]), item[0])):
        yield PagerShift(
            team,
            len(models),
            _carried(models, PageKind.MODEL_QUALITY, rooms),
            _carried(models, PageKind.INFRASTRUCTURE, rooms),
        )


def _carried(models: list[Model], kind: PageKind, rooms: Rooms) -> int:
    """How many of the models' pages the platform team carries."""
    owners = (page.owner for model in models if (page := model.pages.of(kind)))
    return sum(owner is not None and rooms.is_platforms(owner) for owner in owners)
