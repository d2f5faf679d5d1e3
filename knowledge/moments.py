"""The instant that a question is about, read from words such as `tomorrow at 02:00`.

What is understood, in the asker's time zone unless an offset, `UTC` or an IANA zone is given:

    now, today, tonight (22:00), tomorrow, yesterday (the same time of day)
    tonight at 2am, saturday night at 2am             the small hours that follow
    tomorrow morning (09:00) | afternoon (15:00) | evening (20:00) | night (22:00)
    at 2am, at 2:30 pm, 02:00, noon, midnight         the next time that a clock shows it
    saturday, on saturday 02:00, next monday at 9am   the coming one
    28 november, nov 28 at 14:00, 2026-11-28          the coming one where no year is given
    2026-11-28T02:00, 2026-11-28T02:00+01:00, 2026-11-28 02:00Z
    in 3 hours, in 2 days

Words that speak of time but don't tell the instant (`this weekend`, `at 2`, `CET`) are unclear:
answering for another instant could name the wrong person.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from knowledge.rotation import instant


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant (UTC) asked about, in the zone that the person thinks in."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class UnclearMoment:
    """Words about time that leave the instant open."""

    phrase: str


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONG_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_PARTS = {"morning": 9, "afternoon": 15, "evening": 20, "night": 22, "noon": 12, "midnight": 0}

_ISO = re.compile(
    r"\b(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:(?:t|\s+(?:at\s+)?)(?P<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)\s?"
    r"(?P<offset>z\b|[+-]\d{2}:?\d{2})?)?(?![\w:])"
)
_AHEAD = re.compile(
    r"\bin\s+(?:about\s+)?(?P<count>\d{1,4}|an?|one|two|three)\s?"
    r"(?P<unit>m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?)\b"
)
_CLOCK = re.compile(
    r"\b(?:at\s+|@\s*)?(?:"
    r"(?P<hour12>\d{1,2})(?:[:.](?P<minute12>\d{2}))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hour>\d{1,2}):(?P<minute>\d{2})(?![\w:])"
    r"|(?P<part>noon|midnight)\b)"
)
_WEEKDAY = re.compile(
    rf"\b(?:(?:on|this|coming|next)\s+)*(?P<long>{_LONG_DAYS})s?\b"
    rf"|\b(?:on|this|next)\s+(?P<short>{'|'.join(_DAYS)}|tues|thur|thurs)\b"
)
_DATE = re.compile(
    rf"\b(?:on\s+)?(?:the\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)(?:,?\s+(?P<year>20\d{{2}}))?\b"
)
_RELATIVE = re.compile(
    r"\b(?:(?:this\s+)?(?P<part>morning|afternoon|evening)|(?P<day>today|tonight|tomorrow|tomorow|tmrw|yesterday)(?:\s+(?P<part2>morning|afternoon|evening|night))?)\b"
)
_NOW = re.compile(r"\b(?:right\s+)?now\b|\bat the moment\b|\bcurrently\b")
_ZONE = re.compile(r"\b(?P<name>utc|gmt|[a-z]+/[a-z_]+(?:/[a-z_]+)?)\b")
_UNCLEAR = re.compile(
    r"\b(?:(?:this|next|last|the|over\s+the|at\s+the)\s+)?(?:weekends?|weeks?|months?|quarter|year|fortnight)\b"
    r"|\blast\s+night\b|\b(?:christmas|xmas|easter|new\s+year\w*|holidays?)\b"
    r"|\bat\s+\d{1,4}(?:\s*o\W?clock)?\b(?![.,]\d|\s*%)|\b\d{1,2}\s*o\W?clock\b|\b\d{1,2}:\d{2}(?::\d{2})?\b"
    r"|\b(?:[ecmp][sd]t|cet|cest|eet|eest|bst|ist|jst|aest|aedt|wet|west|msk)\b"
    r"|\b\d{1,2}\s?[ap]m\b|\b(?:later|earlier)\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"
    rf"|\b(?:{_LONG_DAYS})s?\b|\b(?:tomorrow|yesterday|tonight|noon|midnight)\b|\b\d{{4}}-\d{{2}}-\d{{2}}\S*"
)
_BACKGROUND = re.compile(
    r"\bsince\s+(?!when)(?:about\s+|around\s+|early\s+|late\s+|at\s+|the\s+|this\s+|last\s+)*[\w:.]+"
    r"(?:\s+(?:am|pm|morning|night|evening|afternoon|weeks?|months?|days?|hours?|ago|\d{1,2}:\d{2}|at\s+\d\S*))*"
    r"|\b(?:in|over|for|within|during)\s+(?:the\s+)?(?:last|past)\s+(?:\w+\s+)?(?:min|minute|hour|day|week|month)s?\b"
    r"|\bfor\s+\w+\s+(?:min|minute|hour|day|week|month)s?\b"
    r"|\b\w+\s+(?:min|minute|hour|day|week|month)s?\s+ago\b"
    r"|\b(?:recall|precision|ndcg|map|mrr|hit\s+rate|auc)\s?(?:at|@)\s?\d+\b"
)
"""Time that belongs to the trouble told (`drifting since 2am`), not to the question."""
_SPEAKS_OF_TIME = re.compile(
    r"\d|day\b|week|month|year|quarter|tomor|tmrw|night|noon|morning|evening|now\b|clock|earlier"
    r"|\b(?:on|this|next) (?:mon|tue|wed|thu|fri|sat|sun)|christmas|xmas|easter|holiday|later"
    r"|at the moment|currently|in (?:an?|one|two|three) |fortnight"
)
_NIGHT_ENDS = 6
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}


@dataclass(slots=True)
class _Scan:
    """The text as far as it has not been understood; what was is blanked out."""

    text: str

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.text)
        if found:
            start, end = found.span()
            self.text = self.text[:start] + " " * (end - start) + self.text[end:]
        return found


def read_moment(
    text: str, now: datetime, zone: str, *, past: bool = False
) -> tuple[Moment | UnclearMoment | None, str]:
    """The moment that `text` (folded) speaks of, and the text with those words blanked out.

    `past` makes a day without a year the latest one before `now` instead of the coming one.
    """
    if not _SPEAKS_OF_TIME.search(text):
        return None, text
    scan = _Scan(text)
    while scan.take(_BACKGROUND):
        pass
    stated = _stated(scan, now, zone, past=past)
    scan.take(_NOW)
    unclear = scan.take(_UNCLEAR)
    if unclear:
        return UnclearMoment(unclear.group().strip()), scan.text
    return stated, scan.text


def _stated(scan: _Scan, now: datetime, zone: str, *, past: bool) -> Moment | UnclearMoment | None:
    iso = scan.take(_ISO)
    if iso:
        return _from_iso(iso, scan, now, zone)
    ahead = scan.take(_AHEAD)
    if ahead:
        return Moment(now + _length(ahead), zone)
    clock, day = scan.take(_CLOCK), _day(scan, now, zone, past=past)
    part = scan.take(_RELATIVE) if day is None else None
    if clock is None and day is None and part is None:
        return None
    zone = _stated_zone(scan) or zone
    local = now.astimezone(ZoneInfo(zone))
    if isinstance(day, UnclearMoment):
        return day
    at = _time_of_day(clock, part, local)
    if at is None:
        return UnclearMoment(clock.group().strip() if clock else "")
    return Moment(_combine(day, at, local, zone, now), zone)


def _from_iso(
    found: re.Match[str], scan: _Scan, now: datetime, zone: str
) -> Moment | UnclearMoment:
    zone = _stated_zone(scan) or zone
    try:
        day = date.fromisoformat(found["date"])
        clock = scan.take(_CLOCK) if not found["time"] else None
        local = now.astimezone(ZoneInfo(zone))
        at = (
            time.fromisoformat(found["time"]) if found["time"] else _time_of_day(clock, None, local)
        )
        if at is None:
            return UnclearMoment(found.group().strip())
        if found["offset"]:
            stated = f"{found['date']}T{found['time']}{found['offset'].upper()}"
            return Moment(datetime.fromisoformat(stated).astimezone(UTC), zone)
        return Moment(instant(datetime.combine(day, at), zone), zone)
    except (ValueError, OverflowError):
        return UnclearMoment(found.group().strip())


def _length(found: re.Match[str]) -> timedelta:
    count = _COUNTS.get(found["count"]) or int(found["count"])
    match found["unit"][0]:
        case "m":
            return timedelta(minutes=count)
        case "h":
            return timedelta(hours=count)
        case "d":
            return timedelta(days=count)
        case _:
            return timedelta(weeks=count)


@dataclass(frozen=True, slots=True)
class _Day:
    date: date
    part: str | None = None


def _day(scan: _Scan, now: datetime, zone: str, *, past: bool) -> _Day | UnclearMoment | None:
    today = now.astimezone(ZoneInfo(zone)).date()
    dated = scan.take(_DATE)
    if dated:
        return _calendar_day(dated, today, past=past)
    weekday = scan.take(_WEEKDAY)
    if weekday:
        return _weekday(weekday, scan, today, past=past)
    relative = _RELATIVE.search(scan.text)
    if relative and relative["day"]:
        scan.take(_RELATIVE)
        shift = {"to": 0, "tm": 1, "ye": -1}[relative["day"][:2]]
        shift = 1 if relative["day"].startswith("tomo") else shift
        part = relative["part2"] or ("night" if relative["day"] == "tonight" else None)
        return _Day(today + timedelta(days=shift), part)
    return None


def _calendar_day(found: re.Match[str], today: date, *, past: bool) -> _Day | UnclearMoment:
    day, month = found["day"] or found["day2"], found["month"] or found["month2"]
    number = _MONTHS.index(month[:3]) + 1
    years = [int(found["year"])] if found["year"] else range(today.year - 8, today.year + 9)
    days = [d for year in years if (d := _date(year, number, int(day)))]
    if found["year"]:
        fitting = days
    elif past:
        fitting = [d for d in days if d <= today][-1:]
    else:
        fitting = [d for d in days if d >= today][:1]
    return _Day(fitting[0]) if fitting else UnclearMoment(found.group().strip())


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(found: re.Match[str], scan: _Scan, today: date, *, past: bool) -> _Day:
    wanted = _DAYS.index((found["long"] or found["short"])[:3])
    ahead = (wanted - today.weekday()) % 7
    if ahead == 0 and "next" in found.group():
        ahead = 7
    if past and ahead:
        ahead -= 7
    part = re.match(r"\s+(morning|afternoon|evening|night)\b", scan.text[found.end() :])
    if part:
        scan.take(re.compile(rf"\b{part[1]}\b"))
    return _Day(today + timedelta(days=ahead), part[1] if part else None)


def _time_of_day(
    clock: re.Match[str] | None, part: re.Match[str] | None, local: datetime
) -> time | None:
    """The time that was said; that of now where none was; None for one that no clock shows."""
    if clock is None:
        named = part["part"] or part["part2"] if part else None
        return time(_PARTS[named]) if named else local.time().replace(tzinfo=None)
    if clock["part"]:
        return time(_PARTS[clock["part"]])
    hour, minute = (
        int(clock["hour12"] or clock["hour"]),
        int(clock["minute12"] or clock["minute"] or 0),
    )
    if clock["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock["half"] == "p" else 0)
    return time(hour, minute) if hour <= 23 and minute <= 59 else None


def _combine(day: _Day | None, at: time, local: datetime, zone: str, now: datetime) -> datetime:
    if day is None:
        today = instant(datetime.combine(local.date(), at), zone)
        tomorrow = datetime.combine(local.date() + timedelta(days=1), at)
        return today if today >= now else instant(tomorrow, zone)
    if day.part and at == local.time().replace(tzinfo=None):
        at = time(_PARTS[day.part])
    small_hours = day.part == "night" and at.hour < _NIGHT_ENDS
    return instant(datetime.combine(day.date + timedelta(days=small_hours), at), zone)


def _stated_zone(scan: _Scan) -> str | None:
    found = scan.take(_ZONE)
    if not found:
        return None
    name = "/".join(part.title() for part in found["name"].split("/"))
    try:
        return ZoneInfo("UTC" if "/" not in name else name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
