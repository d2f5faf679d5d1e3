"""A question as it was typed, cut into words that remember how they were joined.

Slack's markup, HTML entities, curly quotes, emoji codes and emphasis are undone here: `<@U…>` and
`<#C…|name>` become chat ids beside the words, a link is its label.
"""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from knowledge.names import fold, without_possessives

_MARKUP = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_EMOJI = re.compile(r"(?<!\S):[a-z0-9_+'-]+:(?=\s|$|[?!.,])")
_WORD = re.compile(r"([^\W_]+)")
_URL = re.compile(r"https?://\S+")
_GLUE = re.compile(r"[-_.:/+&@~=]+")
_QUOTES = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": " - ",
        "\u2014": " - ",
    }
)
_STOP = re.compile(r"[,;!?\n]|[.:]\s|\s-\s")
_CUT = " ; "


class Word(NamedTuple):
    """One word, folded, where it stands, and what stands between it and the word before."""

    text: str
    start: int
    end: int
    gap: str

    @property
    def glue(self) -> str:
        """The gap, if it is only `-`, `_` and the like, without a space; else empty."""
        return _glue(self.gap) if self.gap != " " else ""

    @property
    def apart(self) -> bool:
        """Whether some other punctuation, such as a quote, stands between."""
        return self.gap != " " and not _glue(self.gap) and not self.gap.isspace()

    @property
    def stopped(self) -> bool:
        """Whether that punctuation ends a phrase: no name reaches over it."""
        return self.apart and _STOP.search(self.gap) is not None


@lru_cache(maxsize=512)
def _glue(gap: str) -> str:
    return gap if _GLUE.fullmatch(gap) else ""


@dataclass(frozen=True, slots=True)
class Typed:
    """The words of a text, the text they were found in, and the chat ids that stood among them."""

    text: str
    words: tuple[Word, ...]
    people: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


def read_words(raw: str) -> Typed:
    """Cut what somebody typed into words."""
    people: list[str] = []
    channels: list[str] = []
    text = _without_markup(raw, people, channels) if "<" in raw else raw
    if "&" in text:
        text = html.unescape(text)
    text = fold(text.translate(_QUOTES) if not text.isascii() else text)
    text = without_possessives(text)
    if ":" in text:
        text = _EMOJI.sub(_CUT, _URL.sub(_CUT, text))
    return Typed(text, _words(text), tuple(people), tuple(channels))


def _without_markup(raw: str, people: list[str], channels: list[str]) -> str:
    def plain(found: re.Match[str]) -> str:
        sigil, target, label = found.groups()
        match sigil:
            case "@":
                people.append(target)
                return _CUT
            case "#":
                channels.append(target)
                return _CUT
            case "!":
                return _CUT
            case _:
                return label if label is not None else _CUT

    return _MARKUP.sub(plain, raw)


def _words(text: str) -> tuple[Word, ...]:
    pieces = _WORD.split(text)  # in turns: what stands before a word, the word
    ends = [*accumulate(map(len, pieces))]
    pieces[0] = " "
    found = zip(pieces[1::2], ends[::2], ends[1::2], pieces[::2], strict=False)
    return tuple(map(_word, found))


_word: Callable[[Iterable[object]], Word] = partial(tuple.__new__, Word)
"""A word of its four parts, in a fraction of the time of calling the class."""
