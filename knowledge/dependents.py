"""What depends on a person, a team or a rotation: wherever the map holds their id."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from knowledge.entities import PAGE_KINDS, Id, Model
from knowledge.ownership import OwnershipMap

MOST: Final = 5


def places_of(party: Id, ownership: OwnershipMap) -> tuple[str, ...]:
    """The first few things that would name nobody without them, for reading."""
    return tuple(islice(_places(party, ownership), MOST))


def _places(party: Id, ownership: OwnershipMap) -> Iterator[str]:
    if party in ownership.organisation.admins:
        yield "the admins"
    for team in ownership.teams.values():
        if party == team.lead or party in team.members:
            yield f"team {team.id}"
    for rotation in ownership.rotations.values():
        if party in rotation.members or any(o.person == party for o in rotation.overrides):
            yield f"rotation {rotation.id}"
    if ownership.queue and ownership.queue.team == party:
        yield "the central queue"
    for model in ownership.models.values():
        if party in set(_named_by(model)):
            yield f"model {model.id}"


def _named_by(model: Model) -> Iterator[Id | None]:
    yield from (model.trained_by, model.served_by)
    known = model.knowledge
    yield from (known.business_domain, known.model, known.infrastructure)
    for kind in PAGE_KINDS:
        page = model.pages.of(kind)
        if page:
            yield page.owner
            yield from page.escalation
