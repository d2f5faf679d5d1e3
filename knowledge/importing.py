"""What taking a map file in changes, where people have declared something by themselves.

What the last word of was a file's follows the file. What people said stays: where the file says
something else there, the two are in conflict; where it says nothing, there is nothing to settle.
Of a person, a team and the like each key counts by itself, of a page the whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from knowledge.changes import ITSELF, PARTIES, Change, Declared, Kind, Place
from knowledge.conflicts import (
    SILENT,
    Spoken,
    as_settled,
    conflict_about,
    is_open,
    open_keys,
    settled_keys,
)
from knowledge.consistency import problems_in
from knowledge.entities import Conflict, Declaration, Id, Page
from knowledge.errors import MapPath, Problem, ProblemCode
from knowledge.ownership import OwnershipMap
from knowledge.restating import Restated, as_changes
from knowledge.revising import unindexed
from knowledge.values import declared_value, keys_of

_ROUNDS: Final = 5
_NOBODY: Final = Declaration(by="nobody", at=datetime.min.replace(tzinfo=UTC))
"""Stands where only a page could hold a declarer."""


@dataclass(slots=True)
class Plan:
    """`changes` are to be recorded. `contested` and `kept` are what the file would have changed.

    `contested`: it says something else there. `kept`: it says nothing there, or what somebody has
    turned down. `problems`: the map would contradict itself, so that nothing can be recorded.
    """

    changes: list[Change | Restated] = field(default_factory=list)
    contested: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()


def planned(
    before: OwnershipMap,
    declared: OwnershipMap,
    differences: Iterable[Change | Restated],
    spoken: Mapping[Place, Spoken],
    by: Declaration,
) -> Plan:
    """What a file changes of a map in which people have `spoken`; `differences` lie between the two."""
    changes = [c for c in differences if c.kind is not Kind.CONFLICT]
    if not spoken:  # as all who import from nothing but files
        return Plan([*changes, *_conflict_changes([], before, declared)])
    retired = {
        place.subject
        for place, said in spoken.items()
        if place.kind is Kind.MODEL
        and place.aspect == ITSELF
        and said.whole
        and place.subject not in before.models
    }
    spoken_of = {place.subject for place in spoken if place.kind is Kind.MODEL}
    unmentioned = spoken_of - declared.models.keys()
    plan = Plan()
    for told in changes:
        change = as_changes([told])[0] if told.subject in spoken_of else told
        if isinstance(change, Restated):
            plan.changes.append(change)
        elif change.kind is Kind.MODEL and change.subject in retired:
            plan.contested.append(change)
        elif change.kind is Kind.MODEL and change.subject in unmentioned:
            plan.kept.append(change)
        else:
            _weigh(change, spoken.get(Place(*change[:3]), SILENT), plan)
    otherwise, plan.contested = plan.contested, []
    raised = [_raised(c, c.after, plan, before, by) for c in otherwise if c.after is not None]
    plan.changes += _conflict_changes(raised, before, declared)
    return _consistent(plan, before) if plan.contested or plan.kept else plan


def _weigh(change: Change, said: Spoken, plan: Plan) -> None:
    """Accept a change, or as much of it as nobody has said otherwise."""
    before, after = change.before, change.after
    if said == SILENT:
        plan.changes.append(change)
    elif after is None:
        plan.kept.append(change)
    elif isinstance(after, Page) or before is None:
        if not said.whole:
            plan.changes.append(change)
        elif before != after:
            plan.contested.append(change)
    else:
        _weigh_keys(change, said, plan)


def _weigh_keys(change: Change, said: Spoken, plan: Plan) -> None:
    kind, _, aspect, before, after = change
    if before is None or after is None:
        return
    standing, other = keys_of(kind, aspect, before), keys_of(kind, aspect, after)
    accepted, contested, without = dict(standing), {}, dict(standing)
    for key in {**standing, **other}:
        if standing.get(key) == other.get(key):
            continue
        if key not in said.keys:
            _put(accepted, key, other)
        elif key in other:
            contested[key] = other[key]
        else:
            del without[key]
    later = _entity(change, accepted)
    if accepted != standing:
        plan.changes.append(change._replace(after=later))
    if contested:
        said_by_file = _entity(change, {**accepted, **contested})
        plan.contested.append(change._replace(before=later, after=said_by_file))
    if without != standing:
        plan.kept.append(change._replace(after=_entity(change, without)))


def _put(keys: dict[str, object], key: str, other: Mapping[str, object]) -> None:
    if key in other:
        keys[key] = other[key]
    else:
        keys.pop(key, None)


def _entity(change: Change, keys: Mapping[str, object]) -> Declared:
    return declared_value(change.kind, change.subject, change.aspect, keys, _NOBODY)


def _raised(
    change: Change, other: Declared, plan: Plan, before: OwnershipMap, by: Declaration
) -> Conflict:
    """The conflict about what the file says otherwise, told apart from what was turned down."""
    place, standing = Place(*change[:3]), change.before
    conflict = conflict_about(place, standing, other, by)
    conflict = as_settled(conflict, before.conflicts.get(conflict.id))
    if conflict.contested is None or standing is None:
        (plan.contested if is_open(conflict) else plan.kept).append(change)
        return conflict
    keys = keys_of(place.kind, place.aspect, standing)
    for told, said in ((plan.contested, open_keys(conflict)), (plan.kept, settled_keys(conflict))):
        if said:
            told.append(change._replace(after=_entity(change, keys | said)))
    return conflict


def _conflict_changes(
    raised: Iterable[Conflict], before: OwnershipMap, declared: OwnershipMap
) -> Iterator[Change]:
    """What becomes of the conflicts on record. What was turned down isn't raised again."""
    by_place = {conflict.id: conflict for conflict in raised}
    for words in sorted({*by_place, *before.conflicts, *declared.conflicts}):
        old, said = before.conflicts.get(words), declared.conflicts.get(words)
        new = by_place.get(words) or (as_settled(said, old) if said else None)
        if old and new and _says_the_same(old, new):
            continue
        if old != new:
            yield Change(Kind.CONFLICT, words, ITSELF, old, new)


def _says_the_same(old: Conflict, new: Conflict) -> bool:
    return old.says == new.says and (old.contested is None) == (new.contested is None)


def _consistent(plan: Plan, before: OwnershipMap) -> Plan:
    """Without the withdrawals of what something that stays still needs."""
    known: set[tuple[str, MapPath]] | None = None
    for _ in range(_ROUNDS):
        changes = as_changes(plan.changes)
        found = problems_in(unindexed(before, changes))
        if found and known is None:
            known = {(problem.code, problem.path) for problem in problems_in(before)}
        plan.problems = tuple(p for p in found if (p.code, p.path) not in (known or ()))
        needed = {p.fact("id") for p in plan.problems if p.code == ProblemCode.UNKNOWN_ID}
        withdrawn = [change for change in changes if _withdraws(change, needed)]
        if not withdrawn:
            break
        plan.changes = [change for change in changes if change not in withdrawn]
        plan.kept += withdrawn
    return plan


def _withdraws(change: Change, ids: set[Id]) -> bool:
    return change.kind in PARTIES and change.after is None and change.subject in ids
