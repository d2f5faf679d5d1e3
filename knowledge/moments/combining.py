"""A day and a time of day, put together to an instant near now.

What has just passed is left open: `at 2am`, said at 02:20, may be the hour of the alert or that of
the next night. So is the midnight of a day, which may be the one that it begins or ends with.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from knowledge.moments.days import Day, Firmness
from knowledge.moments.scan import NIGHT, Moment, UnclearMoment
from knowledge.wall_times import instant

_NIGHT_ENDS, _STILL_TONIGHT = 6, 4
_JUST_PASSED, _STILL = timedelta(hours=3), timedelta(hours=8)
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Around:
    """Now, in the zone that was said.

    `past` is for a question that looks back, `asked` for one that asks in so many words, `ends`
    for the end of something that begins now: what has passed can't be meant. `told` is for one that
    says what time it is: what has passed a while ago is then still now.
    """

    now: datetime
    zone: str
    past: bool
    asked: bool
    ends: bool = False
    told: bool = False

    @property
    def local(self) -> datetime:
        """What the zone's clocks show now."""
        return self.now.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def moment(self, day: date, at: time) -> Moment:
        """The moment at which the zone's clocks show this."""
        return Moment(instant(datetime.combine(day, at), self.zone), self.zone)


def moment_of(
    day: Day | None, at: time | None, around: Around, said: str
) -> Moment | UnclearMoment | None:
    """The moment that was `said`; None if it is over and only tells of the trouble."""
    local = around.local
    if day is None or (day.firmness is Firmness.NEXT and at):
        return _recurring(local.date(), at or local.time(), _DAY, around, said)
    if at is None:
        return _without_clock(day, around, said)
    if day.hour is None and "midnight" in said:
        return UnclearMoment(said) if around.asked else None
    meant = _night_of(day, at, local)
    if day.firmness is Firmness.WEEKDAY:
        return _recurring(meant, at, _WEEK, around, said)
    return around.moment(meant, at)


def _without_clock(day: Day, around: Around, said: str) -> Moment | UnclearMoment | None:
    local = around.local
    if day.date == local.date() and (day.hour is None or _goes_on(day, local)):
        return Moment(around.now, around.zone)
    at = time(day.hour) if day.hour is not None else local.time()
    match day.firmness:
        case Firmness.NEXT:
            return _recurring(day.date, at, _DAY, around, "")
        case Firmness.WEEKDAY:
            return _recurring(day.date, at, _WEEK, around, said)
        case Firmness.PART if not around.past and datetime.combine(day.date, at) < local:
            return None
    return around.moment(day.date, at)


def _goes_on(day: Day, local: datetime) -> bool:
    """Whether the night of this day is the one that it is: in the small hours no weekday's is."""
    small_hours = local.hour < _STILL_TONIGHT and day.firmness is not Firmness.WEEKDAY
    return day.hour == NIGHT and (small_hours or local.hour >= NIGHT)


def _night_of(day: Day, at: time, local: datetime) -> date:
    """The date that is meant: the small hours of a night are those of the next day."""
    if day.hour != NIGHT or at.hour >= _NIGHT_ENDS:
        return day.date
    this_night = day.date == local.date() and local.hour < _NIGHT_ENDS and local.time() < at
    if this_night and day.firmness is not Firmness.WEEKDAY:
        return day.date
    return day.date + _DAY


def _recurring(
    first: date, at: time, every: timedelta, around: Around, said: str
) -> Moment | UnclearMoment | None:
    """The next of the days (or weeks) at a time; the latest one where the question looks back.

    Where something was `said` that fits a time just passed as well, that is left open.
    """
    moments = [around.moment(day, at) for day in (first - every, first, first + every)]
    if around.past:
        return moments[1] if moments[1].at <= around.now else moments[0]
    passed = [moment for moment in moments if moment.at < around.now]
    ago = around.now - passed[-1].at if passed else every
    if said and around.told and ago <= (_STILL if every == _WEEK else _JUST_PASSED):
        return None
    if said and ago <= _JUST_PASSED and not around.ends:
        return UnclearMoment(said) if around.asked else None
    return moments[len(passed)]
