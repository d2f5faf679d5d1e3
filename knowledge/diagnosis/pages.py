"""Pages: those that name nobody, those that two teams share, and who carries them all."""

from collections.abc import Iterator
from datetime import datetime

from knowledge.diagnosis.finding import (
    WHOLE,
    Finding,
    Gap,
    Inspection,
    Joint,
    MlDepartment,
    OfModels,
    Rule,
    TwoLeave,
)
from knowledge.diagnosis.rooms import Rooms
from knowledge.entities import Id, Model, PageKind, Pattern
from knowledge.ownership import OnCall, OwnershipMap

_MOST_LOADED = 2
_WORTH_SAYING = 2


def gaps(ownership: OwnershipMap, now: datetime) -> Inspection:
    """Models of which a page has no named owner at `now`; counted by pages."""
    kinds: dict[Id, list[PageKind]] = {}
    for page in ownership.gaps(now):
        kinds.setdefault(page.model, []).append(page.kind)

    def gap(model: Id) -> Finding:
        return Finding(Rule.GAP, model, Gap(tuple(kinds[model])))

    return Inspection(Rule.GAP, OfModels(list(kinds), gap), len(ownership.models))


def shared_pages(ownership: OwnershipMap, now: datetime) -> Inspection:
    """Under centralised, quality pages that two teams share and for which nobody is named."""
    centralised = ownership.organisation.pattern is Pattern.CENTRALISED
    shared = [m for m in ownership.models.values() if centralised and _shared_by(m)]
    found = tuple(
        Finding(Rule.JOINT, model.id, Joint(*teams))
        for model in shared
        if (teams := _shared_by(model)) and not _is_named(model, ownership, now)
    )
    return Inspection(Rule.JOINT, found, len(shared))


def _shared_by(model: Model) -> tuple[Id, Id] | None:
    trained, served = model.trained_by, model.served_by
    return (trained, served) if trained and served and trained != served else None


def _is_named(model: Model, ownership: OwnershipMap, now: datetime) -> bool:
    page = model.pages.model_quality
    return isinstance(ownership.resolve(page.owner if page else None, now), OnCall)


def ml_department(ownership: OwnershipMap, rooms: Rooms) -> Inspection:
    """Whether every quality page is on the platform team, and some without a product escalation."""
    owned = [
        (model, page.owner, page.escalation)
        for model in ownership.models.values()
        if (page := model.pages.model_quality) and page.owner
    ]
    if not owned or not all(rooms.is_platforms(owner) for _, owner, _ in owned):
        return Inspection(Rule.ML_DEPARTMENT, (), len(owned))
    alone = tuple(m.id for m, _, steps in owned if not _reaches_product(steps, rooms))
    seen = MlDepartment(alone, len(owned))
    found = (Finding(Rule.ML_DEPARTMENT, WHOLE, seen, len(alone)),) if alone else ()
    return Inspection(Rule.ML_DEPARTMENT, found, len(owned))


def _reaches_product(escalation: tuple[Id, ...], rooms: Rooms) -> bool:
    return any(rooms.teams_behind(step) - rooms.platform for step in escalation)


def two_leave(ownership: OwnershipMap, rooms: Rooms) -> Inspection:
    """Models of which a page would lose its last named person with the two most loaded."""
    load: dict[Id, int] = {}
    for people, pages in _by_people(ownership, rooms):
        for person in people:
            load[person] = load.get(person, 0) + pages
    two = tuple(sorted(load, key=lambda person: (-load[person], person))[:_MOST_LOADED])
    leaving = frozenset(two)
    lost = sorted(
        page
        for owner, pages in ownership.pages_of.items()
        if owner and (people := rooms.named_behind(owner)) and people <= leaving
        for page in pages
    )
    reach = len({page.model for page in lost})
    among = len({p.model for o, ps in ownership.pages_of.items() if o for p in ps})
    finding = Finding(Rule.TWO_LEAVE, WHOLE, TwoLeave(two, tuple(lost)), reach)
    return Inspection(Rule.TWO_LEAVE, (finding,) if reach >= _WORTH_SAYING else (), among)


def _by_people(ownership: OwnershipMap, rooms: Rooms) -> Iterator[tuple[frozenset[Id], int]]:
    for owner, pages in ownership.pages_of.items():
        if owner:
            yield rooms.named_behind(owner), len(pages)
