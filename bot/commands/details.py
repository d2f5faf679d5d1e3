"""What else is declared of a model: who knows, who consumes, the handoff contract.

knowledge MODEL KIND PERSON | nobody
consumer MODEL [remove] NAME
handoff MODEL ADDRESS | none
runbook MODEL ADDRESS | none
"""

from dataclasses import replace

from bot.commands.phrases import (
    Said,
    person_meant,
    take_knowledge_kind,
    take_model,
    web_address,
)
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble, Wish
from knowledge.changes import model_changes
from knowledge.entities import Holders, Id, KnowledgeKind, Model
from knowledge.names import key
from knowledge.ownership import OwnershipMap

KNOWS = "knowledge MODEL business-domain|model|infrastructure PERSON"
CONSUMER = "consumer MODEL [remove] NAME"
HANDOFF = "handoff MODEL ADDRESS"
RUNBOOK = "runbook MODEL ADDRESS"
EXAMPLES: tuple[str, ...] = (
    "knowledge fraud-model business-domain elena",
    "consumer fraud-model payments-gateway",
    "handoff fraud-model https://wiki.example.com/fraud-handoff",
)

_NOBODY = frozenset({"nobody", "none", "no one"})


def declare_holder(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare who holds one kind of knowledge about a model."""
    model, rest = take_model(command, ownership)
    kind, rest = take_knowledge_kind(rest)
    nobody = key(rest.rest) in _NOBODY
    holder = None if nobody else person_meant(rest, rest.rest, ownership).id
    after = replace(model, knowledge=_with_holder(model.knowledge, kind, holder))
    return _wish(model, after, command)


def _with_holder(holders: Holders, kind: KnowledgeKind, holder: Id | None) -> Holders:
    match kind:
        case KnowledgeKind.BUSINESS_DOMAIN:
            return replace(holders, business_domain=holder)
        case KnowledgeKind.MODEL:
            return replace(holders, model=holder)
        case KnowledgeKind.INFRASTRUCTURE:
            return replace(holders, infrastructure=holder)


def declare_consumer(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare that something consumes a model, or no longer does."""
    model, rest = take_model(command, ownership)
    removes = rest.words[:1] == ("remove",)
    name = rest.after(int(removes)).rest
    if not name:
        raise rest.objection(Trouble.GRAMMAR)
    others = tuple(c for c in model.consumers if key(c) != key(name))
    if not removes and len(others) < len(model.consumers):
        return Wish(())
    return _wish(model, replace(model, consumers=others if removes else (*others, name)), command)


def declare_handoff(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare the contract between the team that trains a model and the one that serves it."""
    model, rest = take_model(command, ownership)
    return _wish(model, replace(model, handoff=_address(rest)), command)


def declare_runbook(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare where a model's runbook is."""
    model, rest = take_model(command, ownership)
    return _wish(model, replace(model, runbook=_address(rest)), command)


def _address(rest: Said) -> str | None:
    return None if key(rest.rest) in _NOBODY else web_address(rest)


def _wish(before: Model, after: Model, command: Said) -> Wish:
    return Wish(tuple(model_changes(before.id, before, after)), command.reason)
