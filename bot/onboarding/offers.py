"""Answers to pick from: what was said of the models before, then whoever is near."""

from collections.abc import Iterable, Iterator
from itertools import islice

from bot.onboarding.script import Offer, Sight
from knowledge.entities import Id, KnowledgeKind, Model, PageKind, Team
from knowledge.ownership import OnCall, OwnershipMap

_MOST = 5


def tools_for(purpose: str) -> Offer:
    """The tools that other teams use for a purpose."""

    def offered(sight: Sight) -> tuple[str, ...]:
        used = (team.uses.get(purpose) for team in sight.ownership.teams.values())
        return tuple(dict.fromkeys(filter(None, used)))[:_MOST]

    return offered


def people_at_hand(sight: Sight) -> tuple[Id, ...]:
    """The team's lead and members; whoever answers, where it has none."""
    return _reachable(sight.team.people or [sight.respondent.person.id], sight)


def owners_for(kind: PageKind) -> Offer:
    """Who may own a page: owners of the team's other models, rotations, members.

    Infrastructure is often the platform team's, so its people come before the team's own.
    """

    def offered(sight: Sight) -> tuple[Id, ...]:
        platform = [t for t in sight.ownership.teams.values() if t.kind == "platform"]
        near = [*platform, sight.team] if kind is PageKind.INFRASTRUCTURE else [sight.team]
        ids = [*_owners(sight, kind), *_rotations(near, sight.ownership)]
        return _reachable([*ids, *_staff(near)], sight)

    return offered


def successors_for(kind: PageKind) -> Offer:
    """Whom to try next: anybody who may own the page, but for its owner."""

    def offered(sight: Sight) -> tuple[Id, ...]:
        page = sight.model.pages.of(kind)
        others = (i for i in owners_for(kind)(sight) if page is None or i != page.owner)
        but = page.owner if page else None
        return _reachable([*others, *people_at_hand(sight)], sight, but)

    return offered


def holders_for(kind: KnowledgeKind) -> Offer:
    """Who may know: holders for the team's other models, owners of this one's pages, members."""

    def offered(sight: Sight) -> tuple[Id, ...]:
        before = (model.knowledge.of(kind) for model in _models(sight))
        pages = (sight.model.pages.of(page) for page in PageKind)
        owners = (page.owner for page in pages if page)
        ids = [i for i in (*before, *owners, *people_at_hand(sight)) if i in sight.ownership.people]
        return _reachable(ids, sight)

    return offered


def _owners(sight: Sight, kind: PageKind) -> Iterator[Id | None]:
    for model in _models(sight):
        page = model.pages.of(kind)
        yield page.owner if page else None


def _models(sight: Sight) -> Iterator[Model]:
    """The team's other models, the latest first."""
    models = [m for m in sight.ownership.models.values() if m.trained_by == sight.subject]
    yield from reversed([model for model in models if model.id != sight.item])


def _rotations(teams: Iterable[Team], ownership: OwnershipMap) -> Iterator[Id]:
    staff = set(_staff(teams))
    for rotation in ownership.rotations.values():
        if not staff.isdisjoint(rotation.members):
            yield rotation.id


def _staff(teams: Iterable[Team]) -> list[Id]:
    return [person for team in teams for person in team.people]


def _reachable(ids: Iterable[Id | None], sight: Sight, but: Id | None = None) -> tuple[Id, ...]:
    """The first few, each once, that mean a person now: no team, and no rotation without one."""
    others = (i for i in dict.fromkeys(ids) if i and i != but)
    fit = (i for i in others if isinstance(sight.ownership.resolve(i, sight.now), OnCall))
    return tuple(islice(fit, _MOST))
