"""Carrying out what somebody wants to declare: understood, allowed, consistent, recorded.

Nothing half-done is stored: one wish is one revision or none.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.commands import verb_of, wished
from bot.commands.outcome import (
    ChangedMeanwhile,
    Declared,
    NoMap,
    NotAllowed,
    Outcome,
    SameAlready,
)
from bot.commands.speaker import Speaker
from bot.commands.wish import Inconsistent, Objection, Refused, Trouble, Wish
from knowledge.changes import Change, Kind, is_live
from knowledge.consistency import problems_in
from knowledge.errors import Superseded
from knowledge.ownership import OwnershipMap
from knowledge.revising import applied
from knowledge.rights import may_declare, who_may_declare
from knowledge.store import Store

UNDO = "undo"
_UNDO_USAGE = "undo REVISION"
_TRIES = 3
_LONGEST_REVISION = 12
"""Digits; SQLite could not even look for a longer number."""


@dataclass(frozen=True, slots=True)
class Declarations:
    """Where declarations go, and who may make them all: ids of people, or chat ids."""

    store: Store
    current: Callable[[], OwnershipMap | None]
    admins: frozenset[str] = frozenset()

    def declare(self, text: str, speaker: Speaker) -> Outcome:
        """Carry a command out; see `declare`."""
        return declare(text, self.store, self.current(), speaker)

    def appoints(self, *ids: str | None) -> bool:
        """Whether the settings make an admin of somebody who goes by these ids."""
        return not self.admins.isdisjoint(ids)


def is_command(text: str) -> bool:
    """Whether a text asks for a change; else it is a question."""
    return verb_of(text) is not None or text.lower().split()[:1] == [UNDO]


def declare(text: str, store: Store, known: OwnershipMap | None, speaker: Speaker) -> Outcome:
    """Carry out a command, starting from the map as far as it is known.

    Blocks for as long as the disk takes; a StoreError passes through.
    """
    ownership = store.since(known) if known else store.load()
    first: tuple[Change, ...] | None = None
    for _ in range(_TRIES):
        if ownership is None:
            return NoMap()
        wish = (
            _undoing(text, store, ownership) if _is_undo(text) else wished(text, ownership, speaker)
        )
        if not isinstance(wish, Wish):
            return wish
        if first is not None and wish.changes != first:
            return ChangedMeanwhile(wish.changes or first, ownership)
        first = wish.changes
        outcome = _carried_out(wish, store, ownership, speaker)
        if outcome is not None:
            return outcome
        ownership = store.since(ownership)
    return ChangedMeanwhile(first or (), ownership) if ownership else NoMap()


def _carried_out(
    wish: Wish, store: Store, ownership: OwnershipMap, speaker: Speaker
) -> Outcome | None:
    """What became of a wish; None where somebody else was faster."""
    if not wish.changes:
        return SameAlready()
    if not (speaker.is_admin or may_declare(speaker.person, wish.changes, ownership)):
        return NotAllowed(who_may_declare(wish.changes, ownership))
    after = applied(ownership, wish.changes)
    known = {(p.code, p.path) for p in problems_in(ownership)}
    problems = tuple(p for p in problems_in(after) if (p.code, p.path) not in known)
    if problems:
        return Inconsistent(problems)
    try:
        revision = store.record(
            wish.changes,
            actor=speaker.signature,
            at=speaker.now,
            source=speaker.source,
            reason=wish.reason,
            expected_revision=ownership.revision,
        )
    except Superseded:
        return None
    return Declared(revision, wish, ownership, after.at_revision(revision), speaker)


def _is_undo(text: str) -> bool:
    return text.lower().split()[:1] == [UNDO]


def _undoing(text: str, store: Store, ownership: OwnershipMap) -> Wish | Refused:
    """The changes that take a revision back: a declaration like any other, not an erasure."""
    number = text.split()[1:2]
    if not number or not number[0].isdecimal() or len(number[0]) > _LONGEST_REVISION:
        return Objection(Trouble.REVISION, _UNDO_USAGE, " ".join(number))
    done = store.changes_of(int(number[0]))
    if not done or not all(is_live(change, ownership) for change in done):
        return Objection(Trouble.REVISION, _UNDO_USAGE, number[0])
    if any(c.kind is Kind.ORGANISATION and c.before is None for c in done):
        return Objection(Trouble.BEGINNING, _UNDO_USAGE, number[0])
    back = tuple(c._replace(before=c.after, after=c.before) for c in reversed(done))
    return Wish(back, f"undoes revision {number[0]}", undoes=int(number[0]))
