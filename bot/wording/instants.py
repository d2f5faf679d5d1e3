"""How instants and spans of time read."""

from datetime import datetime, timedelta
from functools import lru_cache

from bot.wording.counting import counted
from knowledge.wall_times import zone

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def day_text(at: datetime, zone_name: str, now: datetime) -> str:
    """`3 Nov`, with the year where it is not this one."""
    return _day_and_clock(at, zone_name, now.year)[0]


def instant_text(at: datetime, zone_name: str, now: datetime) -> str:
    """`Mon 30 Nov 09:00 (Europe/London)`, with the year where it is not this one."""
    day, weekday, clock = _day_and_clock(at, zone_name, now.year)
    return f"{weekday} {day} {clock} ({zone_name})"


def weekday_text(at: datetime, zone_name: str) -> str:
    """`Mon 30`."""
    local = at.astimezone(zone(zone_name))
    return f"{_DAYS[local.weekday()]} {local.day}"


def clock_text(at: datetime, zone_name: str) -> str:
    """`02:30 (Europe/London)`."""
    return f"{at.astimezone(zone(zone_name)):%H:%M} ({zone_name})"


@lru_cache(maxsize=4096)  # whole organisations hand off, and import, at the same instants
def _day_and_clock(at: datetime, zone_name: str, this_year: int) -> tuple[str, str, str]:
    local = at.astimezone(zone(zone_name))
    year = "" if local.year == this_year else f" {local.year}"
    day = f"{local.day} {_MONTHS[local.month - 1]}{year}"
    return day, _DAYS[local.weekday()], f"{local.hour:02}:{local.minute:02}"


def distance_text(span: timedelta) -> str:
    """`in 4 days`, `in 5 hours`, `in 20 minutes`: whole units, rounded down; empty if past."""
    days, seconds = span.days, span.seconds
    if days < 0:
        return ""
    if days >= 2:
        return f"in {days} days"
    seconds += days * _DAY
    if seconds >= 2 * _HOUR:
        return f"in {seconds // _HOUR} hours"
    if seconds < _MINUTE:
        return "in under a minute"
    minutes = seconds // _MINUTE
    return f"in {counted(minutes, 'minute')}"
