"""What is known of the four patterns, as frozen values: every fact with where it comes from.

They are checked where the files are read, and not before: most questions need none of them.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, StringConstraints

from knowledge.entities import Pattern

_SHEET = ConfigDict(extra="forbid", str_strip_whitespace=True)

Sentence = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Cell = Annotated[str, StringConstraints(min_length=1, max_length=90)]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known: in full, and as a cell of a table; `sources` are references."""

    __pydantic_config__: ClassVar[ConfigDict] = _SHEET

    says: Sentence
    short: Cell
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of maturity."""

    __pydantic_config__: ClassVar[ConfigDict] = _SHEET

    name: str
    says: Sentence
    short: Cell
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


Span = tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]]
"""From the first to the last number, both included."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One pattern.

    `names` is how people call it. `team_size` counts the platform team (of embedded: the
    engineers in one product team), `per_ten_teams` its people for ten consuming teams. `levels`
    are the maturity levels that it fits by itself, without a mandate and without shared rails.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _SHEET

    pattern: Pattern
    title: str
    names: Annotated[tuple[str, ...], Field(min_length=1)]
    team_size: Span
    per_ten_teams: Span
    levels: tuple[Annotated[int, Field(ge=1, le=5)], ...]
    bet: Fact
    staffing: Fact
    headcount: Fact
    experience: Fact
    infrastructure_pages: Fact
    quality_pages: Fact
    failures: Annotated[tuple[Fact, ...], Field(min_length=1)]
    knowledge: Fact
    maturity: Fact
    contexts: Fact
    next: Fact


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for all four, and why each finding matters."""

    __pydantic_config__: ClassVar[ConfigDict] = _SHEET

    no_ladder: Fact
    no_answer_at_night: Fact
    handoff: Fact
    infrastructure_fits: Fact
    shared_pager: Fact
    knowledge: Fact
    senior_two: Fact
    shadow: Fact
    off_path: Fact
    ml_department: Fact
    consumers: Fact
    signals: Fact
