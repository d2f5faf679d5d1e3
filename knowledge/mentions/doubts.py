"""The doubts that the words around a mention raise, or that stand where there is none."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from knowledge.mentions.mention import (
    MOST_CANDIDATES,
    Doubt,
    Mention,
    SeveralModels,
    UnknownModel,
    as_typed,
    several,
)
from knowledge.names import ModelNames
from knowledge.text import Word

_SHORT_WORD = 3
_BEHIND_A_KEY = re.compile(r"""["']\s*:.*""", re.DOTALL)
_LISTING = frozenset({"and", "or", "plus"})
_ASKING = frozenset({"who", "whos", "whom", "whose"})
_BETWEEN = frozenset({"the", "our", "model"})
_LEADING_UP = frozenset({"own", "owns", "for"})
_KIND_WORDS = frozenset({"quality", "infra", "infrastructure", "model", "page", "pages"})
_CONJUNCTIONS = frozenset({"and", "or", "not", "nor", "vs", "versus", "plus", "than", "but"})


def doubt_among(words: Sequence[Word], mentions: Sequence[Mention]) -> SeveralModels | None:
    """The doubt between models whose names all say something else too, where they aren't listed.

    With models called `serving` and `drift`, either may be meant by `serving drift`.
    """
    mentions = [mention for mention in mentions if not mention.ruled_out]
    if len(mentions) < 2:
        return None
    if all(_are_listed(words, one, other) for one, other in pairwise(mentions)):
        return None
    return several("", {mention.model for mention in mentions})


def _are_listed(words: Sequence[Word], one: Mention, other: Mention) -> bool:
    between = words[one.end : other.start]
    return words[one.end].stopped or any(word.text in _CONJUNCTIONS for word in between)


def doubt_of_neighbours(words: Sequence[Word], mentions: Sequence[Mention]) -> SeveralModels | None:
    """The doubt between two names side by side, plainly typed: `churn risk` may be a third model."""
    for one, other in pairwise(mentions):
        is_plain = not any(w.glue for m in (one, other) for w in words[m.start + 1 : m.end])
        if one.end == other.start and words[other.start].gap.isspace() and is_plain:
            return several(as_typed(words, one.start, other.end), {one.model, other.model})
    return None


def doubt_of_compound(
    words: Sequence[Word], mentions: Sequence[Mention], telling: AbstractSet[str] | None = None
) -> UnknownModel | None:
    """The doubt that a compound raises which holds a mentioned name but is none: `drift-alert`.

    With `telling`, only one that holds such a word besides.
    """
    for start, end in compounds(words):
        if any(start < mention.end and mention.start < end for mention in mentions):
            continue
        texts = {word.text for word in words[start:end]}
        for mention in mentions:
            name = {word.text for word in words[mention.start : mention.end]}
            if texts >= name and (telling is None or telling & (texts - name)):
                return UnknownModel(as_typed(words, start, end), (mention.model,))
    return None


def doubt_of_longer(
    words: Sequence[Word], names: ModelNames, unknown: Sequence[int], mentions: Sequence[Mention]
) -> SeveralModels | None:
    """The doubt that a word raises, wherever it stands, that would make another declared name.

    `fraud-model in the eu` may mean fraud-model-eu, and `90 day churn` churn-90-day.
    """
    said = {word.text for word in words}
    others = dict.fromkeys(words[index].text for index in unknown)
    tried: set[tuple[str, ...]] = set()
    for mention in mentions:
        name = tuple(word.text for word in words[mention.start : mention.end])
        if name in tried:
            continue
        tried.add(name)
        for word in others:
            longer = {*_with_word(name, word, names), *names.all_said({*name, word}, said)}
            longer.discard(mention.model)
            if longer:
                phrase = f"{as_typed(words, mention.start, mention.end)} … {word}"
                return several(phrase, {mention.model, *longer})
    return None


def _with_word(name: Sequence[str], word: str, names: ModelNames) -> Iterator[str]:
    if word not in names.models_with:
        return
    for place in range(len(name) + 1):
        model = names.book.meanings.get(" ".join([*name[:place], word, *name[place:]]))
        if model is not None:
            yield model


def doubt_beside(
    words: Sequence[Word],
    names: ModelNames,
    unknown: AbstractSet[int],
    mentions: Sequence[Mention],
    qualifiers: AbstractSet[str],
) -> UnknownModel | None:
    """The doubt that unknown words beside a mention raise: they may make it another name."""
    for mention in mentions:
        hyphened = len(mention) > 1 and all(w.glue for w in words[mention.start + 1 : mention.end])
        doubtful = unknown
        if hyphened:
            doubtful = {i for i in unknown if not _harmless(words[i].text, names, qualifiers)}
        start, end = mention.start, mention.end
        while start - 1 in doubtful and not words[start].apart:
            start -= 1
        while end in doubtful and not words[end].apart:
            end += 1
        if (start, end) != (mention.start, mention.end):
            return UnknownModel(as_typed(words, start, end), (mention.model,))
    return None


