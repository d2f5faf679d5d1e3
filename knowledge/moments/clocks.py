"""The time of day that was said, and how far ahead: `2am`, `14:00`, `at 14h`, `in two hours`."""

import re
from datetime import time, timedelta
from typing import NamedTuple

from knowledge.moments.scan import MONTH_NAMES, PARTS, Scan

_NO_DAY = r"(?<!\d[-/.])" + "".join(rf"(?<!\b{month}\s)" for month in MONTH_NAMES)
CLOCK = re.compile(
    rf"\b(?:at\s+|@\s*)?(?:{_NO_DAY}"
    r"(?P<hour12>\d{1,2})(?:[:.](?P<minute12>\d{2}))?\s?(?:(?P<half>[ap])\.?m\b\.?"
    r"|in\s+the\s+(?P<part12>morning|afternoon|evening)\b)"
    r"|(?<!\d:)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>[0-5]\d))?(?:\s?h(?:rs)?)?(?![\w:])"
    r"|(?P<part>noon|midday|midnight)\b)"
    r"|\bat\s+(?P<hour24>\d{1,2})h(?P<minute24>\d{2})?\b"
)
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_TENS = "(?:twenty|thirty|forty|fifty)"
_WORDS = "|".join(sorted(_COUNTS, reverse=True))
COUNT = rf"\d{{1,4}}(?:\.\d{{1,2}})?|(?:half\s+an|(?:{_TENS}[\s-])?(?:{_WORDS}))(?=\s)"
UNIT = r"(?:minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)(?![a-z])"
_HALF = r"\s+and\s+a\s+half"
_PIECE = rf"(?:{COUNT})(?:{_HALF})?\s?{UNIT}"
_SPAN = rf"{_PIECE}(?:\s*(?:,\s*|and\s+)?{_PIECE})*(?:{_HALF})?(?!\w)(?!\s+\d+(?:\W*$|\s*{UNIT}))"
_PARTS = re.compile(
    rf"(?P<count>{COUNT})(?P<half>{_HALF})?\s?(?P<unit>{UNIT})(?P<and_half>{_HALF})?"
)
_AHEAD = re.compile(
    rf"(?:\bin\s+(?:(?:about|around|approximately|approx|roughly|exactly|just|like)\s+)?\+?\s?|(?<![\w+])(?:now\s?)?\+\s?)(?P<span>{_SPAN})(?!\s+ago)"
    rf"|\b(?P<span2>{_SPAN})\s+from\s+(?:now|today)\b"
)
_AGO = re.compile(rf"\b(?P<span>{_SPAN})\s+ago\b|(?<!\S)-(?P<span2>{_SPAN})")


class Distance(NamedTuple):
    """How far from now: so much on the calendar, which a clock change leaves at its hour, and hours."""

    calendar: timedelta
    elapsed: timedelta


def said_distance(scan: Scan, *, past: bool) -> Distance | None:
    """How far from now the instant was said to be; `an hour ago` where the question looks back."""
    if ahead := scan.take(_AHEAD):
        return _distance(ahead["span"] or ahead["span2"], 1)
    ago = scan.take(_AGO) if past else None
    return _distance(ago["span"] or ago["span2"], -1) if ago else None


def _distance(span: str, direction: int) -> Distance:
    """`2h`, `1h30m`, `an hour and a half`, `two and a half hours`, `3 days`."""
    parts = list(_PARTS.finditer(span))
    calendar = sum((_piece(part) for part in parts if part["unit"][0] in "dw"), timedelta())
    elapsed = sum((_piece(part) for part in parts if part["unit"][0] in "mh"), timedelta())
    return Distance(direction * calendar, direction * elapsed)


def _piece(part: re.Match[str]) -> timedelta:
    units = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
    unit = units.get(part["unit"][0], timedelta(weeks=1))
    count = part["count"]
    if count.startswith("half"):
        return unit / 2
    more = unit / 2 if part["half"] or part["and_half"] else timedelta()
    if count[0].isdigit():
        return unit * float(count) + more
    return unit * sum(_COUNTS[word] for word in re.split(r"[\s-]", count)) + more


def time_of(clock: re.Match[str]) -> time | None:
    """The time that was said; None for one that no clock shows."""
    if clock["part"]:
        return time(PARTS[clock["part"]])
    hour = int(clock["hour12"] or clock["hour"] or clock["hour24"])
    minute = int(clock["minute12"] or clock["minute"] or clock["minute24"] or 0)
    if clock["hour12"]:
        if not 1 <= hour <= 12:
            return None
        morning = clock["half"] == "a" or clock["part12"] == "morning"
        hour = hour % 12 + (0 if morning else 12)
    second = int(clock["second"] or 0)
    return time(hour, minute, second) if hour <= 23 and minute <= 59 else None
