"""The names that come of repairing misspelt words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from knowledge.entities import Id
from knowledge.mentions.certain import apart, stands_alone
from knowledge.mentions.mention import (
    MOST_CANDIDATES,
    Correction,
    Mention,
    SeveralModels,
    UnknownModel,
    as_typed,
    several,
)
from knowledge.names import ModelNames
from knowledge.text import Typed

_MOST_SPELLINGS = 512


@dataclass(frozen=True, slots=True)
class Repaired:
    """What repairing misspelt words came to."""

    mentions: tuple[Mention, ...] = ()
    corrections: tuple[Correction, ...] = ()
    doubt: SeveralModels | None = None


def repaired_mentions(
    typed: Typed,
    names: ModelNames,
    unknown: Sequence[int],
    certain: Sequence[Mention],
) -> Repaired:
    """The mentions that come of repairing unknown words, beside the certain ones they leave."""
    words = typed.words
    fits: dict[tuple[int, int], set[Id]] = {}
    for mention in _near_misses(typed, names, unknown):
        if all(len(mention) > len(other) or not mention.overlaps(other) for other in certain):
            fits.setdefault((mention.start, mention.end), set()).add(mention.model)
    spans = apart(Mention("", start, end) for start, end in fits)
    if not spans:
        return Repaired()
    for span in spans:
        models = fits[span.start, span.end]
        if len(models) > 1:
            return Repaired(doubt=several(as_typed(words, span.start, span.end), models))
    found = [Mention(model, s.start, s.end) for s in spans for model in fits[s.start, s.end]]
    kept = [m for m in certain if not any(m.overlaps(f) for f in found)]
    return Repaired(
        tuple(sorted([*kept, *found], key=lambda m: m.start)),
        tuple(Correction(as_typed(words, m.start, m.end), m.model) for m in found),
    )


def doubt_of_near_miss(
    typed: Typed, names: ModelNames, unknown: Sequence[int]
) -> SeveralModels | UnknownModel | None:
    """The doubt that a near miss raises where none is taken for the name."""
    repaired = repaired_mentions(typed, names, unknown, ())
    if repaired.corrections:
        near = dict.fromkeys(correction.model for correction in repaired.corrections)
        return UnknownModel(repaired.corrections[0].typed, tuple(near)[:MOST_CANDIDATES])
    return repaired.doubt


def _near_misses(typed: Typed, names: ModelNames, unknown: Sequence[int]) -> Iterator[Mention]:
    """Every mention that some spelling of the unknown words makes, and that needs the repair.

    Where there are too many spellings to try them all, none is: the one that fits alone may be
    among the others.
    """
    options: list[list[tuple[str, ...]]] = [[(text,)] for text in typed.texts]
    for index in unknown:
        text = typed.texts[index]
        if text not in names.models_with:
            options[index] += [(repair,) for repair in names.spelling.repairs(text)]
            options[index] += names.split(text)
    repaired = [index for index, spellings in enumerate(options) if len(spellings) > 1]
    if prod(len(spellings) for spellings in options) > _MOST_SPELLINGS:
        return
    for spelling in product(*options):
        changed = {index for index in repaired if spelling[index] != (typed.texts[index],)}
        if changed:
            yield from _mentions_using(typed, names, spelling, changed)


def _mentions_using(
    typed: Typed,
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
            if whole and changed & set(range(first, end)) and stands_alone(typed, first, end):
                yield Mention(model, first, end)
