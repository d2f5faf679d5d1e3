"""The names that stand in a text letter for letter.

`everyday` are the words that say something by themselves, so that they may be no part of a name.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from knowledge.mentions.mention import Mention
from knowledge.mentions.ruling_out import judged, ruling_before
from knowledge.moments import without_times
from knowledge.names import ModelNames
from knowledge.text import Typed, glue, is_stop

_LABEL = (":", "/", "=")
_JOINING = frozenset({" ", "-", "_"})
_INTRODUCING = frozenset(
    {"for", "of", "on", "about", "with", "in", "own", "owns", "behind", "called", "named"}
)
_BETWEEN = frozenset({"the", "our", "my", "this", "that", "a", "model"})
_LEADING_TO_A_TIME = frozenset({"on", "in", "with"})
_LISTING = frozenset({"and", "or", "plus"})
_CONTRASTING = frozenset({"not", "instead", "of", "rather", "than"})
_COMMON_NOUNS = frozenset({"model", "models", "team", "teams"})
_QUESTION_WORDS = frozenset({"who", "whom", "whos", "whose", "which", "what", "when"})


def certain_mentions(
    typed: Typed, names: ModelNames, everyday: frozenset[str]
) -> tuple[Mention, ...]:
    """Every name that stands there letter for letter, the longest where they overlap."""
    texts, begin = typed.texts, names.book.longest
    starts = [start for start, text in enumerate(texts) if text in begin]
    found: list[Mention] = []
    for start in starts:
        for model, length in names.book.at(texts, start):
            if stands_alone(typed, start, start + length, everyday):
                found.append(Mention(model, start, start + length))
                if len(starts) == 1:
                    break  # what is shorter lies within it
    if texts and texts[0] in _QUESTION_WORDS and len(texts) > 1:
        found = [mention for mention in found if mention.end > 1]
    if not _COMMON_NOUNS.isdisjoint(texts):
        found = [mention for mention in found if not _is_common(mention, texts)]
    return tuple(found) if len(found) < 2 else outweighing(apart(found), typed, everyday)


def _is_common(mention: Mention, texts: Sequence[str]) -> bool:
    """Whether it is no more than the word: `which models`, `team ads`, though a model may be called so."""
    if len(mention) > 1 or texts[mention.start] not in _COMMON_NOUNS or len(texts) == 1:
        return False
    is_told = texts[mention.end : mention.end + 1] == ["model"]
    introducing = _INTRODUCING - _LEADING_TO_A_TIME
    return not is_told and introducing.isdisjoint(texts[max(mention.start - 1, 0) : mention.start])


def stands_alone(
    typed: Typed, start: int, end: int, everyday: frozenset[str] = frozenset()
) -> bool:
    """Whether the span cuts no compound; a label may stand before it: `model=fraud-model`."""
    texts, gaps = typed.texts, typed.gaps
    before, after = glue(gaps[start]), glue(gaps[end]) if end < len(texts) else ""
    if before and not (before in _LABEL and texts[start - 1] in everyday):
        return False
    if after and not (after in _LABEL and texts[end] in everyday):
        return False
    within = gaps[start + 1 : end]
    return _JOINING.issuperset(within) or not any(map(is_stop, within))


def is_compound(typed: Typed, start: int, end: int) -> bool:
    """Whether the span is several words typed as one: `no-show`."""
    return end - start > 1 and all(map(glue, typed.gaps[start + 1 : end]))


def apart(mentions: Iterable[Mention]) -> list[Mention]:
    """Those that remain when, of overlapping mentions, the longest is kept; in text order."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (-len(m), m.start)):
        if not any(mention.overlaps(other) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def is_firm(mention: Mention, texts: Sequence[str], everyday: frozenset[str]) -> bool:
    """Whether a mention has a word that is nothing but a name; a lone number may be any."""
    if mention.end - mention.start == 1 and texts[mention.start].isdecimal():
        return False
    return not everyday.issuperset(texts[mention.start : mention.end])


def outweighing(
    mentions: Sequence[Mention], typed: Typed, everyday: frozenset[str]
) -> tuple[Mention, ...]:
    """The firm mentions and what is listed with them; else the last of each model introduced."""
    texts = typed.texts
    firm = [mention for mention in mentions if is_firm(mention, texts, everyday)]
    if firm:
        return judged(_without_times(_with_listed(firm, mentions, typed), typed), typed)
    introduced = [mention for mention in mentions if _is_introduced(mention, texts)]
    last_of_each = {mention.model: mention for mention in introduced or mentions}
    return judged(sorted(last_of_each.values(), key=lambda m: m.start), typed)


def _with_listed(
    firm: Sequence[Mention], mentions: Sequence[Mention], typed: Typed
) -> Sequence[Mention]:
    """The firm ones, and those typed as one word and listed with them: `churn and no-show`, `not no-show`."""
    if len(firm) == len(mentions):
        return firm
    able = [m for m in mentions if m in firm or is_compound(typed, m.start, m.end)]
    listed = {m for pair in pairwise(able) if _are_listed(*pair, typed) for m in pair}
    return [mention for mention in able if mention in firm or mention in listed]


def _are_listed(one: Mention, other: Mention, typed: Typed) -> bool:
    between = typed.texts[one.end : other.start]
    return (_LISTING | _CONTRASTING).issuperset(between) and (
        bool(between) or "," in typed.gaps[other.start]
    )


def _without_times(mentions: Sequence[Mention], typed: Typed) -> Sequence[Mention]:
    """Those that are no time: in `churn tomorrow` it tells the time, whatever is called `tomorrow`."""
    left = without_times(typed.text)
    others = [mention for mention in mentions if not _tells_time(mention, typed, left)]
    return (
        others
        if any(not ruling_before(m.start, typed.texts, typed.gaps) for m in others)
        else mentions
    )


def _tells_time(mention: Mention, typed: Typed, left: str) -> bool:
    start, end, texts = mention.start, mention.end, typed.texts
    is_left = left[typed.words[start].start : typed.words[end - 1].end].strip()
    if is_left or texts[end : end + 1] == ["model"]:
        return False
    before = texts[start - 1 : start] or texts[end : end + 1]
    listed = not _LISTING.isdisjoint(before) or "," in typed.gaps[start]
    return not listed and not _is_introduced(mention, texts, _INTRODUCING - _LEADING_TO_A_TIME)


def _is_introduced(
    mention: Mention, texts: Sequence[str], introducing: AbstractSet[str] = _INTRODUCING
) -> bool:
    """Whether a word such as `for` leads up to it: in `drift on serving`, serving is the model."""
    index = mention.start - 1
    while index >= 0 and texts[index] in _BETWEEN:
        index -= 1
    return index >= 0 and texts[index] in introducing
