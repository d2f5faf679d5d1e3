"""The three kinds of knowledge about each model: held by nobody, by one head, by one for many."""

from knowledge.diagnosis.finding import BusFactor, Finding, Inspection, OneHead, Rule, Unheld
from knowledge.entities import KNOWLEDGE_KINDS, Holders, Id, KnowledgeKind
from knowledge.ownership import OwnershipMap

_SEVERAL = 2


def unheld(ownership: OwnershipMap) -> Inspection:
    """Models about which no active person holds some kind."""
    active = _active(ownership)
    found = tuple(
        Finding(Rule.UNHELD, model.id, Unheld(kinds))
        for model in ownership.models.values()
        if (kinds := _missing(model.knowledge, active))
    )
    return Inspection(Rule.UNHELD, found, len(ownership.models))


def one_head(ownership: OwnershipMap) -> Inspection:
    """Models about which one active person holds all three kinds."""
    active = _active(ownership)
    found = tuple(
        Finding(Rule.ONE_HEAD, model.id, OneHead(holder))
        for model in ownership.models.values()
        if (holder := _only_head(model.knowledge)) and holder in active
    )
    return Inspection(Rule.ONE_HEAD, found, len(ownership.models))


def bus_factor(ownership: OwnershipMap) -> Inspection:
    """People who alone hold some kind of knowledge about several models."""
    active = _active(ownership)
    models: dict[Id, dict[Id, None]] = {}
    for model in ownership.models.values():
        held = model.knowledge
        for holder in (held.business_domain, held.model, held.infrastructure):
            if holder and holder in active:
                models.setdefault(holder, {})[model.id] = None
    found = tuple(
        Finding(Rule.BUS_FACTOR, person, BusFactor(tuple(held)), len(held))
        for person, held in models.items()
        if len(held) >= _SEVERAL
    )
    return Inspection(Rule.BUS_FACTOR, found, len(models))


def _active(ownership: OwnershipMap) -> frozenset[Id]:
    return frozenset(person.id for person in ownership.people.values() if person.active)


def _missing(holders: Holders, active: frozenset[Id]) -> tuple[KnowledgeKind, ...]:
    return tuple(kind for kind in KNOWLEDGE_KINDS if holders.of(kind) not in active)


def _only_head(holders: Holders) -> Id | None:
    one = holders.business_domain
    return one if one and one == holders.model == holders.infrastructure else None
