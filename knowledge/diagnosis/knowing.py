"""The three kinds of knowledge about each model: held by nobody, by one head, by one for many."""

from collections.abc import Iterator

from knowledge.diagnosis.finding import BusFactor, Finding, Inspection, OneHead, Rule, Unheld
from knowledge.entities import KNOWLEDGE_KINDS, Holders, Id
from knowledge.ownership import OwnershipMap

_SEVERAL = 2


def knowing(ownership: OwnershipMap) -> Iterator[Inspection]:
    """What is known by nobody; by one person of several models; by one head alone.

    In one look at each model: there may be a hundred thousand.
    """
    active = frozenset(person.id for person in ownership.people.values() if person.active)
    held: dict[Id, list[Id]] = {}
    unheld: list[Finding] = []
    one_head: list[Finding] = []
    for model_id, model in ownership.models.items():
        known = model.knowledge
        business, of_model, serving = known.business_domain, known.model, known.infrastructure
        if business not in active or of_model not in active or serving not in active:
            unheld.append(_unheld(model_id, known, active))
        elif business and business == of_model == serving:
            one_head.append(Finding(Rule.ONE_HEAD, model_id, OneHead(business)))
        for holder in {business, of_model, serving}:
            if holder in active:
                held.setdefault(holder, []).append(model_id)
    count = len(ownership.models)
    yield Inspection(Rule.UNHELD, tuple(unheld), count)
    yield Inspection(Rule.BUS_FACTOR, tuple(_bus_factors(held)), len(held))
    yield Inspection(Rule.ONE_HEAD, tuple(one_head), count)


def _unheld(model: Id, known: Holders, active: frozenset[Id]) -> Finding:
    kinds = tuple(kind for kind in KNOWLEDGE_KINDS if known.of(kind) not in active)
    return Finding(Rule.UNHELD, model, Unheld(kinds))


def _bus_factors(held: dict[Id, list[Id]]) -> Iterator[Finding]:
    for person, models in held.items():
        if len(models) >= _SEVERAL:
            yield Finding(Rule.BUS_FACTOR, person, BusFactor(tuple(models)), len(models))
