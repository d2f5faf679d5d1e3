"""The words people use, read from `lexicon.toml`, and an organisation's own symptoms beside them."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

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
    MAKERS = "makers"
    HELP = "help"
    HERE = "here"
    ASKER = "asker"
    LIST = "list"
    SILENT = "silent"
    SOMEBODY = "somebody"
    AWAY = "away"
    FORMER = "former"
    NEGATED = "negated"


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

    `words` say something by themselves, so that they may be no part of a name. `pairs` are the words
    with which a phrase of several begins: most phrases end with their first. `qualifiers` are words
    that tell one model's name from another's, even beside a hyphenated one.
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
    for phrase, sense in _shipped():
        _add(senses, phrase, sense)
    useless = {key(word.text): word.why for word in useless_words(vocabulary)}
    for phrase, sense in _own(vocabulary):
        if key(phrase) not in useless:
            _add(senses, phrase, sense)
    for phrase in (p for p, why in useless.items() if why is Useless.UNDER_BOTH):
        senses[phrase] = replace(senses.get(phrase, NOTHING), page=None)
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


class Useless(StrEnum):
    """Why a word of a vocabulary tells nothing."""

    UNDER_BOTH = "under-both"
    NAMES_THE_OTHER = "names-the-other"


class UselessWord(NamedTuple):
    """A word that stands for both kinds, so that it tells neither, or is what the other is called."""

    text: str
    kind: PageKind
    number: int
    why: Useless


def useless_words(vocabulary: Vocabulary) -> Iterator[UselessWord]:
    """The words of a vocabulary that are not heeded: they would have the wrong person paged."""
    names = _names()
    for kind, words in _words_of(vocabulary).items():
        (others,) = (set(map(key, w)) for k, w in _words_of(vocabulary).items() if k is not kind)
        for number, word in enumerate(words):
            if names.get(key(word), kind) is not kind:
                yield UselessWord(word, kind, number, Useless.NAMES_THE_OTHER)
            elif key(word) in others and key(word) not in names:
                yield UselessWord(word, kind, number, Useless.UNDER_BOTH)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, PageKind]:
    return {
        key(phrase): sense.page
        for phrase, sense in _shipped()
        if sense.page and sense.strength is Strength.NAME
    }


def _add(senses: dict[str, Sense], phrase: str, sense: Sense) -> None:
    known = senses.get(key(phrase))
    senses[key(phrase)] = _both(known, sense) if known and known is not NOTHING else sense


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
    for kind, phrases in _words_of(vocabulary).items():
        for phrase in phrases:
            yield phrase, Sense(page=kind, strength=Strength.SYMPTOM)


def _words_of(vocabulary: Vocabulary) -> Mapping[PageKind, Sequence[str]]:
    return {
        PageKind.INFRASTRUCTURE: vocabulary.infrastructure,
        PageKind.MODEL_QUALITY: vocabulary.model_quality,
    }


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
