"""What a rule finds: data with a stable id, so that it can be linked to a fix and dismissed."""

from collections.abc import Callable, Container, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, overload

from knowledge.entities import Id, KnowledgeKind, PageKind, Pattern
from knowledge.ownership import PageKey


class Rule(StrEnum):
    """Every rule, the most urgent first: that is the order in which findings are ranked."""

    GAP = "gap"  # a page with no named owner
    JOINT = "joint"  # two teams share a quality page that names nobody to begin
    ML_DEPARTMENT = "ml-department"  # all quality pages on the platform, no product escalation
    TWO_LEAVE = "two-leave"  # what two people take with them
    MISMATCH = "mismatch"  # the declared pattern against everything else
    HANDOFF = "handoff"  # trained here, served there, without a contract
    UNHELD = "unheld"  # a kind of knowledge that nobody holds
    BUS_FACTOR = "bus-factor"  # one person is the only holder for several models
    ONE_HEAD = "one-head"  # one person holds all three kinds about a model
    OFF_PATH = "off-path"  # a team that uses another tool than the platform team
    SHADOW = "shadow"  # product teams that use different tools for one purpose
    UNCONFIRMED = "unconfirmed"  # consumers that somebody registered and no owner confirmed
    NO_CONSUMERS = "no-consumers"  # nobody has said who uses it


class Gap(NamedTuple):
    """The pages of a model that name nobody."""

    kinds: tuple[PageKind, ...]


class Joint(NamedTuple):
    """The team that trains a model and the one that serves it share its quality page."""

    trained_by: Id
    served_by: Id


class MlDepartment(NamedTuple):
    """Every quality page is on the platform team; these models have no product escalation."""

    models: tuple[Id, ...]
    pages: int


class TwoLeave(NamedTuple):
    """The two people with most pages, and the pages that would be left to nobody."""

    people: tuple[Id, ...]
    pages: tuple[PageKey, ...]


class Aspect(StrEnum):
    """What the declared pattern doesn't go with."""

    MANDATE = "mandate"
    CONTEXT = "context"
    MATURITY = "maturity"
    TEAMS = "teams"
    RAILS = "rails"
    HEADCOUNT = "headcount"
    STAFFING = "staffing"
    INFRASTRUCTURE = "infrastructure"


class Mismatch(NamedTuple):
    """Where the declared pattern doesn't fit; `fitting` is what would.

    `number` is what was counted, between `low` and `high` where that is a span. `engineers` are the
    teams with too few or too many of them, and how many.
    """

    aspect: Aspect
    pattern: Pattern
    fitting: tuple[Pattern, ...]
    number: int = 0
    low: int = 0
    high: int = 0
    engineers: tuple[tuple[Id, int], ...] = ()


class Handoff(NamedTuple):
    """One team trains, another serves."""

    trained_by: Id
    served_by: Id


class Unheld(NamedTuple):
    """Kinds of knowledge about a model that no active person holds."""

    kinds: tuple[KnowledgeKind, ...]


class BusFactor(NamedTuple):
    """What leaves with one person: models of which they alone hold some kind of knowledge."""

    models: tuple[Id, ...]


class OneHead(NamedTuple):
    """The person who holds all three kinds."""

    person: Id


class OffPath(NamedTuple):
    """A team's tools that differ from the platform team's: purpose, its own, the platform's."""

    tools: tuple[tuple[str, str, str], ...]


class Shadow(NamedTuple):
    """Tools for one purpose, each with the product teams that use it."""

    tools: tuple[tuple[str, tuple[Id, ...]], ...]


class Unconfirmed(NamedTuple):
    """Consumers that wait for the owner's word."""

    consumers: tuple[str, ...]


class NoConsumers(NamedTuple):
    """Nothing more to say."""


Seen = (
    Gap
    | Joint
    | MlDepartment
    | TwoLeave
    | Mismatch
    | Handoff
    | Unheld
    | BusFactor
    | OneHead
    | OffPath
    | Shadow
    | Unconfirmed
    | NoConsumers
)

WHOLE: Final = ""
"""The subject of a finding about the organisation as a whole."""


class Finding(NamedTuple):
    """One thing that was seen. `subject` is the id of what it is about, by the rule.

    `reach` is how many models it concerns.
    """

    rule: Rule
    subject: str
    seen: Seen
    reach: int = 1

    @property
    def id(self) -> str:
        """`gap:churn`, `bus-factor:goran`, `ml-department`: the same as long as it is so."""
        return f"{self.rule}:{self.subject}" if self.subject else self.rule.value


class OfModels(Sequence[Finding]):
    """One finding for each of some models, made when it is looked at: there may be 100,000."""

    def __init__(self, models: Sequence[Id], finding: Callable[[Id], Finding]) -> None:
        self._models, self._finding = models, finding

    def __len__(self) -> int:
        return len(self._models)

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...

    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        if isinstance(index, slice):
            return OfModels(self._models[index], self._finding)
        return self._finding(self._models[index])

    def but(self, models: Container[Id]) -> "OfModels":
        """Those of other models."""
        return OfModels([m for m in self._models if m not in models], self._finding)


class Inspection(NamedTuple):
    """What one rule found among how many things that it could have been found of."""

    rule: Rule
    findings: Sequence[Finding]
    among: int
