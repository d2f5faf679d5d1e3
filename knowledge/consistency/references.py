"""Ids that are used, against ids that are declared."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.consistency.cycles import circular_members
from knowledge.entities import Id, KnowledgeKind, Model, Page, PageKind, Rotation, Team
from knowledge.errors import MapPath, Problem, ProblemCode
from knowledge.names import edits_allowed
from knowledge.ownership import OwnershipMap


class Wanted(StrEnum):
    """What an id must stand for."""

    PERSON = "person"
    TEAM = "team"
    PARTY = "party"  # a person, a rotation or a team


Reference = tuple[Id | None, Wanted, MapPath]
"""An id that is used, what it must stand for, and where it stands within its entity."""
Declared = Mapping[Wanted, set[Id | None]]

_PAGE_PLACES = tuple((kind, ("pages", kind.value)) for kind in PageKind)
_KNOWLEDGE_PLACES = tuple((kind, ("knowledge", kind.value)) for kind in KnowledgeKind)


def reference_problems(ownership: OwnershipMap) -> Iterator[Problem]:
    """Ids that nothing bears, or something of the wrong sort."""
    declared = {wanted: {None, *ids} for wanted, ids in _declared(ownership).items()}
    circular = circular_members(ownership)
    for holder, references in _suspicious(ownership, declared):
        for named, wanted, place in references:
            if named is None or named in declared[wanted]:
                continue
            if place[0] != "members" or (holder[-1], named) not in circular:
                yield _problem(ownership, (*holder, *place), named, wanted)


def _declared(ownership: OwnershipMap) -> Mapping[Wanted, Collection[Id]]:
    return {
        Wanted.PERSON: ownership.people,
        Wanted.TEAM: ownership.teams,
        Wanted.PARTY: {*ownership.people, *ownership.teams, *ownership.rotations},
    }


def _suspicious(
    ownership: OwnershipMap, declared: Declared
) -> Iterator[tuple[MapPath, list[Reference]]]:
    """The references of everything but models that are fine at a glance: they are many."""
    admins = enumerate(ownership.organisation.admins)
    sponsor = (ownership.organisation.sponsor, Wanted.PERSON, ("sponsor",))
    yield (
        ("organisation",),
        [sponsor, *((a, Wanted.PERSON, ("admins", number)) for number, a in admins)],
    )
    for team in ownership.teams.values():
        yield ("teams", team.id), _of_team(team)
    for rotation in ownership.rotations.values():
        yield ("rotations", rotation.id), _of_rotation(rotation)
    for model in ownership.models.values():
        if not _is_fine(model, declared):
            yield ("models", model.id), _of_model(model)
    if ownership.queue:
        yield ("queue",), [(ownership.queue.team, Wanted.TEAM, ("team",))]


def _is_fine(model: Model, declared: Declared) -> bool:
    known, pages = model.knowledge, model.pages
    parties: list[Id | None] = []
    for page in (pages.infrastructure, pages.model_quality):
        if page is not None:
            parties += (page.owner, *page.escalation)
    return (
        declared[Wanted.TEAM].issuperset((model.trained_by, model.served_by))
        and declared[Wanted.PERSON].issuperset(
            (known.business_domain, known.model, known.infrastructure)
        )
        and declared[Wanted.PARTY].issuperset(parties)
    )


def _of_team(team: Team) -> list[Reference]:
    return [(team.lead, Wanted.PERSON, ("lead",)), *_of_members(team)]


def _of_rotation(rotation: Rotation) -> list[Reference]:
    overrides: list[Reference] = [
        (override.person, Wanted.PERSON, ("overrides", number, "person"))
        for number, override in enumerate(rotation.overrides)
    ]
    return [*_of_members(rotation), *overrides]


def _of_members(group: Team | Rotation) -> list[Reference]:
    return [
        (member, Wanted.PERSON, ("members", number)) for number, member in enumerate(group.members)
    ]


def _of_model(model: Model) -> list[Reference]:
    references: list[Reference] = [
        (model.trained_by, Wanted.TEAM, ("trained_by",)),
        (model.served_by, Wanted.TEAM, ("served_by",)),
    ]
    for page_kind, place in _PAGE_PLACES:
        page = model.pages.of(page_kind)
        if page is not None:
            references += _of_page(page, place)
    for kind, place in _KNOWLEDGE_PLACES:
        references.append((model.knowledge.of(kind), Wanted.PERSON, place))
    return references


def _of_page(page: Page, place: MapPath) -> list[Reference]:
    escalation: list[Reference] = [
        (party, Wanted.PARTY, (*place, "escalation", number))
        for number, party in enumerate(page.escalation)
    ]
    return [(page.owner, Wanted.PARTY, (*place, "owner")), *escalation]


def _problem(ownership: OwnershipMap, place: MapPath, named: Id, wanted: Wanted) -> Problem:
    facts = (("id", named), ("wanted", wanted.value))
    party = ownership.party(named)
    if party is None:
        return Problem(ProblemCode.UNKNOWN_ID, place, facts)
    sort = type(party).__name__.lower()
    return Problem(ProblemCode.WRONG_SORT, place, (*facts, ("sort", sort)))


def offered(problem: Problem, ownership: OwnershipMap) -> Problem:
    """The same problem; an unknown id with the declared one that it may be a typo of."""
    if problem.code != ProblemCode.UNKNOWN_ID:
        return problem
    near = nearest(problem.fact("id"), _declared(ownership)[Wanted(problem.fact("wanted"))])
    return replace(problem, facts=(*problem.facts, ("near", near))) if near else problem


def nearest(word: str, choices: Collection[str]) -> str | None:
    """The one of `choices` that `word` may be a typo of."""
    edits = edits_allowed(word)
    found = process.extractOne(
        word, list(choices), scorer=OSA.distance, processor=str.casefold, score_cutoff=edits
    )
    return found[0] if found else None
