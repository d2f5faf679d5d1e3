"""A text of which, bit by bit, what it says about time is understood."""

import re
from dataclasses import dataclass
from datetime import datetime

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONG_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept"),
    *("sep", "oct", "nov", "dec"),
)
MONTH = rf"(?:{'|'.join(MONTH_NAMES)})"
NIGHT = 22
PARTS = {
    "morning": 9, "afternoon": 15, "evening": 20, "night": NIGHT, "noon": 12, "midday": 12, "midnight": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant (UTC) asked about, in the zone that the person thinks in."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class UnclearMoment:
    """Words about time that leave the instant open."""

    phrase: str


@dataclass(slots=True)
class Scan:
    """The text as far as it has not been understood; what was is blanked out."""

    text: str

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first place where the pattern fits, blanked out."""
        found = pattern.search(self.text)
        if found:
            self.blank(*found.span())
        return found

    def blank(self, start: int, end: int) -> None:
        """Count these characters as understood."""
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]


def unclear(found: re.Match[str]) -> UnclearMoment:
    """The words that leave the instant open, as they were typed."""
    return UnclearMoment(phrase(found))


def phrase(found: re.Match[str]) -> str:
    """What was found, without the blanks of what was understood before."""
    return " ".join(found.group().split())
