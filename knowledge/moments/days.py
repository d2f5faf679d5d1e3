"""The day that was said: `saturday`, `28 november`, `tomorrow night`, `on the 30th`."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from knowledge.moments.scan import (
    DAYS,
    LONG_DAYS,
    MONTH,
    PARTS,
    Scan,
    UnclearMoment,
    phrase,
    unclear,
)
from knowledge.wall_times import YEARS

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PART = r"morning|afternoon|evening|night"
SHORT_DAYS = rf"{'|'.join(DAYS)}|tues|weds|thur|thurs"
_WEEKDAY = re.compile(
    rf"\b(?:(?:on|this|coming|next|last)\s+)*(?P<long>{LONG_DAYS})s?\b"
    rf"|\b(?:on|this|next|last)\s+(?P<short>{SHORT_DAYS})\b"
    rf"|\b(?P<bare>{SHORT_DAYS})\b(?=\s{{3}}|\s*(?:$|[?!.,]|at\s+\d|@\s*\d|\d{{1,2}}[:ap\s]|{_PART}))"
)
_DATE = re.compile(
    rf"\b(?:on\s+)?(?:the\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})"
    rf"|(?P<month2>{MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)(?:[.,]?\s+(?P<year>(?:1[89]|2[01])\d{{2}}))?\b"
)
_NUMERIC = re.compile(
    r"\b(?:on\s+)?(?:(?P<year>20\d{2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|(?P<one>\d{1,2})(?P<mark2>[-/.])(?P<two>\d{1,2})(?P=mark2)(?P<year2>20\d{2}))(?![\w/-])"
)
_ORDINAL = re.compile(
    r"\b(?:on\s+(?:the\s+)?(?P<day>\d{1,2})|the\s+(?P<day2>\d{1,2})(?=(?:st|nd|rd|th)\s+at\b))"
    r"(?:st|nd|rd|th)\b(?!\s+(?:time|try|attempt|retry|of))"
)
_RELATIVE = re.compile(
    r"\b(?:(?:the\s+)?day\s+(?P<beyond>after|before)\s+)?"
    r"(?P<day>today|tonight|tonite|tom+or+ow|tmrw?|tomoz|yesterday)"
    rf"(?:\s+(?P<part>{_PART}))?\b"
)
_THIS_PART = re.compile(rf"\bthis\s+(?P<part>{_PART})\b")
_NEXT_PART = re.compile(rf"\b(?:in\s+)?the\s+(?P<part>{_PART})\b")
_PART_BEHIND = re.compile(rf"\s+(?:in\s+the\s+)?(?P<part>{_PART})\b")
_BESIDE_A_DATE = re.compile(r"[\s,(]*(?:the\s+|on\s+)?")


class Firmness(Enum):
    """How firmly a day was said; all but a date may move on if the hour has passed."""

    DATE = auto()  # `28 november`, `tomorrow`, `next monday`
    WEEKDAY = auto()  # `saturday`
    PART = auto()  # `this morning`
    NEXT = auto()  # `in the morning`


@dataclass(frozen=True, slots=True)
class Day:
    """A day; `hour` is that of the part of it that was named, such as its night."""

    date: date
    hour: int | None = None
    firmness: Firmness = Firmness.DATE
    said: str = ""


def said_day(scan: Scan, today: date, *, past: bool) -> Day | UnclearMoment | None:
    """The day that was said; `past` makes one without a year the latest one instead of the next."""
    dated = scan.take(_DATE)
    if dated:
        return _in_full(_calendar_day(dated, today, past=past), dated, scan)
    numeric = scan.take(_NUMERIC)
    if numeric:
        return _in_full(_numeric_day(numeric), numeric, scan)
    weekday = scan.take(_WEEKDAY)
    if weekday:
        return _weekday(weekday, scan, today, past=past)
    ordinal = scan.take(_ORDINAL)
    if ordinal:
        return _in_part(_day_of_month(ordinal, today, past=past), ordinal.end(), scan)
    return _relative_day(scan, today)


def _in_full(day: Day | UnclearMoment, found: re.Match[str], scan: Scan) -> Day | UnclearMoment:
    """A date, with the part of the day and the weekday that may stand beside it."""
    day = _in_part(day, found.end(), scan)
    if isinstance(day, Day):
        pass_over_weekday(scan, found.span(), day.date)
    return day


def pass_over_weekday(scan: Scan, place: tuple[int, int], day: date) -> None:
    """Count the weekday beside a date as understood; any other than the date's own stays open."""
    for weekday in _WEEKDAY.finditer(scan.text):
        start, end = sorted([*place, *weekday.span()])[1:3]
        beside = _BESIDE_A_DATE.fullmatch(scan.text, start, end)
        if beside and DAYS.index(_named(weekday)[:3]) == day.weekday():
            scan.blank(*weekday.span())
            return


