"""Briefs: all that is told of a model at an instant, drawn from the map.

Briefs hold entities, instants and reasons. How they read is decided in `bot.wording`.
"""

from datetime import datetime

from msgspec import Struct

from knowledge.changes import Kind, Place
from knowledge.conflicts import contested_at
from knowledge.entities import (
    KNOWLEDGE_KINDS,
    PAGE_KINDS,
    Declaration,
    Holders,
    KnowledgeKind,
    Model,
    Page,
    PageKind,
    Party,
    Person,
    Team,
)
from knowledge.ownership import OnCall, OwnershipMap, Resolution


class Step(Struct, frozen=True, gc=False):
    """One step of an escalation, and whom it means at the instant: of a team, its lead."""

    party: Party
    person: Person | None


class ContestedPage(Struct, frozen=True, gc=False):
    """Whom another source declares a page to; `by` is a name, for reading."""

    owner: Party | None
    declared: Declaration
    by: str


class PageAnswer(Struct, frozen=True, gc=False):
    """One page of one model, and whom it means. `declared_by` is a name, for reading.

    `contested` is what another source says of it, which nobody has settled.
    """

    model: Model
    kind: PageKind
    page: Page | None
    resolution: Resolution
    escalation: tuple[Step, ...] = ()
    declared_by: str = ""
    contested: "ContestedPage | None" = None

    @property
    def named(self) -> bool:
        """Whether the page resolves to a person."""
        return isinstance(self.resolution, OnCall)


class OtherPage(Struct, frozen=True, gc=False):
    """A page that was not asked about: whom it means, and no more."""

    kind: PageKind
    resolution: Resolution


class Brief(Struct, frozen=True, gc=False):
    """All that a person at 2 a.m. may need about one model.

    `pages` were asked about, `others` were not. `holders` are the people who hold each kind of
    knowledge, inactive ones too; a kind that nobody holds is absent. `trained_by` and its `lead` are
    to be asked where nobody is named, and looked up only then.
    """

    model: Model
    pages: tuple[PageAnswer, ...]
    others: tuple[OtherPage, ...]
    holders: tuple[tuple[KnowledgeKind, Person], ...]
    trained_by: Team | None = None
    lead: Person | None = None


def page_answer(ownership: OwnershipMap, model: Model, kind: PageKind, at: datetime) -> PageAnswer:
    """What is declared for a page, resolved at an instant."""
    page = model.pages.of(kind)
    contested = _contested(ownership, model, kind) if ownership.conflicts else None
    if page is None:
        nobody = ownership.resolve(None, at)
        return PageAnswer(model, kind, None, nobody, contested=contested)
    steps = [_step(ownership, party, at) for i in page.escalation if (party := ownership.party(i))]
    by = ownership.called(page.declared.by) if page.declared else ""
    resolution = ownership.resolve(page.owner, at)
    return PageAnswer(model, kind, page, resolution, tuple(steps), by, contested)


def _contested(ownership: OwnershipMap, model: Model, kind: PageKind) -> ContestedPage | None:
    contested = contested_at(Place(Kind.MODEL, model.id, kind), ownership)
    if contested is None or not isinstance(contested.other, Page):
        return None
    owner, declared = contested.other.owner, contested.conflict.declared
    party = ownership.party(owner) if owner else None
    return ContestedPage(party, declared, ownership.called(declared.by))


def _step(ownership: OwnershipMap, party: Party, at: datetime) -> Step:
    if isinstance(party, Person):
        return Step(party, party)
    if isinstance(party, Team):
        return Step(party, ownership.people.get(party.lead) if party.lead else None)
    return Step(party, ownership.resolve(party.id, at).person)


def brief(
    ownership: OwnershipMap, model: Model, kinds: tuple[PageKind, ...], at: datetime
) -> Brief:
    """The brief on a model for someone who asked about some page kinds."""
    pages = tuple([page_answer(ownership, model, kind, at) for kind in kinds])
    others = [_other_page(ownership, model, kind, at) for kind in PAGE_KINDS if kind not in kinds]
    holders = _holders(ownership, model.knowledge)
    if all(page.named for page in pages):
        return Brief(model, pages, tuple(others), holders)
    team = ownership.teams.get(model.trained_by) if model.trained_by else None
    lead = ownership.people.get(team.lead) if team and team.lead else None
    return Brief(model, pages, tuple(others), holders, team, lead)


def _other_page(ownership: OwnershipMap, model: Model, kind: PageKind, at: datetime) -> OtherPage:
    page = model.pages.of(kind)
    return OtherPage(kind, ownership.resolve(page.owner if page else None, at))


def _holders(ownership: OwnershipMap, holders: Holders) -> tuple[tuple[KnowledgeKind, Person], ...]:
    people, ids = ownership.people, (holders.business_domain, holders.model, holders.infrastructure)
    return tuple(
        [
            (kind, person)
            for kind, holder in zip(KNOWLEDGE_KINDS, ids, strict=True)
            if holder and (person := people.get(holder))
        ]
    )
