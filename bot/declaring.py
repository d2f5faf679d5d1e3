"""Carrying out what somebody wants to declare: understood, allowed, consistent, recorded.

Nothing half-done is stored: one wish is one revision or none.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.commands import wished
from bot.commands.outcome import (
    ChangedMeanwhile,
    Declared,
    NoMap,
    NotAllowed,
    Outcome,
    SameAlready,
)
from bot.commands.speaker import Speaker
from bot.commands.wish import Inconsistent, Refused, Wish
from knowledge.changes import Change
from knowledge.consistency import problems_in
from knowledge.errors import Superseded
from knowledge.ownership import NOTHING_DECLARED, OwnershipMap
from knowledge.revising import applied
from knowledge.rights import may_declare, who_may_declare
from knowledge.store import Store

_TRIES = 3

Wishing = Callable[[OwnershipMap], Wish | Refused]
"""What somebody wants, in the light of the map; asked again where the map has changed."""


AlsoKeep = Callable[[Declared], None]
"""What else is kept in the transaction in which something is declared."""


def _nothing_else(_: Declared) -> None:
    """Only what is declared."""


def declare(
    text: str,
    store: Store,
    known: OwnershipMap | None,
    speaker: Speaker,
    also_keep: AlsoKeep = _nothing_else,
) -> Outcome:
    """Carry out a command; see `fulfil`."""

    def wishing(ownership: OwnershipMap) -> Wish | Refused:
        return wished(text, ownership, speaker)

    return fulfil(wishing, store, known, speaker, also_keep)


def fulfil(
    wishing: Wishing,
    store: Store,
    known: OwnershipMap | None,
    speaker: Speaker,
    also_keep: AlsoKeep = _nothing_else,
) -> Outcome:
    """Record what somebody wishes, starting from the map as far as it is known.

    Blocks for as long as the disk takes; a StoreError passes through.
    """
    ownership = store.since(known) if known else store.load()
    first: tuple[Change, ...] | None = None
    for _ in range(_TRIES):
        if ownership is None:
            return NoMap()
        wish = wishing(ownership)
        if not isinstance(wish, Wish):
            return wish
        if first is not None and wish.changes != first:
            return ChangedMeanwhile(wish.changes or first, ownership)
        first = wish.changes
        outcome = _carried_out(wish, store, ownership, speaker, also_keep)
        if outcome is not None:
            return outcome
        ownership = store.since(ownership)
    return ChangedMeanwhile(first or (), ownership) if ownership else NoMap()


def found(
    wish: Wish, store: Store, speaker: Speaker, also_keep: AlsoKeep = _nothing_else
) -> Outcome:
    """Record the first declarations there are; whoever makes them is asked nothing about rights.

    `before` of what was declared is a map that holds nothing.
    """
    revision = store.revision()
    existing = store.load()
    if existing is not None:
        return ChangedMeanwhile(wish.changes, existing)
    nothing = NOTHING_DECLARED.at_revision(revision)
    founder = replace(speaker, is_admin=True)
    return _carried_out(wish, store, nothing, founder, also_keep) or NoMap()


def _carried_out(
    wish: Wish, store: Store, ownership: OwnershipMap, speaker: Speaker, also_keep: AlsoKeep
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
        with store.writing():
            revision = store.record(
                wish.changes,
                actor=speaker.signature,
                at=speaker.now,
                source=speaker.source,
                reason=wish.reason,
                expected_revision=ownership.revision,
            )
            declared = Declared(revision, wish, ownership, after.at_revision(revision), speaker)
            also_keep(declared)
    except Superseded:
        return None
    return declared
