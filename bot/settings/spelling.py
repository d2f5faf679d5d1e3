"""How times and kinds are spelt in settings, and lists of them. A ValueError is all they say."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Annotated, Final

from pydantic import BeforeValidator
from pydantic_settings import NoDecode

from knowledge.entities import PageKind

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_DAY: Final = 3
NONE: Final = "none"

_SPAN = re.compile(r"(\d{1,5})\s*(h|d)(?:ours?|ays?)?", re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,5})\s*d(?:ays?)?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_LONGEST = timedelta(days=365)


def spelt(read: Callable[[str], object]) -> BeforeValidator:
    """A value that is no text comes from a default, and is right."""
    return BeforeValidator(lambda value: read(value) if isinstance(value, str) else value)


def _span(text: str) -> timedelta:
    """`24h`, `7d`; `0` means none."""
    found = _SPAN.fullmatch(text)
    if not found and text != "0":
        raise ValueError
    unit = "hours" if found and found[2].lower() == "h" else "days"
    span = timedelta(**{unit: int(found[1])}) if found else timedelta()
    if span > _LONGEST:
        raise ValueError
    return span


def _days(text: str) -> timedelta | None:
    """`90d`, or `90 days`; `0` means never."""
    found = _DAYS.fullmatch(text)
    if not found and text != "0":
        raise ValueError
    return timedelta(days=int(found[1]) if found else 0) or None


def _time(text: str) -> time:
    """`10:00`."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise ValueError
    return time(int(found[1]), int(found[2]))


def _hours(text: str) -> tuple[time, time]:
    """`18:00-08:00`; `none` for no hours at all."""
    if text.lower() == NONE:
        return time(), time()
    begin, dash, end = text.partition("-")
    if not dash:
        raise ValueError
    return _time(begin), _time(end)


def listed(text: str) -> list[str]:
    """What stands between commas."""
    return [item for part in text.split(",") if (item := part.strip())]


def _items(text: str) -> list[str]:
    items = listed(text.lower())
    if not items:
        raise ValueError
    return items


def _weekdays(text: str) -> frozenset[int]:
    """`mon, tue`; `mon-fri` names no day, and would mean Monday alone if it were cut short."""
    return frozenset(map(_weekday, _items(text)))


def _weekday(item: str) -> int:
    if len(item) < _SHORTEST_DAY:
        raise ValueError
    return [day.startswith(item) for day in _WEEKDAYS].index(True)


def _dates(text: str) -> frozenset[date]:
    """`2026-12-25, 2026-12-26`."""
    return frozenset(datetime.strptime(item, "%Y-%m-%d").date() for item in _items(text))  # noqa: DTZ007  # a date has no zone


def _kinds(text: str) -> frozenset[PageKind]:
    """`model-quality, infrastructure`."""
    return frozenset(map(PageKind, _items(text)))


def _ladder(text: str) -> tuple[int, ...]:
    """`2, 4, 6`: rising; `none` for no steps at all."""
    if text.lower() == NONE:
        return ()
    steps = tuple(map(int, _items(text)))
    if len(steps) > 3 or list(steps) != sorted(set(steps)) or steps[0] < 1:
        raise ValueError
    return steps


Days = Annotated[timedelta | None, spelt(_days)]
Span = Annotated[timedelta, spelt(_span)]
TimeOfDay = Annotated[time, spelt(_time)]
Hours = Annotated[tuple[time, time], NoDecode, spelt(_hours)]
Weekdays = Annotated[frozenset[int], NoDecode, spelt(_weekdays)]
Dates = Annotated[frozenset[date], NoDecode, spelt(_dates)]
Kinds = Annotated[frozenset[PageKind], NoDecode, spelt(_kinds)]
Ladder = Annotated[tuple[int, ...], NoDecode, spelt(_ladder)]
