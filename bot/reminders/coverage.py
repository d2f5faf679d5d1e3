"""How much of the map is covered: once a week, in the channel that asked for it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from bot.drawing.safely import drawn
from bot.reminders.due import Due
from bot.reminders.homes import channel_home, is_barred
from bot.reminders.kind import Kind
from bot.reminders.situation import Situation
from bot.wording.coverage import Summary, summary_reply
from bot.wording.pictures import coverage_picture
from knowledge.backlog import DayCount
from knowledge.concerns import Cause
from knowledge.diagnosis.coverage import coverage, turnover
from knowledge.ownership import OwnershipMap
from knowledge.store import Readings, Store

KIND: Final = "coverage"
WEEK: Final = timedelta(days=7)


def look(store: Store, situation: Situation) -> Summary | None:
    """Nothing, unless it is due: the map of a week ago takes seconds to load, if it is large."""
    if _key(situation) is None:
        return None
    before = store.at(situation.now - WEEK)
    return summary(situation, before, Readings(store).backlog().counts)


def summary(
    situation: Situation, before: OwnershipMap | None, counts: tuple[DayCount, ...]
) -> Summary:
    """What is told of the week that ends now."""
    now = situation.now
    was = coverage(before, now - WEEK) if before else None
    found = coverage(situation.ownership, now)
    gaps = [tracked for tracked in situation.tracked if tracked.cause is Cause.GAP]
    return Summary(
        situation.ownership.organisation,
        now,
        found,
        turnover(was, found) if was else None,
        min(gaps, key=lambda tracked: tracked.since, default=None),
        counts,
    )


def due(situation: Situation, found: Summary | None) -> Iterator[Due]:
    key, to = _key(situation), situation.policy.coverage
    if found is None or key is None or to is None:
        return
    reply = summary_reply(found, drawn(lambda: coverage_picture(found)))
    yield Due(KIND, key, to, reply, (KIND,))


COVERAGE: Final = Kind(look, due)


def _key(situation: Situation) -> str | None:
    """The week that is to be told of now: from the hour of its first working day on."""
    to = situation.policy.coverage
    home = channel_home(to, situation) if to else None
    if home is None or is_barred(home, situation):
        return None
    day = situation.policy.schedule.current_day(situation.now, home.zone)
    if day is None:
        return None
    year, number, _ = day.isocalendar()
    week = f"{KIND} {year}-W{number:02}"
    last = situation.latest(KIND, home.place)
    if last and last.claim.key.startswith(week):
        return None
    return f"{week} {day.isoformat()}"  # where it doesn't get through it is tried again tomorrow
