"""Names of people, teams and rotations as they are read: one line, in which something can be seen."""

import unicodedata
from collections.abc import Iterator

from knowledge.consistency.naming import PARTY_SECTIONS
from knowledge.errors import Problem, ProblemCode
from knowledge.ownership import OwnershipMap

_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})


def illegible_names(ownership: OwnershipMap) -> Iterator[Problem]:
    """Names that would make an answer look like another, or name nobody whom anybody can see."""
    if not is_legible(ownership.organisation.name):
        yield _problem("organisation")
    for section in PARTY_SECTIONS:
        for party in getattr(ownership, section).values():
            if not is_legible(party.name):
                yield _problem(section, party.id)


def is_legible(name: str) -> bool:
    """Whether a name shows as what it is. What joins letters and emoji is a part of some names."""
    if name.isprintable() and name.isascii():
        return True
    broken = any(unicodedata.category(c) in {"Cc", "Zl", "Zp"} or c in _REORDERING for c in name)
    return not broken and any(unicodedata.category(c) not in _UNSEEN for c in name)


def _problem(*place: str) -> Problem:
    return Problem(ProblemCode.ILLEGIBLE_NAME, (*place, "name"))
