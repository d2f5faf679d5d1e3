"""What is known of the central queue: its readings, the map's counts day by day, who said "I know".

The queue is nobody's entity in the map: it is read now and then, and every reading is kept.
"""

from dataclasses import field
from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field
from pydantic.dataclasses import dataclass

from knowledge.entities import Count, Id, Name, Text

_KEPT = ConfigDict(extra="forbid", str_strip_whitespace=True)

LONGEST_WAIT = 36_500
"""Days that the oldest request may have waited: a century, so a typo of a date is refused."""

Days = Annotated[int, Field(ge=0, le=LONGEST_WAIT)]


@dataclass(frozen=True, slots=True, config=_KEPT)
class QueueReading:
    """How many requests waited at an instant, and for how many days the oldest of them.

    `team` is whose requests were counted; None where it was the whole queue. `request` is the id
    by which whoever reports it knows a repetition.
    """

    at: AwareDatetime
    depth: Count
    reported_by: Name
    source: Name
    reported_at: AwareDatetime
    oldest_days: Days | None = None
    team: Id | None = None
    request: Annotated[str, Field(min_length=1, max_length=200)] | None = None


@dataclass(frozen=True, slots=True, config=_KEPT)
class DayCount:
    """What the map held on one day: counted once a day, so that each counts for one reading.

    `named` are the models whose model-quality page had a named owner at that instant.
    """

    day: date
    at: AwareDatetime
    models: Count
    producing_teams: Count
    named: Count


@dataclass(frozen=True, slots=True, config=_KEPT)
class Acknowledgement:
    """Somebody knows that the signals fire, and wants to hear of it again only after `until`."""

    by: Name
    at: AwareDatetime
    until: AwareDatetime
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Backlog:
    """All that was kept, the oldest first: a value that is handed in beside the map."""

    readings: tuple[QueueReading, ...] = ()
    counts: tuple[DayCount, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = field(default=())

    def acknowledged(self, now: datetime) -> Acknowledgement | None:
        """The acknowledgement that holds: the last one said, unless it is over."""
        said = [each for each in self.acknowledgements if each.at <= now]
        return said[-1] if said and now < said[-1].until else None


NOTHING_KEPT = Backlog()
"""Where nobody has reported anything, or nobody looked."""
