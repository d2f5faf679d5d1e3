"""Seams between teams: who trains and who serves, and who consumes without being known."""

from knowledge.diagnosis.finding import (
    Finding,
    Handoff,
    Inspection,
    NoConsumers,
    OfModels,
    Rule,
    Unconfirmed,
)
from knowledge.entities import Id
from knowledge.ownership import OwnershipMap


def handoffs(ownership: OwnershipMap) -> Inspection:
    """Models that one team trains and another serves, without a contract between them."""
    models = ownership.models
    handed = [
        model
        for model in models.values()
        if model.trained_by and model.served_by and model.trained_by != model.served_by
    ]
    without = [model.id for model in handed if model.handoff is None]

    def handoff(model_id: Id) -> Finding:
        model = models[model_id]
        teams = Handoff(model.trained_by or "", model.served_by or "")
        return Finding(Rule.HANDOFF, model_id, teams)

    return Inspection(Rule.HANDOFF, OfModels(without, handoff), len(handed))


def unconfirmed_consumers(ownership: OwnershipMap) -> Inspection:
    """Models with consumers that no owner has confirmed."""
    found = tuple(
        Finding(Rule.UNCONFIRMED, model.id, Unconfirmed(model.unconfirmed_consumers))
        for model in ownership.models.values()
        if model.unconfirmed_consumers
    )
    return Inspection(Rule.UNCONFIRMED, found, len(ownership.models))


def no_consumers(ownership: OwnershipMap) -> Inspection:
    """Models of which nobody has said who uses them."""
    without = [
        model.id
        for model in ownership.models.values()
        if not (model.consumers or model.unconfirmed_consumers)
    ]
    return Inspection(Rule.NO_CONSUMERS, OfModels(without, _no_consumers), len(ownership.models))


def _no_consumers(model: Id) -> Finding:
    return Finding(Rule.NO_CONSUMERS, model, NoConsumers())
