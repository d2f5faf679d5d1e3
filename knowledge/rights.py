"""Who may declare what.

- An admin may declare everything.
- A member or the lead of the team that trains or serves a model, and whoever owns one of its pages
  (in person or by a rotation), may declare what concerns that model.
- A member or the lead of a team may change that team; whoever takes turns, that rotation.
- A member or the lead of the team that works the central queue off may report how long it is.
- Whoever may ask may register a consumer of a model, even if the map doesn't know them; it stays
  unconfirmed until somebody who may declare what concerns the model confirms it.
- Whoever may declare something may settle a conflict about it.
- Everything else takes an admin.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from knowledge.changes import ITSELF, Change, Kind, place_of
from knowledge.entities import PAGE_KINDS, Id, Model, Person, Rotation, Team
from knowledge.ownership import OwnershipMap


def may_declare(person: Person | None, changes: Iterable[Change], ownership: OwnershipMap) -> bool:
    """Whether somebody may make all these changes; an inactive person or a stranger may none."""
    changes = tuple(changes)
    if changes and all(map(_only_registers_consumers, changes)):
        return person is None or person.active
    if person is None or not person.active:
        return False
    if person.id in ownership.organisation.admins:
        return True
    return len(allowed_to(person, changes, ownership)) == len(changes)


def allowed_to(
    person: Person, changes: Iterable[Change], ownership: OwnershipMap
) -> tuple[Change, ...]:
    """Those of the changes that somebody who is no admin may make."""
    changes = tuple(changes)
    added = _added(changes)
    return tuple(c for c in changes if person.id in set(_entitled(c, ownership, added)))


def _added(changes: Iterable[Change]) -> dict[Id, Model]:
    """The models that come with these changes."""
    return {c.subject: c.after for c in changes if isinstance(c.after, Model) and c.before is None}


def _only_registers_consumers(change: Change) -> bool:
    """Whether nothing of a model changes but that unconfirmed consumers come to it."""
    before, after = change.before, change.after
    if change.aspect != ITSELF or not (isinstance(before, Model) and isinstance(after, Model)):
        return False
    known, now = before.unconfirmed_consumers, after.unconfirmed_consumers
    added = len(now) > len(known) and now[: len(known)] == known
    return added and replace(after, unconfirmed_consumers=known) == before


def who_may_declare(changes: Iterable[Change], ownership: OwnershipMap) -> tuple[Person, ...]:
    """The active people who may make all these changes, the nearest first, admins last."""
    changes = tuple(changes)
    added = _added(changes)
    entitled: dict[Id, None] | None = None
    for change in changes:
        able = dict.fromkeys(_entitled(change, ownership, added))
        entitled = able if entitled is None else {i: None for i in entitled if i in able}
    return _then_admins(entitled or {}, ownership)


def may_report_queue(person: Person | None, ownership: OwnershipMap) -> bool:
    """Whether somebody may say how long the central queue is."""
    return person is not None and person in who_may_report_queue(ownership)


def who_may_report_queue(ownership: OwnershipMap) -> tuple[Person, ...]:
    """The active people who may, the queue's team first, admins last."""
    team = ownership.queue.team if ownership.queue else None
    return _then_admins(_of_team(ownership.teams.get(team) if team else None), ownership)


def _then_admins(entitled: Iterable[Id], ownership: OwnershipMap) -> tuple[Person, ...]:
    """The active ones of those who are entitled, and behind them of the admins."""
    ids = dict.fromkeys([*entitled, *ownership.organisation.admins])
    people = (ownership.people.get(person_id) for person_id in ids)
    return tuple(person for person in people if person and person.active)


def _entitled(change: Change, ownership: OwnershipMap, added: Mapping[Id, Model]) -> Iterator[Id]:
    """Who may make a change without being an admin; `added` are the models that come with it."""
    match change.kind:
        case Kind.MODEL:
            yield from _of_model(change, ownership, added)
        case Kind.TEAM:
            yield from _of_team(ownership.teams.get(change.subject))
        case Kind.ROTATION:
            yield from _of_rotation(change, ownership)
        case Kind.CONFLICT:
            place = place_of(change.subject)
            yield from _entitled(Change(*place, None, None), ownership, added)
        case _:
            return


def _of_model(change: Change, ownership: OwnershipMap, added: Mapping[Id, Model]) -> Iterator[Id]:
    """A new model is judged by the teams that it names, and so is what is said of it at once."""
    declared = ownership.models.get(change.subject)
    model = declared or added.get(change.subject)
    if model is None:
        return
    for team in (model.trained_by, model.served_by):
        yield from _of_team(ownership.teams.get(team) if team else None)
    if declared is None:
        return
    for kind in PAGE_KINDS:
        page = declared.pages.of(kind)
        owner = ownership.party(page.owner) if page and page.owner else None
        if isinstance(owner, Person):
            yield owner.id
        elif isinstance(owner, Rotation):
            yield from owner.members


def _of_team(team: Team | None) -> tuple[Id, ...]:
    return team.people if team else ()


def _of_rotation(change: Change, ownership: OwnershipMap) -> Iterator[Id]:
    """A new rotation pages nobody yet: any team's lead may make one."""
    declared = ownership.rotations.get(change.subject)
    if declared:
        yield from declared.members
    else:
        yield from (team.lead for team in ownership.teams.values() if team.lead)
