"""Finding declared names in words: the longest match wins, and near misses are repaired.

Names are compared word by word: case, `-`, `_` and spaces are the same. `key` makes the form in
which every name is kept.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, MutableMapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.fork import Fork

T = TypeVar("T")

_WORDS = re.compile(r"[^\W_]+")
_ASCII_WORDS = re.compile(r"[A-Za-z0-9]+")  # the same of most names, in half the time
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\b")
_ACCENTS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_LETTERS = str.maketrans(
    {"\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u0131": "i"}
)
_DIGITS = re.compile(r"\d+")
_LENGTH_FOR_ANOTHER_EDIT = (4, 8)
_NEAR_NAMES_LOOKED_AT = 400
_MOST_REMEMBERED = 256
_MOST_OFFERED, _RESEMBLANCE = 3, 75


def fold(text: str) -> str:
    """`text` without case, compatibility forms, or invisible formatting characters."""
    if text.isascii():
        return text.lower()
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in normal if unicodedata.category(c) != "Cf")


def unaccented(text: str) -> str:
    """`text` (folded) with plain Latin letters for those with accents."""
    if text.isascii():
        return text
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", text.translate(_LETTERS)))
    return unicodedata.normalize("NFC", plain)


def without_possessives(text: str) -> str:
    """`text` (folded) with blanks for each `'s`, as long as before."""
    if "'" in text or "\u2019" in text:
        return _POSSESSIVE.sub("  ", text)
    return text


def words_of(name: str) -> list[str]:
    """The words that make up a name, folded: `trader's model` is `trader model`."""
    folded = without_possessives(fold(name))
    return (_ASCII_WORDS if folded.isascii() else _WORDS).findall(folded)


def key(name: str) -> str:
    """The one form of a name under which it is found: `Fraud_Model` is `fraud model`."""
    return " ".join(words_of(name))


@dataclass(slots=True)
class PhraseBook(Generic[T]):
    """Phrases and what they mean, made for finding the longest one at a place in a text."""

    meanings: MutableMapping[str, T] = field(default_factory=dict)
    longest: MutableMapping[str, int] = field(default_factory=dict)

    def add(self, name: str, meaning: T) -> bool:
        """Add a phrase; one that is already there keeps its first meaning. Whether it was new."""
        return self.add_words(words_of(name), meaning)

    def add_words(self, words: Sequence[str], meaning: T) -> bool:
        """Add a phrase by its folded words."""
        phrase = " ".join(words)
        if not words or phrase in self.meanings:
            return False
        self.meanings[phrase] = meaning
        if self.longest.get(words[0], 0) < len(words):
            self.longest[words[0]] = len(words)
        return True

    def resembling(self, phrase: str) -> list[str]:
        """The few phrases that resemble one most, as a whole or by one of their words.

        They are to be offered, never taken for it.
        """
        by_word = {word: known for known in self.meanings for word in known.split(" ")[1:]}
        of_words = (by_word[word] for word in _resembling(phrase, by_word))
        found = dict.fromkeys([*_resembling(phrase, self.meanings), *of_words])
        return list(found)[:_MOST_OFFERED]

    def pairs(self) -> frozenset[tuple[str, str]]:
        """The first two words of every phrase of several."""
        phrases = (phrase.split(" ", 2) for phrase in self.meanings if " " in phrase)
        return frozenset((words[0], words[1]) for words in phrases)

    def copy(self) -> "PhraseBook[T]":
        """One that can be changed without this one changing."""
        return PhraseBook(Fork(self.meanings), Fork(self.longest))

    def at(self, words: Sequence[str], start: int) -> Iterator[tuple[T, int]]:
        """The meanings of the phrases that start there and their numbers of words, longest first."""
        limit = self.longest.get(words[start], 0)
        for length in range(min(limit, len(words) - start), 0, -1):
            meaning = self.meanings.get(" ".join(words[start : start + length]))
            if meaning is not None:
                yield meaning, length


def _resembling(phrase: str, known: Iterable[str]) -> list[str]:
    found = process.extract(
        unaccented(phrase),
        [*known],
        scorer=fuzz.ratio,
        limit=_MOST_OFFERED,
        score_cutoff=_RESEMBLANCE,
    )
    return [near for near, _, _ in found]


def edits_allowed(word: str) -> int:
    """How many typos a word of this length may hold and still be taken for another."""
    return sum(len(word) >= length for length in _LENGTH_FOR_ANOTHER_EDIT)


@dataclass(slots=True)
class Spelling:
    """A vocabulary that repairs misspelt words.

    What was looked up last is remembered: one question looks the same word up several times.
    """

    by_length: dict[int, list[str]] = field(default_factory=dict)
    remembered: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, words: Iterable[str]) -> "Spelling":
        """The vocabulary of these words."""
        spelling = cls()
        for word in set(words):
            spelling.add(word)
        return spelling

    def add(self, word: str) -> None:
        """Add a word that isn't known yet."""
        self.by_length.setdefault(len(word), []).append(word)
        self.remembered.clear()

    def amended(self, gone: Collection[str], come: Collection[str]) -> "Spelling":
        """The vocabulary without some words and with some new ones."""
        by_length = dict(self.by_length)
        for length in {len(word) for word in (*gone, *come)}:
            words = [*by_length.get(length, ()), *(word for word in come if len(word) == length)]
            by_length[length] = [w for w in words if w not in gone] if gone else words
        return Spelling(by_length)

    def repairs(self, word: str) -> list[str]:
        """The known words that `word` may be a typo of, nearest first.

        Digits are never a typo: `v2` is not `v3`, and `model2023` is not `model2024`.
        """
        digits = _DIGITS.findall(word)
        return [near for near in self.resembling(word) if _DIGITS.findall(near) == digits]

    def resembling(self, word: str) -> list[str]:
        """The known words that are within a few letters or digits of `word`, nearest first."""
        known = self.remembered.get(word)
        if known is None:
            if len(self.remembered) >= _MOST_REMEMBERED:
                self.remembered.clear()
            known = self.remembered[word] = self._resembling(word)
        return known

    def _resembling(self, word: str) -> list[str]:
        edits = edits_allowed(word)
        if not edits:
            return []
        near = [
            (distance, candidate)
            for length in range(max(len(word) - edits, 3), len(word) + edits + 1)
            for candidate, distance, _ in process.extract(
                word,
                self.by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=64,
            )
        ]
        return [candidate for _, candidate in sorted(near)]


