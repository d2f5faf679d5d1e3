"""Which models a text mentions: for certain, by one near miss, or in doubt.

The rules, all of which serve one end, never to answer for another model:

- The longest match wins, over the whole text.
- A match never cuts a compound: `fraud-model-eu` does not mention `fraud-model`.
- Neither do words side by side: in `fraud model eu` the unknown `eu` may belong to the name. A
  name typed with its hyphens stands more firmly against a neighbour than one typed as plain words.
- A word is repaired if that makes a name of it. Fits one model: corrected. Several: asked.
- A name made only of words that also say something else (a model called `drift`) is heeded only
  where no other model is mentioned.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from knowledge.entities import Id
from knowledge.names import ModelNames
from knowledge.text import Word

MOST_CANDIDATES = 5
_MOST_SPELLINGS = 512
_SHORT_WORD = 3
_LABEL = (":", "/", "=")
_CONJUNCTIONS = frozenset({"and", "or", "not", "nor", "vs", "versus", "plus", "than", "but"})

SaysMore = Callable[[str], bool]
"""Whether a word also says something else than a name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A model named by `words[start:end]`."""

    model: Id
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Correction:
    """A near miss that was taken for the one model that it fits."""

    typed: str
    model: Id


@dataclass(frozen=True, slots=True)
class SeveralModels:
    """The words fit several models; at most five are kept, `more` says how many are not."""

    phrase: str
    candidates: tuple[Id, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class UnknownModel:
    """The words name a model that is not declared; `near` are some whose names resemble it."""

    phrase: str
    near: tuple[Id, ...] = ()


Doubt = SeveralModels | UnknownModel


def certain_mentions(
    words: Sequence[Word], names: ModelNames, says_more: SaysMore
) -> tuple[Mention, ...]:
    """Every name that stands there letter for letter, the longest where they overlap."""
    texts = [word.text for word in words]
    found = [
        Mention(model, start, start + length)
        for start, text in enumerate(texts)
        if text in names.book.longest
        for model, length in names.book.at(texts, start)
        if _stands_alone(words, start, start + length, says_more)
    ]
    return tuple(found) if len(found) < 2 else outweighing(_apart(found), words, says_more)


def _stands_alone(
    words: Sequence[Word], start: int, end: int, says_more: SaysMore = lambda _: False
) -> bool:
    """Whether the span cuts no compound; a label may stand before it: `model=fraud-model`."""
    before, after = words[start].glue, words[end].glue if end < len(words) else ""
    if before and not (before in _LABEL and says_more(words[start - 1].text)):
        return False
    if after and not (after in _LABEL and says_more(words[end].text)):
        return False
    return end - start == 1 or not any(word.stopped for word in words[start + 1 : end])


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """Those that remain when, of overlapping mentions, the longest is kept; in text order."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (-len(m), m.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def is_firm(mention: Mention, words: Sequence[Word], says_more: SaysMore) -> bool:
    """Whether a mention has a word that is nothing but a name."""
    return not all(says_more(word.text) for word in words[mention.start : mention.end])


def outweighing(
    mentions: Sequence[Mention], words: Sequence[Word], says_more: SaysMore
) -> tuple[Mention, ...]:
    """The firm mentions; where there is none, the last one of each model."""
    firm = tuple(mention for mention in mentions if is_firm(mention, words, says_more))
    if firm:
        return firm
    last_of_each = {m.model: m for m in mentions}
    return tuple(sorted(last_of_each.values(), key=lambda m: m.start))


@dataclass(frozen=True, slots=True)
class Repaired:
    """What repairing misspelt words came to."""

    mentions: tuple[Mention, ...] = ()
    corrections: tuple[Correction, ...] = ()
    doubt: SeveralModels | None = None


def repaired_mentions(
    words: Sequence[Word],
    names: ModelNames,
    unknown: Sequence[int],
    certain: Sequence[Mention],
) -> Repaired:
    """The mentions that come of repairing unknown words, beside the certain ones they leave."""
    fits: dict[tuple[int, int], set[Id]] = {}
    for mention in _near_misses(words, names, unknown):
        if all(len(mention) > len(other) or not _overlap(mention, other) for other in certain):
            fits.setdefault((mention.start, mention.end), set()).add(mention.model)
    spans = _apart(Mention("", start, end) for start, end in fits)
    if not spans:
        return Repaired()
    for span in spans:
        models = fits[span.start, span.end]
        if len(models) > 1:
            return Repaired(doubt=several(_phrase(words, span.start, span.end), models))
    found = [Mention(model, s.start, s.end) for s in spans for model in fits[s.start, s.end]]
    kept = [m for m in certain if not any(_overlap(m, f) for f in found)]
    return Repaired(
        tuple(sorted([*kept, *found], key=lambda m: m.start)),
        tuple(Correction(_phrase(words, m.start, m.end), m.model) for m in found),
    )


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _near_misses(
    words: Sequence[Word], names: ModelNames, unknown: Sequence[int]
) -> Iterator[Mention]:
    """Every mention that some spelling of the unknown words makes, and that needs the repair.

    Where there are too many spellings to try them all, none is: the one that fits alone may be
    among the others.
    """
    options: list[list[tuple[str, ...]]] = [[(word.text,)] for word in words]
    for index in unknown:
        text = words[index].text
        if text not in names.models_with:
            options[index] += [(repair,) for repair in names.spelling.repairs(text)]
            options[index] += names.split(text)
    repaired = [index for index, spellings in enumerate(options) if len(spellings) > 1]
    if prod(len(spellings) for spellings in options) > _MOST_SPELLINGS:
        return
    for spelling in product(*options):
        changed = {index for index in repaired if spelling[index] != (words[index].text,)}
        if changed:
            yield from _mentions_using(words, names, spelling, changed)


