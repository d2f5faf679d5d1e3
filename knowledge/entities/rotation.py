"""Who takes turns: rotations, and what goes before them for a while."""

from datetime import datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, NaiveDatetime, PlainSerializer
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from knowledge.entities.fields import ENTITY, Id, Name, Zone

_UNITS = ("hour", "day", "week")


@dataclass(frozen=True, slots=True)
class Cadence:
    """How long a shift lasts on the wall clock: `12 hours`, `1 day`, `2 weeks`."""

    count: int
    unit: Literal["hour", "day", "week"]

    @property
    def wall(self) -> timedelta:
        """The length on a wall clock, which is not that in elapsed time across a DST change."""
        return timedelta(**{f"{self.unit}s": self.count})

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read `N hours | N days | N weeks` (also in the singular)."""
        if isinstance(text, cls):
            return text
        words = text.split() if isinstance(text, str) else []
        if len(words) == 2:
            number, unit = words[0], words[1].lower().removesuffix("s")
            if number.isdecimal() and 1 <= int(number) <= 1000 and unit in _UNITS:
                return cls(int(number), unit)  # type: ignore[arg-type]  # narrowed by _UNITS
        raise PydanticCustomError("cadence", "not N hours, N days or N weeks")

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'s' if self.count > 1 else ''}"


def _wall_text(value: datetime) -> str:
    return value.isoformat(timespec="minutes" if not value.second else "seconds")


Wall = Annotated[NaiveDatetime, PlainSerializer(_wall_text)]
"""A time on the wall clock of a rotation's zone: no offset."""


@dataclass(frozen=True, slots=True, config=ENTITY)
class Override:
    """`person` stands in from `start` until just before `end` (keys `from` and `to`)."""

    start: Annotated[Wall, Field(alias="from")]
    end: Annotated[Wall, Field(alias="to")]
    person: Id


@dataclass(frozen=True, slots=True, config=ENTITY)
class Pause:
    """Nobody takes turns from `start` until just before `end` (keys `from` and `to`)."""

    start: Annotated[Wall, Field(alias="from")]
    end: Annotated[Wall, Field(alias="to")]
    reason: Name | None = None


@dataclass(frozen=True, slots=True, config=ENTITY)
class Rotation:
    """Members take turns; `starts` is the wall time of the first handoff, in `time_zone`."""

    id: Id
    name: Name
    members: tuple[Id, ...]
    time_zone: Zone
    starts: Wall
    every: Annotated[Cadence, BeforeValidator(Cadence.parse), PlainSerializer(str, return_type=str)]
    overrides: tuple[Override, ...] = ()
    pauses: tuple[Pause, ...] = ()
