"""When people may be reminded. Pure: wall times in somebody's zone, instants in UTC.

A digest is due once a working day, from its hour on until the quiet hours begin. A day is known by
its date in the place's own zone, so no change of the clock skips one or repeats one.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from knowledge.wall_times import instant, zone

WORKING_DAYS = frozenset(range(5))
"""Monday to Friday, as `date.weekday` counts."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """`quiet` begins and ends at these times of day; where both are the same, no hour is quiet."""

    days: frozenset[int] = WORKING_DAYS
    at: time = time(10)
    quiet: tuple[time, time] = (time(18), time(8))
    holidays: frozenset[date] = frozenset()

    def day_of(self, now: datetime, zone_name: str) -> date:
        """Which day it is there."""
        return now.astimezone(zone(zone_name)).date()

    def begins(self, day: date, zone_name: str) -> datetime:
        """The instant from which on a day's reminders are due."""
        return instant(datetime.combine(day, self.at), zone_name)

    def works(self, day: date) -> bool:
        """Whether people work on that day."""
        return day.weekday() in self.days and day not in self.holidays

    def is_open(self, now: datetime, zone_name: str) -> bool:
        """Whether somebody in that zone may be disturbed at `now`."""
        local = now.astimezone(zone(zone_name))
        return self.works(local.date()) and not self.is_quiet(local.time())

    def closes(self, now: datetime, zone_name: str) -> datetime:
        """From when on nobody there may be disturbed any more, on the day of `now`."""
        day = self.day_of(now, zone_name)
        evening = instant(datetime.combine(day, self.quiet[0]), zone_name)
        night = instant(datetime.combine(day + timedelta(days=1), time()), zone_name)
        return evening if self.quiet[0] != self.quiet[1] and evening > now else night

    def is_quiet(self, at: time) -> bool:
        """Whether a time of day lies in the quiet hours, which may go over midnight."""
        begin, end = self.quiet
        if begin <= end:
            return begin <= at < end
        return at >= begin or at < end

    def current_day(self, now: datetime, zone_name: str) -> date | None:
        """The day whose reminders are due at `now`; None before its hour, and when it is quiet."""
        day = self.day_of(now, zone_name)
        due = self.is_open(now, zone_name) and now >= self.begins(day, zone_name)
        return day if due else None
