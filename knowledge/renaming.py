"""Models that some changes only give another id, told as models that are still there. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from knowledge.changes import ITSELF, Change, Kind, Place, place_id, place_of
from knowledge.entities import Conflict, Id, Model
from knowledge.names import key


def renames(changes: Iterable[Change]) -> Mapping[Id, Id]:
    """The ids that models had before, by those that they have after.

    One model follows another where one is withdrawn, the other added, and either goes by the id of
    the other.
    """
    changes = list(changes)
    gone = [c.before for c in changes if isinstance(c.before, Model) and c.after is None]
    come = [c.after for c in changes if isinstance(c.after, Model) and c.before is None]
    pairs = [(was.id, is_.id) for was in gone for is_ in come if _follows(was, is_)]
    return {new: old for old, new in pairs if [o for o, _ in pairs].count(old) == 1}


def _follows(was: Model, is_: Model) -> bool:
    before, after = ({key(m.id), *map(key, m.aliases)} for m in (was, is_))
    return key(was.id) in after or key(is_.id) in before


def as_renamed(changes: Iterable[Change]) -> list[Change]:
    """The changes that are left where what only moved from name to name counts for none."""
    changes = list(changes)
    called = {old: new for new, old in renames(changes).items()}
    if not called:
        return changes
    sides: dict[Place, Change] = {}
    for change in changes:
        place = _place_now(change, called)
        known = sides.get(place, Change(*place, None, None))
        before, after = known.before or change.before, known.after or change.after
        sides[place] = known._replace(before=before, after=after)
    return [change for change in sides.values() if not _only_moved(change)]


def _place_now(change: Change, called: Mapping[Id, Id]) -> Place:
    place = Place(*change[:3])
    if place.kind is Kind.CONFLICT:
        about = place_of(place.subject)
        moved = _renamed(about, called)
        return place if moved == about else place._replace(subject=place_id(moved))
    return _renamed(place, called)


def _renamed(place: Place, called: Mapping[Id, Id]) -> Place:
    is_model = place.kind is Kind.MODEL
    return place._replace(subject=called.get(place.subject, place.subject)) if is_model else place


def _only_moved(change: Change) -> bool:
    before, after = change.before, change.after
    if isinstance(before, Conflict) and isinstance(after, Conflict):
        return replace(before, id=after.id) == after
    return change.kind is Kind.MODEL and change.aspect != ITSELF and before == after
