"""A command's words, before they are read: its verb, its reason, and how it goes."""

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from bot.commands.wish import Objected, Objection, Trouble
from knowledge.names import fold

# Looked for at the first of many spaces only: at each of them would take minutes.
REASON = re.compile(r"(?<!\s)\s+because\s+(?P<reason>.+)$", re.IGNORECASE | re.DOTALL)
_HALVES = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, which JSON can bring and nothing can keep."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What comes along with what somebody pastes. In a reason, which is only read, each is a space;
in a name nobody could tell what it stands for."""
_LINKING = frozenset({"to", "for", "is", "are", "as", "by", "page", "pages", "owner", "=", "pager"})
DECORATION = "`*\"'\u201c\u201d\u2018\u2019"
MOST_WORDS_OF_A_NAME = 12
LONGEST_REASON = 1_000
_MOST_WORDS_OF_A_VERB = 2
_MOST_WORDS_OF_A_FIT = 500
"""Each phrase of a pattern is tried at each length: with thousands of words that takes seconds."""

_MOST_DIGITS = 12
"""SQLite could not even look for a much longer number."""


@dataclass(frozen=True, slots=True)
class Said:
    """A command as far as it hasn't been read: its words, and how it goes."""

    words: tuple[str, ...]
    usage: str
    reason: str | None = None

    @property
    def rest(self) -> str:
        """What hasn't been read, as one phrase."""
        return " ".join(self.words)

    def fits(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """How a pattern of several phrases fits what hasn't been read; nothing so long fits one."""
        return pattern.fullmatch(self.rest) if len(self.words) <= _MOST_WORDS_OF_A_FIT else None

    def after(self, count: int) -> "Said":
        """The same without its first words."""
        return replace(self, words=self.words[count:])

    def objection(
        self,
        trouble: Trouble,
        phrase: str | None = None,
        near: tuple[str, ...] = (),
        typed: str = "",
    ) -> Objected:
        """What is wrong at this place, to be raised."""
        said_there = self.rest if phrase is None else phrase
        return Objected(Objection(trouble, self.usage, said_there, near, typed or said_there))


def said(text: str, usage: str) -> Said:
    """A command without its verb, cut into words; the reason is set apart."""
    text = _HALVES.sub(" ", text)
    reason = REASON.search(text)
    rest = text[: reason.start()] if reason else text
    words = tuple(word for part in rest.split() if (word := part.strip(DECORATION)))
    return Said(words, usage, _reason(reason["reason"]) if reason else None)


def _reason(text: str) -> str | None:
    return _CONTROL.sub(" ", text).strip()[:LONGEST_REASON] or None


def leading_verb(text: str, verbs: Container[str]) -> str | None:
    """The longest of these verbs that a text begins with."""
    words = text.lower().split(maxsplit=_MOST_WORDS_OF_A_VERB)
    for count in range(min(len(words), _MOST_WORDS_OF_A_VERB), 0, -1):
        verb = " ".join(words[:count])
        if verb in verbs:
            return verb
    return None


def behind(text: str, verb: str, usage: str) -> Said:
    """What stands behind the verb that a text begins with."""
    count = len(verb.split())
    rest = text.split(maxsplit=count)[count:]
    return said(rest[0] if rest else "", usage)


def nothing_more(command: Said) -> None:
    """Object to words that nobody would heed: they may have been meant to say something else."""
    if command.words:
        raise command.objection(Trouble.GRAMMAR)


def without_linking(command: Said) -> Said:
    """The command without the small words that only link: `pages to @priya` is `@priya`."""
    while command.words and fold(command.words[0]) in _LINKING:
        command = command.after(1)
    return command


def number_of(text: str) -> int | None:
    """The number that something is called by; None where nothing could be called so."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None
