"""Keeping an eye on concerns: which have come up, which are over, which go by another name. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from knowledge.concerns import Cause, Concern
from knowledge.entities import Id
from knowledge.ownership import PageKey
from knowledge.reminders import ModelsSince, Opening, Step, Tracked

Renamed = Mapping[Id, Id | None]
"""What models are called now, where that is something else; None where one is no more."""


def reconciled(
    found: Sequence[Concern],
    known: Sequence[Tracked],
    renamed: Renamed,
    appeared: ModelsSince,
    now: datetime,
) -> Step:
    """Compare what there is with what is tracked.

    `appeared` tells of each new concern's model when it was first declared.
    """
    wanted = {_identity(concern.page, concern.cause) for concern in found}
    today = followed(known, renamed)
    going_on = {key: t for t in reversed(today) if (key := _identity(t.page, t.cause)) in wanted}
    opened = [
        _opening(concern, appeared.get(concern.page.model, now), now)
        for concern in found
        if _identity(concern.page, concern.cause) not in going_on
    ]
    kept = {tracked.number: tracked for tracked in going_on.values()}
    names = {tracked.number: tracked for tracked in today}
    return Step(
        opened,
        [names.get(t.number, t) for t in known if t.number not in kept],
        [kept[t.number] for t in known if t.number in kept and kept[t.number] is not t],
    )


def followed(known: Iterable[Tracked], renamed: Renamed) -> list[Tracked]:
    """What is tracked, as its models are called now; without those that are no more."""
    if not renamed:
        return [*known]
    names = ((tracked, renamed.get(tracked.page.model, tracked.page.model)) for tracked in known)
    return [_moved(tracked, name) for tracked, name in names if name]


def _moved(tracked: Tracked, name: Id) -> Tracked:
    if tracked.page.model == name:
        return tracked
    return replace(tracked, page=tracked.page._replace(model=name))


def new_models(found: Iterable[Concern], today: Iterable[Tracked]) -> set[str]:
    """The models of concerns that are not tracked yet."""
    tracked = {_identity(t.page, t.cause) for t in today}
    return {c.page.model for c in found if _identity(c.page, c.cause) not in tracked}


def foreseen(known: Iterable[Tracked], step: Step) -> list[Tracked]:
    """What would be tracked if it were noted; numbers below zero are only for looking."""
    closed = {tracked.number for tracked in step.closed}
    moved = {tracked.number: tracked for tracked in step.moved}
    coming = [Tracked(-n, *opening) for n, opening in enumerate(step.opened, start=1)]
    return [*(moved.get(t.number, t) for t in known if t.number not in closed), *coming]


def _identity(page: PageKey, cause: Cause) -> tuple[PageKey, Cause]:
    return page, cause


def _opening(concern: Concern, appeared: datetime, now: datetime) -> Opening:
    """Since it was declared so, where that is known; a page that never had one, since its model."""
    nobody_ever = concern.nobody is not None and concern.nobody.owner is None
    began = concern.since or (appeared if nobody_ever and concern.cause is Cause.GAP else now)
    return Opening(concern.page, concern.cause, min(began, now), min(appeared, now))
