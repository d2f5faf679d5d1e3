"""Whom a declaration leaves to confirm consumers that somebody registered."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from bot.commands.outcome import Declared
from knowledge.entities import PAGE_KINDS, Id, Model, Person
from knowledge.ownership import OnCall, OwnershipMap


class Registration(NamedTuple):
    """Consumers of a model that came to be known, and who confirms them."""

    owner: Person
    model: Id
    consumers: list[str]


def registrations(declared: Declared) -> Iterator[Registration]:
    """One for each model of which unconfirmed consumers came to be known; not to the speaker."""
    for change in declared.wish.changes:
        if isinstance(change.before, Model) and isinstance(change.after, Model):
            known = change.before.unconfirmed_consumers
            new = [c for c in change.after.unconfirmed_consumers if c not in known]
            owner = _who_confirms(declared.after.models.get(change.subject), declared)
            if new and owner and owner != declared.speaker.person:
                yield Registration(owner, change.subject, new)


def _who_confirms(model: Model | None, declared: Declared) -> Person | None:
    """Whoever is paged for quality, else for infrastructure; else the training team's lead."""
    if model is None:
        return None
    return _paged(model, declared.after, declared.speaker.now) or _lead(model, declared.after)


def _paged(model: Model, ownership: OwnershipMap, now: datetime) -> Person | None:
    for kind in reversed(PAGE_KINDS):
        page = model.pages.of(kind)
        resolution = ownership.resolve(page.owner if page else None, now)
        if isinstance(resolution, OnCall):
            return resolution.person
    return None


def _lead(model: Model, ownership: OwnershipMap) -> Person | None:
    team = ownership.teams.get(model.trained_by) if model.trained_by else None
    return ownership.people.get(team.lead) if team and team.lead else None
