"""From centralised to federated: who takes which pager, and what must be declared first.

A checklist that is read from the map each time, so that it ticks itself as the map changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

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
    """The plan as the map stands. `unteamed` are models that no team is said to train."""

    pattern: Pattern | None
    models: tuple[Readiness, ...]
    shifts: tuple[PagerShift, ...]
    unteamed: int

    @property
    def ready(self) -> int:
        """How many models are ready."""
        return sum(readiness.ready for readiness in self.models)

    def done(self, step: Step) -> int:
        """For how many models one step is done."""
        return sum(step not in readiness.missing for readiness in self.models)


def transition(ownership: OwnershipMap, now: datetime) -> Transition:
    """The plan at an aware instant, the models that lack most first."""
    rooms = Rooms(ownership)
    models = ownership.models.values()
    readiness = [readiness_of(model, ownership, now) for model in models]
    readiness.sort(key=lambda r: (-len(r.missing), r.model))
    return Transition(
        ownership.organisation.pattern,
        tuple(readiness),
        tuple(_shifts(ownership, rooms)),
        sum(model.trained_by is None for model in models),
    )


def readiness_of(model: Model, ownership: OwnershipMap, now: datetime) -> Readiness:
    """What is done of one model and what isn't."""
    return Readiness(model.id, model.trained_by, tuple(_missing(model, ownership, now)))


def _missing(model: Model, ownership: OwnershipMap, now: datetime) -> Iterator[Step]:
    pages = model.pages
    for step, kind in (
        (Step.QUALITY_OWNER, PageKind.MODEL_QUALITY),
        (Step.INFRASTRUCTURE_OWNER, PageKind.INFRASTRUCTURE),
    ):
        page = pages.of(kind)
        if not isinstance(ownership.resolve(page.owner if page else None, now), OnCall):
            yield step
    if not (pages.model_quality and pages.model_quality.escalation):
        yield Step.ESCALATION
    if model.handoff is None and not _one_team(model):
        yield Step.HANDOFF


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
