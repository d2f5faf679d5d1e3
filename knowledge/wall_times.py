"""Wall times and instants: what a clock in a zone shows, and when it does.

In a repeated hour the first one counts; a wall time that is skipped means the instant after the gap.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

YEARS: Final = range(1970, 2200)
"""What times are read within: far from where the arithmetic of calendars ends."""

_SECOND: Final = timedelta(seconds=1)


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo:
    """A time zone by its name; names were checked when they entered."""
    return ZoneInfo(name)


@lru_cache(maxsize=65536)
def instant(wall: datetime, zone_name: str) -> datetime:
    """The instant (UTC) at which a clock in the zone shows `wall`."""
    tz = zone(zone_name)
    moment = wall.replace(tzinfo=tz, fold=0).astimezone(UTC)
    if moment.astimezone(tz).replace(tzinfo=None) == wall:
        return moment
    return _end_of_gap(wall, tz)


def wall_at(moment: datetime, zone_name: str) -> datetime:
    """What a clock in the zone shows at an instant."""
    return moment.astimezone(zone(zone_name)).replace(tzinfo=None)


def _end_of_gap(wall: datetime, tz: ZoneInfo) -> datetime:
    """The first instant after the gap that swallows `wall`, to the second."""
    before = wall.replace(tzinfo=tz, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=tz, fold=0).astimezone(UTC)
    offset = after.astimezone(tz).utcoffset()
    while after - before > _SECOND:
        middle = before + timedelta(seconds=(after - before) // _SECOND // 2)
        if middle.astimezone(tz).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
