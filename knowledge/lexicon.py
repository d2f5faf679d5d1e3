"""The words people use, read from `lexicon.toml`, and an organisation's own symptoms beside them."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from knowledge.entities import KnowledgeKind, PageKind, Vocabulary
from knowledge.names import PhraseBook, Spelling, key

_REPAIRED_FROM = 6
"""Letters that the name of a page kind must have for its typos to be understood."""


class Cue(StrEnum):
    """What a phrase says of the person's wish."""

    OWN = "own"
    ON_CALL = "on-call"
    ESCALATION = "escalation"
    KNOW = "know"
    GAPS = "gaps"
    HISTORY = "history"
    SIGNALS = "signals"
    DRILL = "drill"
    CONSUMERS = "consumers"
    HELP = "help"
    HERE = "here"
    ASKER = "asker"
    LIST = "list"
    SILENT = "silent"
    SOMEBODY = "somebody"


class Strength(IntEnum):
    """How much a word says about the page kind; only the strongest said are heeded."""

    HINT = 1
    SYMPTOM = 2
    NAME = 3


@dataclass(frozen=True, slots=True)
class Sense:
    """All that one phrase may mean. Filler means nothing, which is worth knowing."""

    page: PageKind | None = None
    strength: Strength = Strength.HINT
    knowledge: KnowledgeKind | None = None
    cues: tuple[Cue, ...] = ()


NOTHING = Sense()
"""The sense of filler."""


@dataclass(frozen=True, slots=True, eq=False)  # one is made for each vocabulary, and memos go by it
class Lexicon:
    """Phrases with their senses; `kind_names` is the spelling of what page kinds are called.

    `words` say something by themselves, so that they may be no part of a name. `pairs` are the words with which a phrase of several begins: most phrases end with their first.
    `qualifiers` are words that tell one model's name from another's, even beside a hyphenated one.
    """

    phrases: PhraseBook[Sense]
    pairs: frozenset[tuple[str, str]]
    words: frozenset[str]
    kind_names: Spelling
    qualifiers: frozenset[str]

    def misspelt_kind(self, word: str) -> Sense | None:
        """The page kind whose name a word is a typo of."""
        for name in self.kind_names.repairs(word):
            return self.phrases.meanings.get(name)
        return None


@lru_cache(maxsize=4)
def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon with an organisation's own symptoms added."""
    senses: dict[str, Sense] = {}
    for phrase, sense in [*_shipped(), *_own(vocabulary)]:
        known = senses.get(key(phrase))
        senses[key(phrase)] = _both(known, sense) if known and known is not NOTHING else sense
    book = PhraseBook[Sense]()
    for phrase, sense in senses.items():
        book.add(phrase, sense)
    names = [
        phrase
        for phrase, sense in senses.items()
        if sense.strength is Strength.NAME and len(phrase) >= _REPAIRED_FROM and " " not in phrase
    ]
    words = frozenset(word for phrase in senses for word in phrase.split(" "))
    return Lexicon(book, book.pairs(), words, Spelling.of(names), _qualifiers())


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files("knowledge").joinpath("lexicon.toml").read_text("utf-8"))


def _qualifiers() -> frozenset[str]:
    return frozenset(_table()["qualifiers"]["words"])


def _shipped() -> Iterator[tuple[str, Sense]]:
    table = _table()
    sections = {"hints": Strength.HINT, "symptoms": Strength.SYMPTOM, "names": Strength.NAME}
    for section, strength in sections.items():
        for kind, phrase in _phrases(table["pages"][section]):
            yield phrase, Sense(page=PageKind(kind), strength=strength)
    for kind, phrase in _phrases(table["knowledge"]):
        yield phrase, Sense(knowledge=KnowledgeKind(kind))
    for cue, phrase in _phrases(table["cues"]):
        yield phrase, Sense(cues=(Cue(cue),))
    for _, phrase in _phrases(table["filler"]):
        yield phrase, NOTHING


def _own(vocabulary: Vocabulary) -> Iterator[tuple[str, Sense]]:
    own = {
        PageKind.INFRASTRUCTURE: vocabulary.infrastructure,
        PageKind.MODEL_QUALITY: vocabulary.model_quality,
    }
    for kind, phrases in own.items():
        for phrase in phrases:
            yield phrase, Sense(page=kind, strength=Strength.SYMPTOM)


def _phrases(section: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((name, phrase) for name, phrases in section.items() for phrase in phrases)


def _both(one: Sense, other: Sense) -> Sense:
    """Two senses of one phrase; of two page kinds the later (an organisation's own) counts."""
    page = one if other.page is None else other
    return replace(
        page,
        knowledge=other.knowledge or one.knowledge,
        cues=tuple(dict.fromkeys((*one.cues, *other.cues))),
    )
