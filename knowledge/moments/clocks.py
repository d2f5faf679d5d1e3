"""The time of day that was said, and how far ahead: `2am`, `14:00`, `at 14h`, `in two hours`."""

import re
from datetime import time, timedelta

from knowledge.moments.scan import PARTS, Scan

CLOCK = re.compile(
    r"\b(?:at\s+|@\s*)?(?:"
    r"(?P<hour12>\d{1,2})(?:[:.](?P<minute12>\d{2}))?\s?(?:(?P<half>[ap])\.?m\b\.?"
    r"|in\s+the\s+(?P<part12>morning|afternoon|evening)\b)"
    r"|(?P<hour>\d{1,2}):(?P<minute>\d{2})(?![\w:])"
    r"|(?P<part>noon|midnight)\b)"
    r"|\bat\s+(?P<hour24>\d{1,2})h(?P<minute24>\d{2})?\b"
)
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_COUNT = rf"\d{{1,4}}|half\s+an|{'|'.join(sorted(_COUNTS, reverse=True))}"
_UNIT = r"m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?"
_AHEAD = re.compile(
    rf"\bin\s+(?:(?:about|around)\s+)?(?P<count>{_COUNT})\s?(?P<unit>{_UNIT})\b(?!\s+ago)"
    rf"|\b(?P<count2>{_COUNT})\s?(?P<unit2>{_UNIT})\s+from\s+(?:now|today)\b"
)
_AGO = re.compile(rf"\b(?P<count>{_COUNT})\s?(?P<unit>{_UNIT})\s+ago\b")


def said_distance(scan: Scan, *, past: bool) -> timedelta | None:
    """How far from now the instant was said to be; `an hour ago` where the question looks back."""
    ahead = scan.take(_AHEAD)
    if ahead:
        return _length(ahead["count"] or ahead["count2"], ahead["unit"] or ahead["unit2"])
    ago = scan.take(_AGO) if past else None
    return -_length(ago["count"], ago["unit"]) if ago else None


def _length(count: str, unit: str) -> timedelta:
    units = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
    length = units.get(unit[0], timedelta(weeks=1))
    if count.startswith("half"):
        return length / 2
    return length * (_COUNTS.get(count) or int(count))


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
    return time(hour, minute) if hour <= 23 and minute <= 59 else None
