"""Keeping an eye on concerns: which have come up, which are over. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from knowledge.concerns import Cause, Concern
from knowledge.ownership import PageKey
from knowledge.reminders import ModelsSince, Opening, Tracked


class Reconciled(NamedTuple):
    """What is to be noted, so that what is tracked is what there is."""

    opened: list[Opening]
    closed: list[Tracked]


def reconciled(
    found: Sequence[Concern], known: Iterable[Tracked], appeared: ModelsSince, now: datetime
) -> Reconciled:
    """Compare what there is with what is tracked.

    `appeared` tells of each new concern's model when it was first declared.
    """
    wanted = {_identity(concern.page, concern.cause) for concern in found}
    tracked = {_identity(t.page, t.cause): t for t in known}
    opened = [
        _opening(concern, appeared.get(concern.page.model, now), now)
        for concern in found
        if _identity(concern.page, concern.cause) not in tracked
    ]
    return Reconciled(opened, [t for identity, t in tracked.items() if identity not in wanted])


def new_models(found: Iterable[Concern], known: Iterable[Tracked]) -> set[str]:
    """The models of concerns that are not tracked yet."""
    tracked = {_identity(t.page, t.cause) for t in known}
    return {c.page.model for c in found if _identity(c.page, c.cause) not in tracked}


def foreseen(known: Iterable[Tracked], step: Reconciled) -> list[Tracked]:
    """What would be tracked if it were noted; numbers below zero are only for looking."""
    closed = {tracked.number for tracked in step.closed}
    coming = [Tracked(-n, *opening) for n, opening in enumerate(step.opened, start=1)]
    return [*(t for t in known if t.number not in closed), *coming]


def _identity(page: PageKey, cause: Cause) -> tuple[PageKey, Cause]:
    return page, cause


def _opening(concern: Concern, appeared: datetime, now: datetime) -> Opening:
    """Since it was declared so, where that is known; a page that never had one, since its model."""
    nobody_ever = concern.nobody is not None and concern.nobody.owner is None
    began = concern.since or (appeared if nobody_ever and concern.cause is Cause.GAP else now)
    return Opening(concern.page, concern.cause, min(began, now), min(appeared, now))
