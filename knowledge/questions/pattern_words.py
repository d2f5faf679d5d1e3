"""Which patterns a text speaks of, and with what wish, where it speaks of no model.

These words are no part of the lexicon: a word that the lexicon knows is taken for no part of an
undeclared model's name. So `who owns federated` still asks for a model of that name, and
`federated-recsys` is one, declared or not.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from knowledge.entities import Pattern
from knowledge.lexicon import Cue, lexicon
from knowledge.mentions import SeveralModels
from knowledge.names import key
from knowledge.ownership import OwnershipMap
from knowledge.patterns import pattern_names
from knowledge.reading import Reading

NOUNS: Final = frozenset({"pattern", "patterns", "shape", "shapes", "mlops"})
COMPARING: Final = frozenset(
    {"compare", "compares", "compared", "comparing", "comparison", "difference", "differences"}
    | {"differ", "versus", "vs", "against"}
)
ADVISING: Final = frozenset({"advice", "advise", "advises", "advised", "recommend", "recommended"})
WONDERING: Final = frozenset({"should", "we"})
_BESIDE: Final = frozenset(
    {"us", "fit", "fits", "fitting", "suit", "suits", "suited", "organisational", "organizational"}
    | {"organisation", "organization", "explain", "describe", "table", "four", "choose", "pick"}
    | {"switch", "move", "moving", "become", "company", "recommendation", "recommends", "mean"}
    | {"means", "declared", "follow", "following", "adopt", "our", "ours", "kinds", "types"}
)
_OF_PAGES: Final = frozenset({Cue.OWN, Cue.ON_CALL, Cue.ESCALATION, Cue.GAPS, Cue.HISTORY})
_UNDER: Final = frozenset({"in", "under", "within", "with"})
_ARTICLES: Final = frozenset({"a", "an", "the", "our"})
_COMPOUND: Final = re.compile(r"[^\W_]+(?:[-_.:/+&@~=]+[^\W_]+)+")
_MOST_WORDS: Final = 20
_MOST_WORDS_OF_A_NAME: Final = 4


class Words(NamedTuple):
    """The patterns named, in the order of mention, and the words of the whole text."""

    patterns: tuple[Pattern, ...]
    said: frozenset[str]

    @property
    def has_noun(self) -> bool:
        """Whether it says that a pattern is meant: `federated` alone may be anything."""
        return not self.said.isdisjoint(NOUNS)


def pattern_words(reading: Reading, ownership: OwnershipMap) -> Words | None:
    """What a text says of patterns; None where any word of it may be meant otherwise."""
    if len(reading.models) > len(reading.corrections) or len(reading.words) > _MOST_WORDS:
        return None
    said = frozenset(reading.words)
    if isinstance(reading.doubt, SeveralModels) or not _tells_of_patterns(said):
        return None
    if reading.parties or reading.channels or _has_other_compound(reading.text):
        return None
    patterns, rest = _named(reading.words)
    known = lexicon(ownership.vocabulary).words
    if not all(word in _OURS or word[0].isdigit() or word in known for word in rest):
        return None
    speaks_of_pages = bool(reading.page_kinds) or not _OF_PAGES.isdisjoint(reading.cues)
    if speaks_of_pages and not (patterns and _under_a_pattern(reading.words)):
        return None
    if _may_be_a_model(said, ownership):
        return None
    return Words(patterns, said)


_OURS: Final = NOUNS | COMPARING | ADVISING | _BESIDE
_TELLING: Final = NOUNS | COMPARING | ADVISING


@lru_cache(maxsize=1)
def _first_of_names() -> frozenset[str]:
    """The words with which the names of patterns begin; looked up when they are asked for."""
    return frozenset(name.split()[0] for name in pattern_names())


def _tells_of_patterns(said: frozenset[str]) -> bool:
    """Whether it has a telling word, names two patterns, or wonders about one."""
    if not said.isdisjoint(_TELLING):
        return True
    named = len(said & _first_of_names())
    return named > 1 or (named == 1 and said >= WONDERING)


def _has_other_compound(text: str) -> bool:
    """Whether words are joined, as in a name, that make no pattern's name."""
    return any(key(found) not in pattern_names() for found in _COMPOUND.findall(text))


def _named(words: Sequence[str]) -> tuple[tuple[Pattern, ...], list[str]]:
    """The patterns named, the longest names first, and the words that are left."""
    patterns: dict[Pattern, None] = {}
    rest: list[str] = []
    index = 0
    while index < len(words):
        for length in range(_MOST_WORDS_OF_A_NAME, 0, -1):
            pattern = pattern_names().get(" ".join(words[index : index + length]))
            if pattern:
                patterns[pattern] = None
                index += length
                break
        else:
            rest.append(words[index])
            index += 1
    return tuple(patterns), rest


def _under_a_pattern(words: Sequence[str]) -> bool:
    """`who is woken in a federated pattern`: what is asked is the pattern, not a page."""
    if NOUNS.isdisjoint(words):
        return False
    for index, word in enumerate(words):
        if word in _UNDER:
            after = [w for w in words[index + 1 : index + 3] if w not in _ARTICLES]
            if after and after[0] in _first_of_names():
                return True
    return False


def _may_be_a_model(said: frozenset[str], ownership: OwnershipMap) -> bool:
    """Whether the telling words together stand in the name of one declared model."""
    names = ownership.model_names.models_with
    telling = said & (NOUNS | _first_of_names())
    if len(telling) < 2 or not all(word in names for word in telling):
        return False
    return bool(set.intersection(*(set(names[word]) for word in telling)))
