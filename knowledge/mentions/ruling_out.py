"""Models that are named as not meant.

    not MODEL | not about MODEL | it isn't MODEL | MODEL instead of MODEL
    except MODEL and MODEL | other than MODEL | apart from MODEL
    everything but MODEL | all models but MODEL
    MODEL, no wait, MODEL | MODEL, I mean MODEL         the first is taken back

Between such a word and the name may stand no more than words that lead up to a name. A comma ends what
`not` rules out, and begins what is meant: `not churn, fraud-model`.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto

from msgspec import structs

from knowledge.mentions.mention import Mention
from knowledge.text import Typed, is_stop

_COUNTED = frozenset({"model", "models", "page", "pages"})
_LEADING_UP = _COUNTED.union(
    {"for", "of", "on", "about", "with", "in", "from"},
    {"the", "our", "my", "this", "that", "those", "a", "any"},
)
_EXCEPTING = frozenset({"except", "excluding", "excepting", "besides", "without", "minus", "than"})
_EXCEPTING_IN_TWO = frozenset({("apart", "from"), ("aside", "from"), ("instead", "of")})
_ALL = frozenset({"all", "any", "anything", "each", "every", "everything"}).union(
    {"anybody", "anyone", "everybody", "everyone", "who", "whom", "else"}
)
_IT = frozenset({"it", "that", "this"})
_LISTING = frozenset({"or", "nor"})
_ALSO_LISTING = _LISTING | {"and", "plus"}
_TAKING_BACK = frozenset({"actually", "correction", "oops", "rather", "sorry"})
_TAKING_BACK_IN_TWO = frozenset(
    {
        ("no", "wait"),
        ("wait", "no"),
        ("i", "mean"),
        ("i", "meant"),
        ("make", "that"),
        ("scratch", "that"),
    }
)
_ADDING = frozenset({"also", "and", "both", "plus", "too"})


class Ruling(Enum):
    """How a model is ruled out: by `except` all that is listed behind is, by `not` less."""

    NOT = auto()
    EXCEPT = auto()


def judged(mentions: Sequence[Mention], typed: Typed) -> tuple[Mention, ...]:
    """The mentions, with those marked that are ruled out."""
    taken_back = max(
        (i for i in range(1, len(mentions)) if _corrects(mentions, i, typed)), default=0
    )
    return tuple(
        structs.replace(mention, ruled_out=True) if ruling or i < taken_back else mention
        for i, (mention, ruling) in enumerate(zip(mentions, _rulings(mentions, typed), strict=True))
    )


def _corrects(mentions: Sequence[Mention], index: int, typed: Typed) -> bool:
    """Whether a mention takes back the one before: `churn, no wait, fraud-model`."""
    between = typed.texts[mentions[index - 1].end : mentions[index].start]
    while between and (*between[-2:],) not in _TAKING_BACK_IN_TWO and between[-1] in _LEADING_UP:
        between.pop()
    said = not _TAKING_BACK.isdisjoint(between[-1:]) or (*between[-2:],) in _TAKING_BACK_IN_TWO
    return said and _ADDING.isdisjoint(between)


def _rulings(mentions: Iterable[Mention], typed: Typed) -> Iterator[Ruling | None]:
    """Of each mention how it is ruled out, by itself or listed with the one before."""
    ruling: Ruling | None = None
    end = 0
    for mention in mentions:
        listed = ruling if ruling and _is_listed(ruling, end, mention.start, typed) else None
        ruling, end = ruling_before(mention.start, typed.texts, typed.gaps) or listed, mention.end
        yield ruling


def ruling_before(start: int, texts: Sequence[str], gaps: Sequence[str]) -> Ruling | None:
    """What rules out a name that starts there, if anything does; a gap stands before each word."""
    index = start - 1
    while index >= 0 and texts[index] in _LEADING_UP:
        index -= 1
    if index < 0:
        return None
    word, before = texts[index], texts[max(index - 2, 0) : index]
    if word in _EXCEPTING or (word, texts[index + 1]) in _EXCEPTING_IN_TWO:
        return Ruling.EXCEPT
    if word == "but" and _is_all(before):
        return Ruling.EXCEPT
    denied = (word == "not" and before[-1:] != ["or"]) or _is_that_isnt(word, before)
    stopped = any(is_stop(gap) for gap in gaps[index + 1 : start + 1])
    return Ruling.NOT if denied and not stopped else None


def _is_all(before: Sequence[str]) -> bool:
    """Whether `but` follows what means all: `everything`, `all models`."""
    return before[-1:] != [] and (
        before[-1] in _ALL or (before[-1] in _COUNTED and before[0] in _ALL)
    )


def _is_that_isnt(word: str, before: Sequence[str]) -> bool:
    """Whether it says `it isn't`; `why isn't churn responding` is another thing."""
    negated = word == "t" and before[-1:] in (["isn"], ["wasn"])
    return negated and before[0] in _IT


def _is_listed(ruling: Ruling, end: int, start: int, typed: Typed) -> bool:
    between = [text for text in typed.texts[end:start] if text not in _LEADING_UP]
    if ruling is Ruling.NOT:
        return bool(between) and _LISTING.issuperset(between)
    return _ALSO_LISTING.issuperset(between) and (bool(between) or "," in typed.gaps[end])
