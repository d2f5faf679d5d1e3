"""What of a summary somebody may declare, and what needs somebody else's word."""

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from bot.onboarding.script import Changes
from knowledge.changes import ITSELF, Change, Declared, Kind
from knowledge.entities import (
    Holders,
    Id,
    KnowledgeKind,
    Model,
    Organisation,
    Page,
    Person,
    Queue,
    Rotation,
    Team,
)
from knowledge.ownership import OwnershipMap
from knowledge.rights import allowed_to


class Division(NamedTuple):
    """Changes, by whether the person may make them."""

    allowed: Changes
    others: Changes = ()


def divided(
    changes: Changes, person: Person | None, ownership: OwnershipMap, *, is_admin: bool
) -> Division:
    """Tell the two apart. What names somebody that needs another's word needs it, too."""
    if is_admin or (person and person.id in ownership.organisation.admins):
        return Division(changes)
    allowed = allowed_to(person, changes, ownership) if person and person.active else ()
    while True:
        missing = _made(c for c in changes if c not in allowed)
        kept = tuple(c for c in allowed if missing.isdisjoint(_needs(c)))
        if kept == allowed:
            return Division(allowed, tuple(c for c in changes if c not in allowed))
        allowed = kept


def fingerprint(changes: Changes) -> str:
    """A few letters that tell whether a summary is still the one that was read."""
    return sha256(repr(changes).encode()).hexdigest()[:8]


def _made(changes: Iterator[Change]) -> set[tuple[bool, Id]]:
    """What these changes bring in; models have ids of their own."""
    return {
        (c.kind is Kind.MODEL, c.subject)
        for c in changes
        if c.before is None and c.aspect == ITSELF and c.subject
    }


def _needs(change: Change) -> Iterator[tuple[bool, Id]]:
    if change.kind is Kind.MODEL and change.aspect != ITSELF:
        yield True, change.subject
    if change.after is not None:
        yield from ((False, party) for party in _named(change.after) if party)


def _named(declared: Declared) -> Iterator[Id | None]:
    """The people, teams and rotations that a declaration names."""
    match declared:
        case Page(owner=owner, escalation=escalation):
            yield from (owner, *escalation)
        case Holders():
            yield from map(declared.of, KnowledgeKind)
        case Team(lead=lead, members=members):
            yield from (lead, *members)
        case Model(trained_by=trained_by, served_by=served_by):
            yield from (trained_by, served_by)
        case Rotation(members=members, overrides=overrides):
            yield from (*members, *(override.person for override in overrides))
        case Organisation(admins=admins):
            yield from admins
        case Queue(team=team):
            yield team
        case _:
            return