def _mentions_using(
    words: Sequence[Word],
    names: ModelNames,
    spelling: Sequence[tuple[str, ...]],
    changed: set[int],
) -> Iterator[Mention]:
    places = [index for index, parts in enumerate(spelling) for _ in parts]
    texts = [part for parts in spelling for part in parts]
    for start in range(len(texts)):
        for model, length in names.book.at(texts, start):
            first, end = places[start], places[start + length - 1] + 1
            whole = length == sum(len(parts) for parts in spelling[first:end])
            if whole and changed & set(range(first, end)) and _stands_alone(words, first, end):
                yield Mention(model, first, end)


def several(phrase: str, models: Iterable[Id]) -> SeveralModels:
    """The doubt between these models."""
    ordered = sorted(models)
    return SeveralModels(
        phrase, tuple(ordered[:MOST_CANDIDATES]), max(len(ordered) - MOST_CANDIDATES, 0)
    )


def doubt_beside(
    words: Sequence[Word], names: ModelNames, unknown: set[int], mentions: Sequence[Mention]
) -> UnknownModel | None:
    """The doubt that unknown words beside a mention raise: they may make it another name."""
    for mention in mentions:
        hyphened = len(mention) > 1 and all(w.glue for w in words[mention.start + 1 : mention.end])
        doubtful = unknown
        if hyphened:
            doubtful = {i for i in unknown if not _harmless(words[i].text, names)}
        start, end = mention.start, mention.end
        while start - 1 in doubtful and not words[start].apart:
            start -= 1
        while end in doubtful and not words[end].apart:
            end += 1
        if (start, end) != (mention.start, mention.end):
            return UnknownModel(_phrase(words, start, end), (mention.model,))
        listed = _listed_beside(words, unknown, mention)
        if listed:
            return UnknownModel(_phrase(words, *listed), (mention.model,))
    return None


def _harmless(word: str, names: ModelNames) -> bool:
    """Whether a word beside a hyphenated name can hardly be a part of another model's name."""
    if len(word) <= _SHORT_WORD or any(letter.isdigit() for letter in word):
        return False
    return word not in names.models_with and not names.spelling.repairs(word)


def _listed_beside(
    words: Sequence[Word], unknown: set[int], mention: Mention
) -> tuple[int, int] | None:
    """An unknown compound that is listed with a mention: `fraud-model and zebra-model`."""
    for compound in _compounds(words):
        between = range(mention.end, compound[0]) or range(compound[1], mention.start)
        listed = all(words[i].text in _CONJUNCTIONS for i in between)
        if listed and unknown & set(range(*compound)):
            return compound
    return None


def _compounds(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in range(1, len(words) + 1):
        if end == len(words) or not words[end].glue:
            if end - start > 1:
                yield start, end
            start = end


def doubt_without(words: Sequence[Word], names: ModelNames, unknown: Sequence[int]) -> Doubt | None:
    """The doubt that unknown words raise where no model is mentioned at all."""
    if not unknown:
        return None
    start, end = _name_around(words, unknown)
    phrase = _phrase(words, start, end)
    known = [words[i].text for i in unknown if words[i].text in names.models_with]
    if known and len(known) == len(unknown):
        fitting = set.intersection(*(set(names.models_with[text]) for text in known))
        if len(fitting) > 1:
            return several(phrase, fitting)
    near = names.near([words[i].text for i in range(start, end)], MOST_CANDIDATES)
    return UnknownModel(phrase, tuple(near))


def _name_around(words: Sequence[Word], unknown: Sequence[int]) -> tuple[int, int]:
    """The span that was most likely meant as a name: the first unknown word and its neighbours."""
    start = unknown[0]
    end = start + 1
    while words[start].glue:
        start -= 1
    while end < len(words) and (words[end].glue or (end in unknown and not words[end].apart)):
        end += 1
    return start, end


def _phrase(words: Sequence[Word], start: int, end: int) -> str:
    """The words as they were typed, as nearly as folding leaves them."""
    rest = (f"{word.glue or ' '}{word.text}" for word in words[start + 1 : end])
    return words[start].text + "".join(rest)
