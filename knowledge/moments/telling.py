"""A text -> the instant it speaks of, and the text without the words that said so."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from rapidfuzz.distance import OSA

from knowledge.moments.background import (
    asks,
    asks_in_words,
    blank_background,
    looks_back,
    tells_the_time,
)
from knowledge.moments.clocks import CLOCK, Distance, said_distance, time_of
from knowledge.moments.combining import Around, moment_of
from knowledge.moments.days import pass_over_weekday, said_day
from knowledge.moments.left_open import said_openly, said_without_instant
from knowledge.moments.scan import (
    LONG_DAYS,
    MONTH_NAMES,
    Moment,
    Scan,
    UnclearMoment,
    phrase,
    unclear,
)
from knowledge.moments.tongues import UNITS, WORDS
from knowledge.moments.unknown import EVENTS, said_part, said_span, said_unknown
from knowledge.moments.zones import said_zone
from knowledge.names import Spelling
from knowledge.wall_times import YEARS, instant

_ISO = re.compile(
    r"\b(?P<date>\d{4}-\d{2}-\d{2})(?:t|\s+(?:at\s+)?)"
    r"(?P<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)\s?(?P<offset>z\b|[+-]\d{2}:?\d{2})?(?![\w:])"
)
_COMPACT_ISO = re.compile(
    r"\b(?P<date>\d{8})t(?P<time>\d{4}(?:\d{2})?)(?P<offset>z\b|[+-]\d{2}:?\d{2})?(?![\w:])"
)
_INTRODUCED = re.compile(r"\b(?:at|on|for|of)\s+\Z")
_WORD = re.compile(r"[a-z]{3}")
_NOW = re.compile(r"\b(?:right\s+)?now\b|\bat the moment\b|\bcurrently\b")
_ANY_INSTANT = datetime(2026, 1, 1, tzinfo=UTC)
_WORD_OR_DIGIT = re.compile(r"\d|[^\W\d_]+")
_SPEAK_OF_TIME = frozenset(
    [
        *"0123456789",
        *WORDS,
        *UNITS,
        *MONTH_NAMES,
        *LONG_DAYS.split("|"),
        *(f"{day}s" for day in LONG_DAYS.split("|")),
        *("mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun"),
        *("today", "tonight", "tonite", "tmr", "tmrw", "tomoz", "yesterday", "now", "currently"),
        *(
            "tomorrow",
            "tomorow",
            "tommorow",
            "tommorrow",
            "tomorrrow",
            "moment",
            "later",
            "earlier",
        ),
        *(
            "day",
            "days",
            "night",
            "noon",
            "midnight",
            "midday",
            "morning",
            "mornings",
            "afternoon",
            "evening",
            "nights",
            "weeknights",
            "lunchtime",
        ),
        *(
            "afternoons",
            "evenings",
            "hour",
            "hours",
            "minute",
            "minutes",
            "half",
            "ago",
            "week",
            "weeks",
        ),
        *(
            "weekend",
            "weekends",
            "weekday",
            "weekdays",
            "month",
            "months",
            "quarter",
            "year",
            "years",
            "quarters",
            "fortnight",
            "fortnights",
            "first",
            "shift",
            "clock",
        ),
        *("handover", "handovers", "handoff", "handoffs", "overnight", "thanksgiving"),
        *("halloween", "diwali", "hanukkah", "ramadan"),
        *("christmas", "xmas", "easter", "holiday", "holidays", "dawn", "dusk", "sunrise", "eod"),
        *(event.rpartition("-")[2] for event in EVENTS),
        *("time", "teatime", "bedtime", "during", "throughout", "within", "once", "soon"),
        *("shortly", "eventually"),
        *("nightly", "daily", "daytime", "nighttime", "midweek", "someday", "anytime", "payday"),
        *("spring", "summer", "autumn", "fall", "winter", "sprint", "rotation", "turn", "next"),
        *("after", "then", "bit", "while", "sec", "second", "eve"),
        *("birthday", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
        *("eighteenth", "nineteenth", "twentieth", "thirtieth"),
        *("eow", "cob", "lunch", "lunchtime", "dinner", "breakfast", "one", "two", "three", "four"),
        *("five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    ]
)
_TIME_WORDS = Spelling.of(
    [
        *LONG_DAYS.split("|"),
        *("tomorrow", "tonight", "yesterday", "weekend", "midnight", "morning", "afternoon"),
        *("evening", "january", "february", "august", "september", "october", "november"),
        *("december", "christmas"),
    ]
)


def unknown_time(words: Iterable[str]) -> UnclearMoment | None:
    """The first of some unknown words that may be one of time: `firday`, `morgen`."""
    return next((UnclearMoment(word) for word in words if _may_be_time(word)), None)


def _may_be_time(word: str) -> bool:
    if word in WORDS:
        return True
    day = word.endswith("day") and any(OSA.distance(word, d) <= 2 for d in LONG_DAYS.split("|"))
    return day or bool(_TIME_WORDS.repairs(word))


def speaks_of_time(text: str) -> bool:
    """Whether a text (folded) may speak of a moment at all: it has a digit or a word of time."""
    return not _SPEAK_OF_TIME.isdisjoint(_WORD_OR_DIGIT.findall(text))


def without_times(text: str) -> str:
    """A text (folded) with blanks for the words that speak of a moment."""
    return read_moment(text, _ANY_INSTANT, "UTC")[1]


def read_moment(
    text: str, now: datetime, zone: str, *, ends: bool = False
) -> tuple[Moment | UnclearMoment | None, str]:
    """The moment that `text` (folded) speaks of, and the text with those words blanked out.

    `ends` is for the end of something that begins at `now`.
    """
    if not speaks_of_time(text):
        return None, text
    scan, past, asked = Scan(text), looks_back(text), asks(text)
    if span := said_span(scan, past=past):
        return span, scan.text
    blank_background(scan, past=past, asked=asked)
    if no_instant := said_without_instant(scan, asked=asked):
        return no_instant, scan.text
    told, over = tells_the_time(text), said_part(scan)
    stated = _stated(scan, Around(now, zone, past, asked, ends, told))
    scan.take(_NOW)
    left_open = said_openly(scan, asked=asked) or said_unknown(scan)
    left_open = left_open or (over if stated is None else None)
    if left_open and not isinstance(stated, UnclearMoment):
        return left_open, scan.text
    return stated, scan.text


def _stated(scan: Scan, around: Around) -> Moment | UnclearMoment | None:
    iso = scan.take(_ISO) or scan.take(_COMPACT_ISO)
    if iso:
        stated = _from_iso(iso, scan, around.zone)
        return None if _is_logged(iso, stated, around) else stated
    distance = said_distance(scan, past=around.past)
    if distance is not None:
        return _at_distance(distance, around)
    clock = scan.take(CLOCK)
    end = clock.end() if clock else None
    zone = said_zone(scan, end, asked=around.asked)
    untold = scan.text
    day = said_day(scan, around.local.date(), past=around.past)
    zone = zone or said_zone(scan, end, asked=around.asked)  # `2am friday tokyo`
    if isinstance(zone, UnclearMoment):
        return zone
    if zone:
        around = replace(around, zone=zone)
        day = said_day(Scan(untold), around.local.date(), past=around.past)
    if isinstance(day, UnclearMoment) or (day is None and clock is None):
        return day
    at = time_of(clock) if clock else None
    if clock and at is None:
        return unclear(clock)
    return moment_of(day, at, around, phrase(clock) if clock else day.said if day else "")


def _from_iso(found: re.Match[str], scan: Scan, zone: str) -> Moment | UnclearMoment:
    """A wall time on a day, or an instant: `2026-11-28 02:00`, `2026-11-28T02:00Z`."""
    said = None if found["offset"] else said_zone(scan, found.end())
    if isinstance(said, UnclearMoment):
        return said
    try:
        wall = datetime.fromisoformat(f"{found['date']}T{found['time']}")
        if wall.year not in YEARS:
            return unclear(found)
        pass_over_weekday(scan, found.span(), wall.date())
        if not found["offset"]:
            return Moment(instant(wall, said or zone), said or zone)
        stated = datetime.fromisoformat(f"{wall.isoformat()}{found['offset'].upper()}")
        return Moment(stated.astimezone(UTC), zone)
    except (ValueError, OverflowError):
        return unclear(found)


def _is_logged(found: re.Match[str], stated: Moment | UnclearMoment, around: Around) -> bool:
    """Whether it is when a pasted line was logged: to the second, over, and before what the line says."""
    is_over = isinstance(stated, Moment) and stated.at < around.now and not around.past
    if not is_over or len(found["time"]) <= len("02:00"):
        return False
    before, behind = found.string[: found.start()], found.string[found.end() :]
    is_asked_for = asks_in_words(before.rpartition("\n")[2]) or _INTRODUCED.search(before)
    return not is_asked_for and _WORD.search(behind) is not None


def _at_distance(distance: Distance, around: Around) -> Moment | UnclearMoment:
    try:
        day = around.now
        if distance.calendar:
            day = instant(around.local + distance.calendar, around.zone)
        return Moment(day + distance.elapsed, around.zone)
    except OverflowError:
        return UnclearMoment("")