@dataclass(slots=True)
class ModelNames:
    """Every name and alias of every model."""

    book: PhraseBook[str] = field(default_factory=PhraseBook)
    spelling: Spelling = field(default_factory=Spelling)
    models_with: MutableMapping[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]]) -> "ModelNames":
        """The index of (name or alias, model id) pairs."""
        index = cls()
        for name, model_id in names:
            index.add(name, model_id)
        return index

    def add(self, name: str, model_id: str) -> None:
        """Add a name while the index is being made; one that is taken keeps its first meaning."""
        words = words_of(name)
        if not self.book.add_words(words, model_id):
            return
        for word in words:
            models = self.models_with.get(word)
            if models is None:
                models = self.models_with[word] = []
                self.spelling.add(word)
            models.append(model_id)

    def split(self, word: str) -> Iterator[tuple[str, str]]:
        """The ways in which a word is two known ones written together: `fraudmodel`."""
        for middle in range(2, len(word) - 1):
            if word[:middle] in self.models_with and word[middle:] in self.models_with:
                yield word[:middle], word[middle:]

    def all_said(self, some: AbstractSet[str], said: AbstractSet[str]) -> Iterator[str]:
        """Ids of the models whose ids are made of said words only, `some` of them among these."""
        rarest = min((self.models_with.get(word, ()) for word in some), key=len)
        for model in rarest[:_NEAR_NAMES_LOOKED_AT]:
            if some <= set(words_of(model)) <= said:
                yield model

    def near(self, words: Sequence[str], limit: int = 5) -> list[str]:
        """Ids of the models whose names resemble these words most; for offering, never answering."""
        joined = [one + other for one, other in pairwise(words)]
        known = [
            *(word for word in joined if word in self.models_with),
            *(
                known
                for word in words
                for known in (
                    [word] if word in self.models_with else self.spelling.resembling(word)
                )
            ),
        ]
        known.sort(key=lambda word: len(self.models_with[word]))
        looked_at: dict[str, None] = {}
        for word in known:
            looked_at.update(dict.fromkeys(self.models_with[word][:_NEAR_NAMES_LOOKED_AT]))
            if len(looked_at) >= _NEAR_NAMES_LOOKED_AT:
                break
        wanted = " ".join(words)
        ranked = sorted(looked_at, key=lambda m: (OSA.distance(wanted, key(m)), m))
        return ranked[:limit]
