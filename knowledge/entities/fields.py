"""The fields of which entities are made, each validated where it enters."""

from datetime import date, datetime
from functools import lru_cache
from sys import intern
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

ENTITY: Final = ConfigDict(extra="forbid", populate_by_name=True, str_strip_whitespace=True)
"""How an entity is validated."""


@lru_cache(maxsize=1024)
def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError("zone", "not a time zone") from None
    return name


def _no_control_characters(text: str) -> str:
    if not text.isprintable() and any(c < " " and c not in "\n\t" for c in text):
        raise PydanticCustomError("control_characters", "control characters")
    return text


def _day(value: object) -> object:
    """A date in ISO 8601 and nothing else: pydantic would take a number for seconds since 1970."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007  # a date has no zone
    except ValueError:
        raise PydanticCustomError("day", "not a day") from None


Id = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, pattern=r"^[^\W_][\w.:/+-]*$"),
    AfterValidator(intern),
]
"""Letters, digits and `- _ . : / +`, starting with a letter or digit; at most 100 characters.

Interned: wherever a party is referred to it is the same text in memory, and found the sooner.
"""

Name = Annotated[
    str, StringConstraints(min_length=1, max_length=200), AfterValidator(_no_control_characters)
]
Text = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_no_control_characters)]
WebAddress = Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://[^\s<>|]+$")]
ChatId = Annotated[str, StringConstraints(max_length=200, pattern=r"^[\w:@.-]+$")]
Zone = Annotated[str, AfterValidator(_known_zone)]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Day = Annotated[date, BeforeValidator(_day)]
