"""Who would notice a change of a model: what consumes it, and what consumes that."""

from collections.abc import Iterator
from typing import NamedTuple

from knowledge.entities import Id, Model
from knowledge.names import key
from knowledge.ownership import OwnershipMap


class Consumer(NamedTuple):
    """Something that consumes `of`, `distance` steps from the model asked about.

    `model` is the id, where the consumer is itself a model; `confirmed` by its owner.
    """

    name: str
    of: Id
    distance: int
    model: Id | None
    confirmed: bool


def blast_radius(model: Model, ownership: OwnershipMap) -> tuple[Consumer, ...]:
    """Every consumer of a model, the nearest first; each model is followed once."""
    found: list[Consumer] = []
    followed, ahead = {model.id}, [model]
    distance = 0
    while ahead:
        distance += 1
        reached = [c for each in ahead for c in _direct(each, distance, ownership)]
        found += reached
        fresh = dict.fromkeys(c.model for c in reached if c.model and c.model not in followed)
        followed |= fresh.keys()
        ahead = [ownership.models[model_id] for model_id in fresh]
    return tuple(found)


def _direct(model: Model, distance: int, ownership: OwnershipMap) -> Iterator[Consumer]:
    names = ownership.model_names.book.meanings
    for confirmed, consumers in (
        (True, model.consumers),
        (False, model.unconfirmed_consumers),
    ):
        for name in consumers:
            yield Consumer(name, model.id, distance, names.get(key(name)), confirmed)
