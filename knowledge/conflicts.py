"""Two sources that say different things of one place, until somebody settles it.

The declaration that stands goes on standing, and says that it is contested.
"""

from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from knowledge.changes import ITSELF, Declared, Kind, Place, place_id, place_of
from knowledge.entities import Conflict, Declaration, Model, Page
from knowledge.ownership import OwnershipMap
from knowledge.standing import declared_at
from knowledge.values import LEAST, declared_value, keys_of


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


def conflict_about(
    place: Place, standing: Declared | None, other: Declared, by: Declaration
) -> Conflict:
    """What `by` says of a place otherwise than what stands there."""
    kind, _, aspect = place
    says = keys_of(kind, aspect, other)
    if standing is None or isinstance(other, Page):
        return Conflict(place_id(place), says, by)
    stands = keys_of(kind, aspect, standing)
    contested = {key: said for key, said in says.items() if stands.get(key) != said}
    return Conflict(place_id(place), contested, by, contested=tuple(contested))


def is_open(conflict: Conflict) -> bool:
    """Whether there is anything in it that nobody has turned down."""
    return not conflict.turned_down if conflict.contested is None else bool(conflict.contested)


def open_keys(conflict: Conflict) -> dict[str, Any]:
    """What is said, by its keys, that nobody has turned down."""
    if conflict.contested is None:
        return {} if conflict.turned_down else {**conflict.says}
    return {key: said for key, said in conflict.says.items() if key in conflict.contested}


def settled_keys(conflict: Conflict) -> dict[str, Any]:
    """What is said that somebody has turned down."""
    still_open = open_keys(conflict)
    return {key: said for key, said in conflict.says.items() if key not in still_open}


def turned_down(conflict: Conflict) -> Conflict:
    """The same once what is open of it is settled for what stands."""
    if conflict.contested is None:
        return replace(conflict, turned_down=True)
    return replace(conflict, contested=())


def taken(conflict: Conflict) -> Conflict | None:
    """What stays on record once what is open of it is declared: what was turned down before."""
    settled = settled_keys(conflict)
    return replace(conflict, says=settled, contested=()) if settled else None


def as_settled(conflict: Conflict, old: Conflict | None) -> Conflict:
    """The same, in which what somebody has turned down stays so where just that is said again."""
    if old is None:
        return conflict
    if conflict.contested is None:
        again = old.turned_down and old.says == conflict.says
        return replace(conflict, turned_down=conflict.turned_down or again)
    settled = settled_keys(old)
    is_new = (key for key in conflict.contested if settled.get(key) != conflict.says.get(key))
    return replace(conflict, contested=tuple(is_new))


def stated(conflict: Conflict) -> Declared:
    """What the other source says; a ValueError where that can be no declaration.

    Where it is about some keys only, something stands in for others that can't be missing.
    """
    stamp = replace(conflict.declared, stamped=True)
    return declared_value(*place_of(conflict.id), {**_stand_ins(conflict), **conflict.says}, stamp)


def normal(conflict: Conflict) -> Conflict:
    """The same in one spelling, whatever file it was read from."""
    kind, _, aspect = place_of(conflict.id)
    keys, stand_ins = keys_of(kind, aspect, stated(conflict)), _stand_ins(conflict)
    return replace(conflict, says={key: keys[key] for key in keys if key not in stand_ins})


def _stand_ins(conflict: Conflict) -> dict[str, Any]:
    least = {} if conflict.contested is None else LEAST.get(place_of(conflict.id).kind, {})
    return {key: value for key, value in least.items() if key not in conflict.says}


def contested_at(place: Place, ownership: OwnershipMap) -> Contested | None:
    """The open conflict about a place, if there is one."""
    conflict = ownership.conflicts.get(place_id(place)) if ownership.conflicts else None
    if conflict is None or not is_open(conflict):
        return None
    standing = declared_at(*place, ownership)
    other = _laid_over(standing, conflict)
    if other is None or (standing is not None and _same(standing, other)):
        return None
    return Contested(place, conflict, standing, other)


def _laid_over(standing: Declared | None, conflict: Conflict) -> Declared | None:
    """What would stand if the other source were right; None of some keys of what is no more."""
    if standing is None or isinstance(standing, Page):
        return stated(conflict) if conflict.contested is None else None
    kind, subject, aspect = place_of(conflict.id)
    keys = keys_of(kind, aspect, standing) | open_keys(conflict)
    return declared_value(kind, subject, aspect, keys, conflict.declared)


def _same(standing: Declared, other: Declared) -> bool:
    if isinstance(standing, Model):
        return keys_of(Kind.MODEL, ITSELF, standing) == keys_of(Kind.MODEL, ITSELF, other)
    return standing == other


def open_conflicts(ownership: OwnershipMap) -> list[Contested]:
    """Every conflict that nobody has settled, by its place."""
    found = (contested_at(place_of(words), ownership) for words in sorted(ownership.conflicts))
    return [contested for contested in found if contested]
