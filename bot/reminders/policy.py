"""What the organisation wants of reminders, from the settings and the map. Values."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.reminders.schedule import Schedule
from knowledge.concerns import Watch
from knowledge.entities import Channel
from knowledge.ownership import OwnershipMap


@dataclass(frozen=True, slots=True)
class Policy:
    """`ladder` tells after how many unanswered digests each of its steps is taken.

    `coverage` is the channel that wants the weekly summary. `admins` are ids of people, or chat
    ids, from the settings.
    """

    schedule: Schedule = field(default_factory=Schedule)
    watch: Watch = field(default_factory=Watch)
    grace: timedelta = timedelta(hours=24)
    ladder: tuple[int, ...] = (2, 4, 6)
    fallback: Channel | None = None
    coverage: Channel | None = None
    admins: frozenset[str] = frozenset()

    def within(self, ownership: OwnershipMap) -> "Policy":
        """The same, with the holidays that the map tells."""
        holidays = self.schedule.holidays | frozenset(ownership.organisation.holidays)
        return replace(self, schedule=replace(self.schedule, holidays=holidays))
