"""The organisation: its shape, its central queue, and the words that it uses."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from knowledge.entities.fields import ENTITY, Count, Day, Id, Name, Zone
from knowledge.entities.kinds import Context, Pattern


@dataclass(frozen=True, slots=True, config=ENTITY)
class Organisation:
    """`time_zone` is used for everybody who has none of their own; `admins` may change all.

    `shared_rails`: whether a platform team offers paved paths that product teams serve
    themselves on. `autonomy_permitted`: whether the regulator lets product teams work on their
    models themselves.
    `sponsor` is told last when a gap stays open. On `holidays` nobody is reminded of anything.
    """

    name: Name
    pattern: Pattern | None = None
    context: Context | None = None
    single_accountable_operator: bool | None = None
    autonomy_permitted: bool | None = None
    maturity: Annotated[int, Field(ge=1, le=5)] | None = None
    ml_engineers: Count | None = None
    platform_engineers: Count | None = None
    shared_rails: bool | None = None
    time_zone: Zone = "UTC"
    admins: tuple[Id, ...] = ()
    sponsor: Id | None = None
    holidays: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True, config=ENTITY)
class Thresholds:
    """Where the transition signals fire; `None` where the organisation has set no number.

    `in_a_row` is how many readings in a row it takes.
    """

    depth: Count | None = None
    model_producing_teams: Count | None = None
    models: Count | None = None
    in_a_row: Annotated[int, Field(ge=1, le=1000)] | None = None


@dataclass(frozen=True, slots=True, config=ENTITY)
class Queue:
    """The central queue: the team that works it off, and its transition signals."""

    team: Id | None = None
    signals: Thresholds = Thresholds()


@dataclass(frozen=True, slots=True, config=ENTITY)
class Vocabulary:
    """The words that this organisation adds to the lexicon, by the page kind that they mean."""

    infrastructure: tuple[Name, ...] = ()
    model_quality: Annotated[tuple[Name, ...], Field(alias="model-quality")] = ()
