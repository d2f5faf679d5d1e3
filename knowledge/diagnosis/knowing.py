"""The three kinds of knowledge about each model: held by nobody, by one head, by one for many."""

from collections.abc import Iterator

from knowledge.diagnosis.finding import (
    BusFactor,
    Finding,
    Inspection,
    OfModels,
    OneHead,
    Rule,
    Unheld,
)
from knowledge.entities import KNOWLEDGE_KINDS, Id
from knowledge.ownership import OwnershipMap

_SEVERAL = 2


def knowing(ownership: OwnershipMap) -> Iterator[Inspection]:
    """What is known by nobody; by one person of several models; by one head alone.

    In one look at each model: there may be a hundred thousand.
    """
    active = frozenset(person.id for person in ownership.people.values() if person.active)
    held: dict[Id, list[Id]] = {}
    unheld: list[Id] = []
    one_head: list[Id] = []
    for model_id, model in ownership.models.items():
        known = model.knowledge
        business, of_model, serving = known.business_domain, known.model, known.infrastructure
        if business not in active or of_model not in active or serving not in active:
            unheld.append(model_id)
        elif business and business == of_model == serving:
            one_head.append(model_id)
        for holder in {business, of_model, serving}:
            if holder in active:
                held.setdefault(holder, []).append(model_id)
    models, count = ownership.models, len(ownership.models)

    def nobody(model: Id) -> Finding:
        known = models[model].knowledge
        kinds = tuple(kind for kind in KNOWLEDGE_KINDS if known.of(kind) not in active)
        return Finding(Rule.UNHELD, model, Unheld(kinds))

    def in_one_head(model: Id) -> Finding:
        return Finding(Rule.ONE_HEAD, model, OneHead(models[model].knowledge.model or ""))

    yield Inspection(Rule.UNHELD, OfModels(unheld, nobody), count)
    yield Inspection(Rule.BUS_FACTOR, tuple(_bus_factors(held)), len(held))
    yield Inspection(Rule.ONE_HEAD, OfModels(one_head, in_one_head), count)


def _bus_factors(held: dict[Id, list[Id]]) -> Iterator[Finding]:
    for person, models in held.items():
        if len(models) >= _SEVERAL:
            yield Finding(Rule.BUS_FACTOR, person, BusFactor(tuple(models)), len(models))
