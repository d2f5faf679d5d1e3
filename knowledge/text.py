"""A question as it was typed, cut into words that remember how they were joined.

Slack's markup, HTML entities, curly quotes, emoji codes and emphasis are undone here: `<@U…>` and
`<#C…|name>` become chat ids beside the words, a link is its label.
"""

import html
import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from knowledge.names import fold, without_possessives

_MARKUP = re.compile(r"<(?:([@#!])|(?=[a-z]+:))([^<>|]*)(?:\|([^<>]*))?>")
_EMOJI = re.compile(r"(?<!\S):[a-z0-9_+'-]+:(?=\s|$|[?!.,])")
_WORD = re.compile(r"([^\W_]+)")
_ASCII_WORD = re.compile(r"([A-Za-z0-9]+)")  # the same of most texts, in half the time
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
        "\u2012": "-",
        "\u2212": "-",
        "\u2013": " - ",
        "\u2014": " - ",
    }
)
_DASH_WITHIN = re.compile(r"(?<=\w)\u2013(?=\w)")  # as phones and word processors write a hyphen
_STOP = re.compile(r"[,;!?{}\n]|[.:]\s|\s-\s")
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
        return glue(self.gap)

    @property
    def apart(self) -> bool:
        """Whether some other punctuation, such as a quote, stands between."""
        return is_apart(self.gap)

    @property
    def stopped(self) -> bool:
        """Whether that punctuation ends a phrase: no name reaches over it."""
        return is_stop(self.gap)


def glue(gap: str) -> str:
    """What joins two words without a space, `-`, `_` and the like; else empty."""
    return _glue(gap) if gap != " " else ""


@lru_cache(maxsize=512)
def _glue(gap: str) -> str:
    return gap if _GLUE.fullmatch(gap) else ""


def is_apart(gap: str) -> bool:
    """Whether some other punctuation than that stands between two words."""
    return gap != " " and not _glue(gap) and not gap.isspace()


def is_stop(gap: str) -> bool:
    """Whether that punctuation ends a phrase."""
    return is_apart(gap) and _STOP.search(gap) is not None


class Typed:
    """A text cut into words: `texts` are the words, `gaps` stand around them, one more than words.

    `people` and `channels` are chat ids that stood among them.
    """

    def __init__(self, text: str, people: Sequence[str] = (), channels: Sequence[str] = ()) -> None:
        self.text, self.people, self.channels = text, tuple(people), tuple(channels)
        word = _ASCII_WORD if text.isascii() else _WORD
        self._pieces = word.split(text)  # in turns: what stands before a word, the word
        self.texts, self.gaps = self._pieces[1::2], self._pieces[::2]
        self.gaps[0] = " "

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Each word with its place."""
        ends = [*accumulate(map(len, self._pieces))]
        return tuple(map(Word, self.texts, ends[::2], ends[1::2], self.gaps))

    def around(self, start: int, end: int, stand_in: str) -> str:
        """The text with something else in the place of the words `start` to `end`."""
        return "".join([*self._pieces[: 2 * start + 1], stand_in, *self._pieces[2 * end :]])


def read_words(raw: str) -> Typed:
    """Cut what somebody typed into words."""
    people: list[str] = []
    channels: list[str] = []
    text = _without_markup(raw, people, channels) if "<" in raw else raw
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = _DASH_WITHIN.sub("-", text).translate(_QUOTES)
    text = fold(text)
    text = without_possessives(text)
    if ":" in text:
        text = _EMOJI.sub(_CUT, _URL.sub(_CUT, text))
    return Typed(text, people, channels)


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