def _in_part(day: Day | UnclearMoment, end: int, scan: Scan) -> Day | UnclearMoment:
    """The day, in the part of it that is named where the day's name ends: `in the morning`."""
    part = _PART_BEHIND.match(scan.text, end)
    if part is None or not isinstance(day, Day):
        return day
    scan.blank(*part.span())
    return replace(day, hour=PARTS[part["part"]])


def _calendar_day(found: re.Match[str], today: date, *, past: bool) -> Day | UnclearMoment:
    day, month = int(found["day"] or found["day2"]), found["month"] or found["month2"]
    number = _MONTHS.index(month[:3]) + 1
    if found["year"]:
        stated = _date(int(found["year"]), number, day)
        return Day(stated) if stated and stated.year in YEARS else unclear(found)
    years = range(today.year - 8, today.year + 9)
    return _nearest([_date(year, number, day) for year in years], today, found, past=past)


def _numeric_day(found: re.Match[str]) -> Day | UnclearMoment:
    """A day in numbers; one that may be read in two orders is unclear."""
    if found["year"]:
        days = {_date(int(found["year"]), int(found["month"]), int(found["day"]))}
    else:
        year, one, two = int(found["year2"]), int(found["one"]), int(found["two"])
        days = {_date(year, two, one)}
        if found["mark2"] != ".":
            days.add(_date(year, one, two))
    possible = [day for day in days if day]
    return Day(possible[0]) if len(possible) == 1 else unclear(found)


def _day_of_month(found: re.Match[str], today: date, *, past: bool) -> Day | UnclearMoment:
    number = int(found["day"] or found["day2"])
    months = [divmod(today.year * 12 + today.month - 1 + ahead, 12) for ahead in range(-13, 14)]
    days = [_date(year, month + 1, number) for year, month in months]
    return _nearest(days, today, found, past=past)


def _nearest(
    days: list[date | None], today: date, found: re.Match[str], *, past: bool
) -> Day | UnclearMoment:
    """Of days in order, the latest that has come, or the first that is to come."""
    if past:
        fitting = [day for day in days if day and day <= today][-1:]
    else:
        fitting = [day for day in days if day and day >= today][:1]
    return Day(fitting[0]) if fitting else unclear(found)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(found: re.Match[str], scan: Scan, today: date, *, past: bool) -> Day | UnclearMoment:
    wanted = DAYS.index(_named(found)[:3])
    ahead = (wanted - today.weekday()) % 7
    if "next" in found.group():
        if 0 < ahead < 7 - today.weekday():
            return unclear(found)  # `next friday`, said on a monday, is this one to half the world
        ahead = ahead or 7
    elif "coming" in found.group():
        ahead = ahead or 7
    if past and (ahead or "last" in found.group()):
        ahead -= 7
    is_dated = "next" in found.group() or "coming" in found.group()
    firmness = Firmness.DATE if is_dated else Firmness.WEEKDAY
    day = Day(today + timedelta(days=ahead), None, firmness, phrase(found))
    return _in_part(day, found.end(), scan)


def _named(weekday: re.Match[str]) -> str:
    return weekday["long"] or weekday["short"] or weekday["bare"]


def _relative_day(scan: Scan, today: date) -> Day | None:
    relative = scan.take(_RELATIVE)
    if relative:
        day = relative["day"]
        shift = -1 if day == "yesterday" else 0 if day.startswith(("today", "ton")) else 1
        shift += {"after": 1, "before": -1}.get(relative["beyond"] or "", 0)
        part = relative["part"] or ("night" if day.startswith("ton") else None)
        return Day(today + timedelta(days=shift), PARTS[part] if part else None)
    this = scan.take(_THIS_PART)
    if this:
        return Day(today, PARTS[this["part"]], Firmness.PART)
    coming = scan.take(_NEXT_PART)
    return Day(today, PARTS[coming["part"]], Firmness.NEXT) if coming else None
