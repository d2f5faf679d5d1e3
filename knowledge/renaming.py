"""Models that some changes only give another id, told as models that are still there. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from knowledge.changes import ITSELF, Change, Declared, Kind, Place, place_id, place_of
from knowledge.entities import Conflict, Id, Model, Page
from knowledge.names import key

T = TypeVar("T")


def renames(changes: Iterable[Change]) -> Mapping[Id, Id]:
    """The ids that models had before, by those that they have after.

    One model follows another where one is withdrawn, the other added, and either goes by the id of
    the other. Where several could be meant, none is.
    """
    changes = list(changes)
    gone = [c.before for c in changes if isinstance(c.before, Model) and c.after is None]
    come = [c.after for c in changes if isinstance(c.after, Model) and c.before is None]
    if not gone or not come:
        return {}
    by_id = {key(model.id): model.id for model in come}
    by_name = {key(alias): model.id for model in come for alias in model.aliases} | by_id
    pairs = [(was.id, new) for was in gone if (new := _following(was, by_id, by_name))]
    claims = Counter(new for _, new in pairs)
    return {new: old for old, new in pairs if claims[new] == 1}


def _following(was: Model, by_id: Mapping[str, Id], by_name: Mapping[str, Id]) -> Id | None:
    found = {by_name.get(key(was.id)), *(by_id.get(key(alias)) for alias in was.aliases)} - {None}
    return found.pop() if len(found) == 1 else None


def still_declared(changes: Sequence[Change | T]) -> list[Change | T]:
    """The same, in which a page that only got another name is declared by whoever declared it."""
    called_before = renames(c for c in changes if isinstance(c, Change))
    if not called_before:
        return [*changes]
    pages = {(c.subject, c.aspect): c.before for c in changes if isinstance(c, Change)}
    return [
        _as_before(c, pages.get((called_before.get(c.subject, ""), c.aspect)))
        if isinstance(c, Change) and c.kind is Kind.MODEL
        else c
        for c in changes
    ]


def _as_before(change: Change, before: Declared | None) -> Change:
    after = change.after
    if not isinstance(before, Page) or not isinstance(after, Page):
        return change
    is_same = before == after and (after.declared is None or after.declared.stamped)
    return change._replace(after=before.as_declared()) if is_same else change


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
