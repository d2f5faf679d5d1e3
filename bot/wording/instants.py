"""How instants and spans of time read."""

from datetime import datetime, timedelta

from knowledge.rotation import zone

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def day_text(at: datetime, zone_name: str, now: datetime) -> str:
    """`3 Nov`, with the year where it is not this one."""
    return _day(at.astimezone(zone(zone_name)), now)


def instant_text(at: datetime, zone_name: str, now: datetime) -> str:
    """`Mon 30 Nov 09:00 (Europe/London)`, with the year where it is not this one."""
    local = at.astimezone(zone(zone_name))
    clock = f"{local.hour:02}:{local.minute:02}"
    return f"{_DAYS[local.weekday()]} {_day(local, now)} {clock} ({zone_name})"


def _day(local: datetime, now: datetime) -> str:
    year = "" if local.year == now.year else f" {local.year}"
    return f"{local.day} {_MONTHS[local.month - 1]}{year}"


def distance_text(span: timedelta) -> str:
    """`in 4 days`, `in 5 hours`, `in 20 minutes`: whole units, rounded down; empty if past."""
    seconds = int(span.total_seconds())
    if seconds < 0:
        return ""
    for unit, length in (("day", _DAY), ("hour", _HOUR)):
        if seconds >= 2 * length:
            return f"in {seconds // length} {unit}s"
    minutes = seconds // _MINUTE
    return f"in {minutes} minute{'' if minutes == 1 else 's'}"
