"""Names in an answer, and ids for what is declared by its name alone."""

import re
from collections.abc import Iterator
from itertools import count

from rapidfuzz.distance import OSA

from knowledge.entities import Id
from knowledge.names import key, words_of
from knowledge.ownership import OwnershipMap

MOST_NAMES = 50
"""Names of one answer."""

LONGEST_NAME = 80
SELF = frozenset({"me", "i", "myself"})
"""How somebody means themselves."""

_SHORT = 8
"""Characters of a name that one slip of the fingers is still seen in; in longer ones, two."""

_LONGEST_ID = 60
_LISTED = re.compile(r"\s*(?:,|;|\n|\s\u2022\s)\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_NEW = re.compile(r"new\s+(?:team\s+|model\s+|person\s+)?(?=\S)", re.IGNORECASE)
_DECORATION = "`*\"' "


def listed(text: str) -> list[str]:
    """The names of a list, with commas, `and` or line ends between."""
    return [name for part in _LISTED.split(text) if (name := part.strip(_DECORATION))]


def stated_new(name: str) -> tuple[str, bool]:
    """A name without the `new` that tells that nobody known by a similar one is meant."""
    stated = _NEW.match(name)
    return (name[stated.end() :], True) if stated else (name, False)


def is_typo(said: str, known: str) -> bool:
    """Whether a name is nearly a known one, so that it may have been meant."""
    one, other = key(said), key(known)
    return 0 < OSA.distance(one, other) <= (1 if len(one) <= _SHORT else 2)


def slug(name: str) -> str:
    """`Risk ML` becomes `risk-ml`; empty where a name has neither letters nor digits."""
    return "-".join(words_of(name))[:_LONGEST_ID].strip("-")


def free_id(name: str, ownership: OwnershipMap, first: str = "") -> Id | None:
    """An id that is free: `first` if it is, else one like the name, else that with a number."""
    whole = slug(name)
    if not whole:
        return None
    return next(i for i in _candidates(slug(first), whole) if ownership.party(i) is None)


def _candidates(first: str, whole: str) -> Iterator[str]:
    if first:
        yield first
    yield whole
    yield from (f"{whole}-{number}" for number in count(2))
