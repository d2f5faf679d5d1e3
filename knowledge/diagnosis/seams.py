"""Seams between teams: who trains and who serves, and who consumes without being known."""

from knowledge.diagnosis.finding import (
    Finding,
    Handoff,
    Inspection,
    NoConsumers,
    Rule,
    Unconfirmed,
)
from knowledge.entities import Model
from knowledge.ownership import OwnershipMap


def handoffs(ownership: OwnershipMap) -> Inspection:
    """Models that one team trains and another serves, without a contract between them."""
    handed = [
        (model, model.trained_by, model.served_by)
        for model in ownership.models.values()
        if model.trained_by and model.served_by and model.trained_by != model.served_by
    ]
    found = tuple(
        Finding(Rule.HANDOFF, model.id, Handoff(trained, served))
        for model, trained, served in handed
        if model.handoff is None
    )
    return Inspection(Rule.HANDOFF, found, len(handed))


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
    found = tuple(
        Finding(Rule.NO_CONSUMERS, model.id, NoConsumers())
        for model in ownership.models.values()
        if not _has_consumers(model)
    )
    return Inspection(Rule.NO_CONSUMERS, found, len(ownership.models))


def _has_consumers(model: Model) -> bool:
    return bool(model.consumers or model.unconfirmed_consumers)
