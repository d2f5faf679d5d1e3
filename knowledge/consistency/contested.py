"""Conflicts that are about nothing, or that say what can't be declared."""

from collections.abc import Iterator

from knowledge.changes import place_of
from knowledge.conflicts import normal
from knowledge.entities import PAGE_KINDS
from knowledge.errors import Problem, ProblemCode
from knowledge.ownership import OwnershipMap


def conflict_problems(ownership: OwnershipMap) -> Iterator[Problem]:
    """A conflict has to be about a place, and to say what can stand there; of each key apart, too."""
    for conflict in ownership.conflicts.values():
        try:
            says = normal(conflict).says
        except ValueError:  # pydantic's, and those of places
            yield Problem(ProblemCode.NOT_ACCEPTED, ("conflicts", conflict.id, "says"))
            continue
        apart = () if place_of(conflict.id).aspect in PAGE_KINDS else says
        if not {*(conflict.contested or ())} <= {*apart}:
            yield Problem(ProblemCode.NOT_ACCEPTED, ("conflicts", conflict.id, "contested"))
