"""Answers that name no people: one of several options, a number, a zone, a channel, free words."""

import re
from collections.abc import Callable
from functools import cache
from zoneinfo import available_timezones

from bot.commands.chat_marks import chat_channel
from bot.identity import platform_of
from bot.onboarding.script import Changes, Misread, Misreading, Read, Sight
from knowledge.entities import Channel, channel_on
from knowledge.names import key

_NUMBER = re.compile(r"(?<![\w.,-])\d{1,7}(?![\w.,]*\d)")
_ANY_DIGITS = re.compile(r"\d+")
_NONE = frozenset({"none", "no", "zero", "nothing", "no others", "none yet", "no one", "nobody"})
_YES = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{6,20}|19:[\w@.-]{1,190}")
YES_OR_NO = ("yes", "no")
LONGEST_WORDS = 80


def chosen(options: tuple[str, ...], then: Callable[[str, Sight], Changes]) -> Read:
    """Reads one of the options, by its name or its beginning."""

    def read(text: str, sight: Sight) -> Changes | Misread:
        said = key(text)
        fits = [o for o in options if key(o) == said] or [
            o for o in options if said and key(o).startswith(said)
        ]
        return then(fits[0], sight) if len(fits) == 1 else Misread(Misreading.NOT_AN_OPTION, text)

    return read


def yes_or_no(then: Callable[[bool, Sight], Changes]) -> Read:
    """Reads a yes or a no."""

    def read(text: str, sight: Sight) -> Changes | Misread:
        said = _YES.get(key(text))
        return Misread(Misreading.NOT_AN_OPTION, text) if said is None else then(said, sight)

    return read


def number(then: Callable[[int, Sight], Changes]) -> Read:
    """Reads the one number of an answer: `about 12 people`."""

    def read(text: str, sight: Sight) -> Changes | Misread:
        if is_none(text):
            return then(0, sight)
        found = _NUMBER.findall(text)
        if len(found) != 1 or len(_ANY_DIGITS.findall(text)) != 1:
            return Misread(Misreading.NO_NUMBER, text)
        return then(int(found[0]), sight)

    return read


def words(then: Callable[[str, Sight], Changes]) -> Read:
    """Reads a name that is free to choose."""

    def read(text: str, sight: Sight) -> Changes | Misread:
        name = " ".join(text.split())
        if len(name) > LONGEST_WORDS:
            return Misread(Misreading.TOO_LONG, name)
        if not key(name) or not name.isprintable():
            return Misread(Misreading.NO_NAME, name)
        return then(name, sight)

    return read


def channel(then: Callable[[Channel, Sight], Changes]) -> Read:
    """Reads a channel: linked, or by its id."""

    def read(text: str, sight: Sight) -> Changes | Misread:
        found = chat_channel(text) or text.strip()
        if not _CHANNEL_ID.fullmatch(found):
            return Misread(Misreading.NO_CHANNEL, text)
        return then(channel_on(platform_of(found), found), sight)

    return read


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def zone(then: Callable[[str, Sight], Changes]) -> Read:
    """Reads a time zone by its name, or by the town in it if there is only one of that name."""

    def read(text: str, sight: Sight) -> Changes | Misread:
        said = "_".join(text.split()).casefold()
        names = _zones()
        fits = [n for n in names if n.casefold() == said] or [
            n for n in names if n.casefold().rpartition("/")[2] == said and n.count("/") == 1
        ]
        return then(fits[0], sight) if len(fits) == 1 else Misread(Misreading.NO_ZONE, text)

    return read


def is_none(text: str) -> bool:
    """Whether an answer says that there is none."""
    return key(text) in _NONE
