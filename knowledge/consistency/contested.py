"""Conflicts that are about nothing, or that say what can't be declared."""

from collections.abc import Iterator

from knowledge.conflicts import stated
from knowledge.errors import Problem, ProblemCode
from knowledge.ownership import OwnershipMap


def conflict_problems(ownership: OwnershipMap) -> Iterator[Problem]:
    """A conflict has to be about a place, and to say what can stand there."""
    for conflict in ownership.conflicts.values():
        try:
            stated(conflict)
        except ValueError:  # pydantic's, and those of places
            yield Problem(ProblemCode.NOT_ACCEPTED, ("conflicts", conflict.id, "says"))
