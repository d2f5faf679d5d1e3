"""Rotations in which somebody would take over from themselves."""

from collections.abc import Iterator

from knowledge.errors import Problem, ProblemCode
from knowledge.ownership import OwnershipMap


def repeated_members(ownership: OwnershipMap) -> Iterator[Problem]:
    """Members who are named before: each takes one turn in a round."""
    for rotation in ownership.rotations.values():
        if len(set(rotation.members)) == len(rotation.members):
            continue
        for number, member in enumerate(rotation.members):
            if member in rotation.members[:number]:
                place = ("rotations", rotation.id, "members", number)
                yield Problem(ProblemCode.REPEATED_MEMBER, place, (("id", member),))