def doubt_of_list(
    words: Sequence[Word],
    unknown: AbstractSet[int],
    mentions: Sequence[Mention],
    *,
    strictly: bool = False,
) -> UnknownModel | None:
    """The doubt that an unknown compound raises which stands beside a mention, or is listed with it.

    `fraud-model and zebra-model`. `strictly` takes a space for no list, and a label for none of its members.
    """
    for mention in mentions:
        for start, end in compounds(words):
            if not any(i in unknown and not words[i].text.isdigit() for i in range(start, end)):
                continue
            if strictly and _is_labelled(words, start, end, mention):
                continue
            if _is_list(words, min(end, mention.end), max(start, mention.start), strictly=strictly):
                return UnknownModel(as_typed(words, start, end), (mention.model,))
    return None


def _is_labelled(words: Sequence[Word], start: int, end: int, mention: Mention) -> bool:
    """Whether a compound is a key, or a label like the mention's, which has another key: `model:churn, env:prod`."""
    if end < len(words) and _BEHIND_A_KEY.fullmatch(words[end].gap):
        return True
    mark = words[start + 1].glue
    is_alike = mention.start > 0 and words[mention.start].glue == mark
    if is_alike and words[mention.start - 1].text == words[start].text:
        return False
    return (is_alike and mark == ":") or any("=" in word.glue for word in words[start + 1 : end])


def doubt_of_listed_word(
    words: Sequence[Word], unknown: AbstractSet[int], mentions: Sequence[Mention]
) -> UnknownModel | None:
    """The doubt that an unknown word raises which is listed with a mention, where that is all that is asked.

    `who owns churn and zebra`, `churn, fraud-model and zebra`. In `churn and kafka are down` no more than
    the trouble is told. A lone comma lists where several models are: `who owns churn, Dave`.
    """
    named = {index for mention in mentions for index in range(mention.start, mention.end)}
    listed = {i for i, w in enumerate(words) if i in named or w.text in _KIND_WORDS | _LISTING}
    if _ASKING.isdisjoint(word.text for word in words) and len(listed | unknown) < len(words):
        return None
    for mention in mentions:
        index = _past_listing(words, mention.end, 1)
        ends = listed.issuperset(range(index + 1, len(words)))
        if index in unknown and ends and _are_joined(words, mention.end, index, mentions):
            return UnknownModel(words[index].text, (mention.model,))
        index = _past_listing(words, mention.start - 1, -1)
        begins = index <= 0 or index - 1 in named or words[index - 1].text in _LEADING_UP
        if index in unknown and begins and _are_joined(words, index + 1, mention.start, mentions):
            return UnknownModel(words[index].text, (mention.model,))
    return None


def _past_listing(words: Sequence[Word], index: int, step: int) -> int:
    while 0 <= index < len(words) and words[index].text in _LISTING | _BETWEEN:
        index += step
    return index


def _are_joined(words: Sequence[Word], start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether a word that lists, or a comma between several models, joins what stands on both sides."""
    comma = len(mentions) > 1 and any("," in word.gap for word in words[start : end + 1])
    return comma or not _LISTING.isdisjoint(word.text for word in words[start:end])


def _is_list(words: Sequence[Word], end: int, start: int, *, strictly: bool) -> bool:
    """Whether what ends there and what starts there are listed, or have nothing between them."""
    between = words[end:start]
    if any(word.text not in _CONJUNCTIONS for word in between):
        return False
    return not strictly or bool(between) or "," in words[start].gap


def _harmless(word: str, names: ModelNames, qualifiers: AbstractSet[str]) -> bool:
    """Whether a word beside a hyphenated name can hardly be a part of another model's name."""
    if len(word) <= _SHORT_WORD or word in qualifiers or any(letter.isdigit() for letter in word):
        return False
    return word not in names.models_with and not names.spelling.repairs(word)


def compounds(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The spans of words that are joined: `retail-churn`, `pod=fraud`."""
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
    phrase = as_typed(words, start, end)
    if all(words[i].text in names.models_with for i in unknown):
        parts = {words[i].text for i in (*unknown, *range(start, end))}
        fitting = set.intersection(*(set(names.models_with.get(part, ())) for part in parts))
        if len(fitting) > 1:
            return several(phrase, fitting)
    if start and words[start - 1].text + words[start].text in names.models_with:
        start -= 1
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
