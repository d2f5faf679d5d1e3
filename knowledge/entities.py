"""What an organisation declares, as frozen values.

Every entity is validated where it enters (a map file, a row of the store) and never changes
afterwards. The field names and aliases are the keys of `ownership.yaml`; the id of an entity is
its key there. "Model" always means a production ML model.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Field,
    NaiveDatetime,
    PlainSerializer,
    StringConstraints,
)
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

_ENTITY = ConfigDict(extra="forbid", populate_by_name=True, str_strip_whitespace=True)


class PageKind(StrEnum):
    """The two pagers that a model has."""

    INFRASTRUCTURE = "infrastructure"
    MODEL_QUALITY = "model-quality"


PAGE_KINDS = tuple(PageKind)
"""In the order in which they are shown."""


class KnowledgeKind(StrEnum):
    """The three kinds of knowledge that a quality degradation needs."""

    BUSINESS_DOMAIN = "business-domain"
    MODEL = "model"
    INFRASTRUCTURE = "infrastructure"


KNOWLEDGE_KINDS = tuple(KnowledgeKind)


class Pattern(StrEnum):
    """How an organisation ships ML."""

    CENTRALISED = "centralised"
    EMBEDDED = "embedded"
    FEDERATED = "federated"
    PLATFORM_AS_MLOPS = "platform-as-mlops"


class Context(StrEnum):
    """Where an organisation deploys; `regulated` includes air-gapped."""

    PURE_CLOUD = "pure-cloud"
    ON_PREM = "on-prem"
    HYBRID = "hybrid"
    REGULATED = "regulated"


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
]
"""Letters, digits and `- _ . : / +`, starting with a letter or digit; at most 100 characters."""

Name = Annotated[
    str, StringConstraints(min_length=1, max_length=200), AfterValidator(_no_control_characters)
]
Text = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_no_control_characters)]
WebAddress = Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://[^\s<>|]+$")]
ChatId = Annotated[str, StringConstraints(max_length=200, pattern=r"^[\w:@.-]+$")]
Zone = Annotated[str, AfterValidator(_known_zone)]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Day = Annotated[date, BeforeValidator(_day)]


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Channel:
    """One conversation, by its id on each platform where it exists.

    `time_zone` is that of the people in it, where it isn't that of the team.
    """

    slack: ChatId | None = None
    teams: ChatId | None = None
    time_zone: Zone | None = None


@dataclass(frozen=True, slots=True, config=_ENTITY)
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


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Person:
    """`slack` is a member id (U…), `teams` an AAD object id."""

    id: Id
    name: Name
    slack: ChatId | None = None
    teams: ChatId | None = None
    email: Annotated[str, StringConstraints(max_length=320, pattern=r"^\S+@\S+$")] | None = None
    time_zone: Zone | None = None
    active: bool = True


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Team:
    """`uses` names the tool that the team runs for a purpose: monitoring, registry, ci."""

    id: Id
    name: Name
    kind: Literal["product", "platform"] | None = None
    channel: Channel | None = None
    lead: Id | None = None
    members: tuple[Id, ...] = ()
    mlops_engineers: Count | None = None
    uses: Mapping[Name, Name] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Override:
    """`person` stands in from `start` until just before `end` (keys `from` and `to`)."""

    start: Annotated[Wall, Field(alias="from")]
    end: Annotated[Wall, Field(alias="to")]
    person: Id


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Pause:
    """Nobody takes turns from `start` until just before `end` (keys `from` and `to`)."""

    start: Annotated[Wall, Field(alias="from")]
    end: Annotated[Wall, Field(alias="to")]
    reason: Name | None = None


@dataclass(frozen=True, slots=True, config=_ENTITY)
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


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Declaration:
    """Who said it, when, from where and why.

    `by` is a person's id, or the name of whoever ran an import. `stamped` tells that nobody
    stated this in so many words: it was drawn from the revision that recorded the declaration.
    """

    by: Name
    at: AwareDatetime
    source: Name | None = None
    reason: Text | None = None
    stamped: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Page:
    """Whom one page kind of a model is declared to, and whom to try next, in order.

    Two pages are equal when they say the same, whoever declared them.
    """

    owner: Id | None = None
    escalation: tuple[Id, ...] = ()
    declared: Declaration | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Pages:
    """The pages of one model; `None` where nothing was ever declared."""

    infrastructure: Page | None = None
    model_quality: Annotated[Page | None, Field(alias="model-quality")] = None

    def of(self, kind: PageKind) -> Page | None:
        """The page of one kind."""
        return self.infrastructure if kind is PageKind.INFRASTRUCTURE else self.model_quality


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Holders:
    """The person who holds each kind of knowledge about one model."""

    business_domain: Annotated[Id | None, Field(alias="business-domain")] = None
    model: Id | None = None
    infrastructure: Id | None = None

    def of(self, kind: KnowledgeKind) -> Id | None:
        """The holder of one kind."""
        match kind:
            case KnowledgeKind.BUSINESS_DOMAIN:
                return self.business_domain
            case KnowledgeKind.MODEL:
                return self.model
            case KnowledgeKind.INFRASTRUCTURE:
                return self.infrastructure


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Model:
    """A production ML model; `handoff` is the contract between trainer and server.

    `unconfirmed_consumers` were registered by somebody, and not yet confirmed by the owner.
    """

    id: Id
    aliases: tuple[Name, ...] = ()
    description: Text | None = None
    trained_by: Id | None = None
    served_by: Id | None = None
    handoff: WebAddress | None = None
    consumers: tuple[Name, ...] = ()
    unconfirmed_consumers: tuple[Name, ...] = ()
    runbook: WebAddress | None = None
    channel: Channel | None = None
    pages: Pages = Pages()
    knowledge: Holders = Holders()


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Thresholds:
    """Where the transition signals fire; `None` where the organisation has set no number.

    `in_a_row` is how many readings in a row it takes.
    """

    depth: Count | None = None
    model_producing_teams: Count | None = None
    models: Count | None = None
    in_a_row: Annotated[int, Field(ge=1, le=1000)] | None = None


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Queue:
    """The central queue: the team that works it off, and its transition signals."""

    team: Id | None = None
    signals: Thresholds = Thresholds()


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Vocabulary:
    """The words that this organisation adds to the lexicon, by the page kind that they mean."""

    infrastructure: tuple[Name, ...] = ()
    model_quality: Annotated[tuple[Name, ...], Field(alias="model-quality")] = ()


PlaceId = Annotated[
    str, StringConstraints(min_length=1, max_length=300, pattern=r"^\S+(?: \S+){0,2}$")
]
"""A place of the map, in words: `model churn model-quality`, `person priya`, `organisation`."""


@dataclass(frozen=True, slots=True, config=_ENTITY)
class Conflict:
    """What another source says of a place, beside the declaration that stands there.

    `id` is the place, `says` is what stands in the keys of the map file, and `declared` tells who
    said so. It stays on record when somebody has turned it down, so that the same source can't raise
    it again by saying the same.
    """

    id: PlaceId
    says: Mapping[str, Any]
    declared: Declaration
    turned_down: bool = False


Party = Person | Team | Rotation
"""Whom a page may be declared to. The three share one namespace of ids."""
