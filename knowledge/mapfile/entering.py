"""From plain values to an OwnershipMap, with everything that is wrong on the way.

What is refused is taken out of the tree and the rest tried again, so that the checks that need a
whole map can run, and one report tells everything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import pydantic.dataclasses
from pydantic import ConfigDict, TypeAdapter, ValidationError

from knowledge.changes import Kind
from knowledge.conflicts import normal
from knowledge.consistency import problems_in
from knowledge.entities import (
    Conflict,
    Id,
    Model,
    Organisation,
    Person,
    Queue,
    Rotation,
    Team,
    Vocabulary,
)
from knowledge.errors import MapPath, Problem, ProblemCode
from knowledge.mapfile.complaints import complaint
from knowledge.mapfile.known_keys import SECTIONS, known_keys
from knowledge.mapfile.pruning import GONE, Pruned, prune
from knowledge.mapfile.refusals import nothing_declared, refusals
from knowledge.ownership import OwnershipMap
from knowledge.values import LEAST, LEAST_ROTATION

_ROUNDS = 6
_ORGANISATION = LEAST[Kind.ORGANISATION]
_NAMELESS = frozenset({"models", "conflicts"})
_ABOUT_IDS = (ProblemCode.BAD_ID, ProblemCode.NOT_UNICODE)

Tree = dict[str, Any]


@pydantic.dataclasses.dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class _Sections:
    organisation: Organisation
    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    rotations: dict[str, Rotation] = field(default_factory=dict)
    models: dict[str, Model] = field(default_factory=dict)
    queue: Queue | None = None
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    conflicts: dict[str, Conflict] = field(default_factory=dict)


_ADAPTER = TypeAdapter(_Sections)


@dataclass(frozen=True, slots=True)
class Entered:
    """`ownership` lacks what was refused; it is None where too little was left."""

    ownership: OwnershipMap | None
    problems: tuple[Problem, ...] = ()


def entered(tree: Tree) -> Entered:
    """Make a map of plain values, or tell why it cannot be one."""
    problems = [*nothing_declared(tree), *refusals(tree)]
    cuts = dict(map(_cut, problems))
    for _ in range(_ROUNDS):
        pruned = prune(tree, cuts) if cuts else Pruned(tree)
        found = _validated(pruned)
        if isinstance(found, OwnershipMap):
            problems += [_restored(problem, pruned) for problem in problems_in(found)]
            return Entered(found if problems else _spelt_alike(found), tuple(problems))
        problems += [problem for problem in found if problem.path not in cuts]
        cuts |= dict(map(_cut, found))
        if any(len(path) == 1 and path[0] in SECTIONS for path in cuts):
            break
    return Entered(None, tuple(problems))


def taken(tree: Tree) -> OwnershipMap | None:
    """The map of these values if each is right by itself; what must hold across it isn't checked."""
    if any(refusals(tree)):
        return None
    found = _validated(Pruned(tree))
    return _spelt_alike(found) if isinstance(found, OwnershipMap) else None


def models_taken(bodies: Tree) -> Mapping[Id, Model] | None:
    """The models of these values if each is right by itself."""
    found = taken({"organisation": _ORGANISATION, "models": bodies})
    return found.models if found else None


def _spelt_alike(ownership: OwnershipMap) -> OwnershipMap:
    """What a conflict says is kept in plain values, which YAML spells in many ways."""
    if not ownership.conflicts:
        return ownership
    return replace(ownership, conflicts={c.id: normal(c) for c in ownership.conflicts.values()})


def _validated(pruned: Pruned) -> OwnershipMap | list[Problem]:
    try:
        sections = _ADAPTER.validate_python(_with_ids(pruned.tree), by_alias=True, by_name=False)
    except ValidationError as error:
        return list(_complaints(error, pruned))
    return OwnershipMap(**{f.name: getattr(sections, f.name) for f in fields(sections)})


def _with_ids(tree: Tree) -> Tree:
    """The key of an entity is its id and, unless it has another, its name."""
    known = known_keys(())
    return {
        section: _bodies(section, value) if section in SECTIONS else value
        for section, value in tree.items()
        if value is not None or section not in known
    }


def _bodies(section: str, bodies: Any) -> Any:
    if not isinstance(bodies, dict):
        return bodies
    if section in _NAMELESS:
        return {key: _body(body, {}, key) for key, body in bodies.items()}
    return {key: _body(body, {"name": key}, key) for key, body in bodies.items()}


def _body(body: Any, defaults: Tree, key: str) -> Any:
    if body is None or isinstance(body, dict):
        return {**defaults, **(body or {}), "id": key}
    return body


def _complaints(error: ValidationError, pruned: Pruned) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        path = tuple(step for step in detail["loc"] if step != "[key]")
        match path:
            case (section, entity, "id") if section in SECTIONS:
                path = (section, entity)
            case (section, entity, "name") if section in SECTIONS and detail["input"] == entity:
                continue  # the name that was drawn from a bad id
        yield complaint(detail, pruned.original(path))


def _cut(problem: Problem) -> tuple[MapPath, object]:
    """What to take out because of a problem, and what stands in for what cannot be missing.

    An id stays known even if nothing else about the entity can be used.
    """
    match problem.path:
        case ("organisation",):
            return problem.path, _ORGANISATION
        case ("organisation", "name"):
            return problem.path, _ORGANISATION["name"]
        case ("rotations", _, key) if key in LEAST_ROTATION:
            return problem.path, LEAST_ROTATION[str(key)]
        case (section, _) if section in SECTIONS and problem.code not in _ABOUT_IDS:
            return problem.path, LEAST_ROTATION if section == "rotations" else {}
        case (*around, _) if problem.code == ProblemCode.MISSING_KEY:
            return tuple(around), GONE
        case _:
            return problem.path, GONE


def _restored(problem: Problem, pruned: Pruned) -> Problem:
    return replace(problem, path=pruned.original(problem.path))
