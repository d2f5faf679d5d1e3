"""What a question comes to: an answer, or a refusal that says what would work.

Answers hold entities, instants and reasons. How they read is decided in `bot.wording`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.entities import KnowledgeKind, Model, Page, PageKind, Party, Person, Team
from knowledge.mentions import Correction, Doubt
from knowledge.ownership import OnCall, OwnershipMap, Resolution


class Intent(StrEnum):
    """The kinds of question, one for each module beside this one."""

    OWNERSHIP = "ownership"
    ESCALATION = "escalation"
    KNOWLEDGE = "knowledge"
    PORTFOLIO = "portfolio"
    GAPS = "gaps"
    HISTORY = "history"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class When:
    """The instant that an answer is for. `stated`: the person named it; else it is `now`."""

    at: datetime
    now: datetime
    zone: str
    stated: bool = False

    @property
    def past(self) -> bool:
        """Whether the instant lies behind us, so that the map of today may not have held."""
        return self.at < self.now


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an escalation, and whom it means at the instant: of a team, its lead."""

    party: Party
    person: Person | None


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """One page of one model, and whom it means. `declared_by` is a name, for reading."""

    model: Model
    kind: PageKind
    page: Page | None
    resolution: Resolution
    escalation: tuple[Step, ...] = ()
    declared_by: str = ""

    @property
    def named(self) -> bool:
        """Whether the page resolves to a person."""
        return isinstance(self.resolution, OnCall)


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a person at 2 a.m. may need about one model.

    `pages` were asked about, `others` were not. `holders` are the people who hold each kind of
    knowledge, inactive ones too; a kind that nobody holds is absent.
    """

    model: Model
    pages: tuple[PageAnswer, ...]
    others: tuple[PageAnswer, ...]
    holders: tuple[tuple[KnowledgeKind, Person], ...]
    trained_by: Team | None
    served_by: Team | None
    lead: Person | None


def page_answer(ownership: OwnershipMap, model: Model, kind: PageKind, at: datetime) -> PageAnswer:
    """What is declared for a page, resolved at an instant."""
    page = model.pages.of(kind)
    if page is None:
        return PageAnswer(model, kind, None, ownership.resolve(None, at))
    steps = tuple(
        _step(ownership, party, at) for i in page.escalation if (party := ownership.party(i))
    )
    declarer = ownership.people.get(page.declared.by) if page.declared else None
    by = declarer.name if declarer else page.declared.by if page.declared else ""
    return PageAnswer(model, kind, page, ownership.resolve(page.owner, at), steps, by)


def _step(ownership: OwnershipMap, party: Party, at: datetime) -> Step:
    if isinstance(party, Team):
        return Step(party, ownership.people.get(party.lead) if party.lead else None)
    resolution = ownership.resolve(party.id, at)
    return Step(party, resolution.person)


def brief(
    ownership: OwnershipMap, model: Model, kinds: tuple[PageKind, ...], at: datetime
) -> Brief:
    """The brief on a model for someone who asked about some page kinds."""
    pages = {kind: page_answer(ownership, model, kind, at) for kind in PageKind}
    trained_by = ownership.teams.get(model.trained_by) if model.trained_by else None
    holders = (
        (kind, person)
        for kind in KnowledgeKind
        if (holder := model.knowledge.of(kind)) and (person := ownership.people.get(holder))
    )
    return Brief(
        model,
        tuple(page for kind, page in pages.items() if kind in kinds),
        tuple(page for kind, page in pages.items() if kind not in kinds),
        tuple(holders),
        trained_by,
        ownership.teams.get(model.served_by) if model.served_by else None,
        ownership.people.get(trained_by.lead) if trained_by and trained_by.lead else None,
    )


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The model is in doubt. Each candidate comes with the question that would settle it."""

    intent: Intent
    doubt: Doubt
    questions: tuple[tuple[str, str], ...]


class Missing(StrEnum):
    """What a question lacks."""

    SENSE = "sense"  # nothing in it is understood
    MODEL = "model"  # it needs a model and mentions none
    MAP = "map"  # nothing has been declared yet
    ASKER = "asker"  # it is about the asker, whom the map doesn't know
    PERSON = "person"  # it is about a person whom the map doesn't know
    KNOWN_MODEL = "known-model"  # an alert mentions no model that is declared
    BREVITY = "brevity"  # it is too long for a question


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The question cannot be answered as it stands."""

    missing: Missing
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class UnclearInstant:
    """Words about time that leave the instant open."""

    phrase: str


@dataclass(frozen=True, slots=True)
class SeveralParties:
    """A name that is that of several people, teams or rotations."""

    parties: tuple[Party, ...]


Refusal = Unsettled | NotUnderstood | UnclearInstant | SeveralParties


@dataclass(frozen=True, slots=True)
class BriefAnswer:
    """What answers on models have in common: a brief for each, in the order of mention."""

    briefs: tuple[Brief, ...]
    when: When
    corrections: tuple[Correction, ...]
