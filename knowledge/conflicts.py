"""Two sources that say different things of one place, until somebody settles it.

The declaration that stands goes on standing, and says that it is contested.
"""

from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from knowledge.changes import ITSELF, Declared, Kind, Place, place_id, place_of
from knowledge.entities import Conflict, Declaration, Model
from knowledge.ownership import OwnershipMap
from knowledge.standing import declared_at
from knowledge.values import declared_value, keys_of


@dataclass(frozen=True, slots=True)
class Spoken:
    """What people last said of a place, rather than a file.

    `keys` are those that they changed; `whole` tells that the last word on it was theirs.
    """

    keys: frozenset[str] = frozenset()
    whole: bool = False


SILENT: Final = Spoken()


class Contested(NamedTuple):
    """One conflict that nobody has settled: what stands, and what the other source says."""

    place: Place
    conflict: Conflict
    standing: Declared | None
    other: Declared


def conflict_about(place: Place, other: Declared, by: Declaration) -> Conflict:
    """What `by` says of a place."""
    return Conflict(place_id(place), keys_of(place.kind, place.aspect, other), by)


def stated(conflict: Conflict) -> Declared:
    """What the other source says; a ValueError where that can be no declaration."""
    stamp = replace(conflict.declared, stamped=True)
    return declared_value(*place_of(conflict.id), conflict.says, stamp)


def normal(conflict: Conflict) -> Conflict:
    """The same in one spelling, whatever file it was read from."""
    kind, _, aspect = place_of(conflict.id)
    return replace(conflict, says=keys_of(kind, aspect, stated(conflict)))


def contested_at(place: Place, ownership: OwnershipMap) -> Contested | None:
    """The open conflict about a place, if there is one."""
    conflict = ownership.conflicts.get(place_id(place)) if ownership.conflicts else None
    if conflict is None or conflict.turned_down:
        return None
    standing, other = declared_at(*place, ownership), stated(conflict)
    if standing is not None and _same(standing, other):
        return None
    return Contested(place, conflict, standing, other)


def _same(standing: Declared, other: Declared) -> bool:
    if isinstance(standing, Model):
        return keys_of(Kind.MODEL, ITSELF, standing) == keys_of(Kind.MODEL, ITSELF, other)
    return standing == other


def open_conflicts(ownership: OwnershipMap) -> list[Contested]:
    """Every conflict that nobody has settled, by its place."""
    found = (contested_at(place_of(words), ownership) for words in sorted(ownership.conflicts))
    return [contested for contested in found if contested]
