"""Things that lead back to themselves: models that consume each other, groups within groups."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from knowledge.consistency.naming import keys
from knowledge.entities import Id
from knowledge.errors import Problem, ProblemCode
from knowledge.ownership import OwnershipMap

_MOST_CYCLES = 100
ARROW = " → "

Edges = Mapping[Id, Sequence[Id]]


def consumer_cycles(ownership: OwnershipMap, meanings: Mapping[str, Id]) -> Iterator[Problem]:
    """Models that consume, in the end, what they produce themselves.

    `meanings` tells which model a name means, in the form of `names.key`.
    """
    edges = _consumer_edges(ownership, meanings)
    for cycle in cycles(edges):
        forms = keys(ownership.models[cycle[0]].consumers)
        place = ("models", cycle[0], "consumers", list(map(meanings.get, forms)).index(cycle[1]))
        yield Problem(ProblemCode.CONSUMER_CYCLE, place, (("cycle", ARROW.join(cycle)),))


def _consumer_edges(ownership: OwnershipMap, meanings: Mapping[str, Id]) -> Edges:
    named = [(m.id, name) for m in ownership.models.values() for name in m.consumers]
    edges: dict[Id, list[Id]] = {}
    for (model_id, _), form in zip(named, keys([name for _, name in named]), strict=True):
        if form in meanings:
            edges.setdefault(model_id, []).append(meanings[form])
    return edges


def member_cycles(ownership: OwnershipMap) -> Iterator[Problem]:
    """Teams and rotations that are members of themselves, directly or through each other."""
    for cycle in _group_cycles(ownership):
        section = "rotations" if cycle[0] in ownership.rotations else "teams"
        members = _members(ownership, cycle[0])
        place = (section, cycle[0], "members", members.index(cycle[1]))
        yield Problem(ProblemCode.MEMBER_CYCLE, place, (("cycle", ARROW.join(cycle)),))


def circular_members(ownership: OwnershipMap) -> set[tuple[Id, Id]]:
    """The (group, member) pairs that are part of such a cycle."""
    return {pair for cycle in _group_cycles(ownership) for pair in pairwise(cycle)}


def _group_cycles(ownership: OwnershipMap) -> list[tuple[Id, ...]]:
    groups = {*ownership.teams, *ownership.rotations} - set(ownership.people)
    return cycles({group: _members(ownership, group, groups) for group in sorted(groups)})


def _members(
    ownership: OwnershipMap, group: Id, among: Iterable[Id] | None = None
) -> tuple[Id, ...]:
    found = ownership.rotations.get(group) or ownership.teams[group]
    return found.members if among is None else tuple(m for m in found.members if m in among)


def cycles(edges: Edges) -> list[tuple[Id, ...]]:
    """Cycles as (first, ..., first), one for each edge that closes one; depth first, no recursion."""
    found: list[tuple[Id, ...]] = []
    done: set[Id] = set()
    for start in edges:
        if start not in done:
            for cycle in _cycles_from(start, edges, done):
                found.append(cycle)
                if len(found) >= _MOST_CYCLES:
                    return found
    return found


def _cycles_from(start: Id, edges: Edges, done: set[Id]) -> Iterator[tuple[Id, ...]]:
    trail: dict[Id, Iterator[Id]] = {start: iter(edges.get(start, ()))}
    while trail:
        here, ahead = next(reversed(trail.items()))
        step = next(ahead, None)
        if step is None:
            done.add(here)
            del trail[here]
        elif step in trail:
            on_trail = list(trail)
            yield (*on_trail[on_trail.index(step) :], step)
        elif step not in done:
            trail[step] = iter(edges.get(step, ()))
