"""What else is declared of a model: who knows, who consumes, the handoff contract.

knowledge MODEL KIND PERSON | nobody
consumes MODEL [NAME]                  anybody registers a consumer, which the owner confirms
consumer MODEL [remove] NAME           the owner confirms it, or strikes it out
consumes|consumer MODEL called NAME    where the name alone would tell of a trouble
handoff MODEL ADDRESS | none
runbook MODEL ADDRESS | none
"""

from dataclasses import replace

from bot.commands.chat_marks import web_address
from bot.commands.pages import take_knowledge_kind, take_model
from bot.commands.parties import person_meant
from bot.commands.said import Said, without_linking
from bot.commands.sentences import called, refuse_trouble
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble, Wish, model_wish
from knowledge.entities import Holders, Id, KnowledgeKind, Model
from knowledge.names import key
from knowledge.ownership import OwnershipMap

KNOWS = "knowledge MODEL business-domain|model|infrastructure PERSON"
CONSUMES = "consumes MODEL [NAME]"
CONSUMER = "consumer MODEL [remove] NAME"
HANDOFF = "handoff MODEL ADDRESS"
RUNBOOK = "runbook MODEL ADDRESS"
EXAMPLES: tuple[str, ...] = (
    "knowledge fraud-model business-domain elena",
    "consumes fraud-model payments-gateway",
    "consumer fraud-model payments-gateway",
    "handoff fraud-model https://wiki.example.com/fraud-handoff",
)

_MOST_WAITING = 50
"""Unconfirmed consumers of one model: anybody may register one, so there is an end to it."""

_LONGEST_CONSUMER = 200
_REMOVE = "remove"
_NOBODY = frozenset({"nobody", "none", "no one"})


def declare_holder(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare who holds one kind of knowledge about a model."""
    model, rest = take_model(command, ownership)
    kind, rest = take_knowledge_kind(rest)
    nobody = key(rest.rest) in _NOBODY
    holder = None if nobody else person_meant(rest, rest.rest, ownership).id
    after = replace(model, knowledge=_with_holder(model.knowledge, kind, holder))
    return model_wish(model, after, command.reason)


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
    removes = _begins_with_remove(rest)
    if removes:
        name = _consumer_name(rest.after(1))
    else:
        name = _consumer_meant("consumer", model, rest, ownership)
    confirmed, unconfirmed = (
        _without(model.consumers, name),
        _without(model.unconfirmed_consumers, name),
    )
    if not removes:
        known = len(confirmed) < len(model.consumers)
        confirmed = model.consumers if known else (*confirmed, name)
    after = replace(model, consumers=confirmed, unconfirmed_consumers=unconfirmed)
    return model_wish(model, after, command.reason)


def register_consumer(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Register that something consumes a model; it counts as unconfirmed until the owner speaks.

    Without a name it is the speaker's team.
    """
    model, rest = take_model(command, ownership)
    if _begins_with_remove(rest):
        raise rest.objection(Trouble.GRAMMAR)
    if rest.words:
        name = _consumer_meant("consumes", model, rest, ownership)
    else:
        name = _own_team(rest, speaker, ownership)
    known = (*model.consumers, *model.unconfirmed_consumers)
    if len(_without(known, name)) < len(known):
        return Wish(())
    if len(model.unconfirmed_consumers) >= _MOST_WAITING:
        raise rest.objection(Trouble.TOO_MANY)
    after = replace(model, unconfirmed_consumers=(*model.unconfirmed_consumers, name))
    return model_wish(model, after, command.reason)


def _begins_with_remove(rest: Said) -> bool:
    return bool(rest.words) and rest.words[0].lower() == _REMOVE


def _own_team(rest: Said, speaker: Speaker, ownership: OwnershipMap) -> str:
    """The one team that the speaker belongs to."""
    person = speaker.person
    teams = [t for t in ownership.teams.values() if person and person.id in t.people]
    if len(teams) != 1:
        raise rest.objection(Trouble.GRAMMAR)
    return teams[0].name


def _consumer_meant(verb: str, model: Model, rest: Said, ownership: OwnershipMap) -> str:
    """The name of a consumer; one that nothing has yet must sound like a name, or be called one."""
    named, is_called = called(rest)
    name, known = _consumer_name(named), (*model.consumers, *model.unconfirmed_consumers)
    is_known = key(name) in map(key, known) or key(name) in ownership.model_names.book.meanings
    if not (is_called or is_known):
        refuse_trouble(verb, model.id, named, ownership)
    return name


def _consumer_name(rest: Said) -> str:
    name = rest.rest
    if not name or len(name) > _LONGEST_CONSUMER or not name.isprintable():
        raise rest.objection(Trouble.GRAMMAR)
    return name


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(known for known in names if key(known) != key(name))


def declare_handoff(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare the contract between the team that trains a model and the one that serves it."""
    model, rest = take_model(command, ownership)
    return model_wish(model, replace(model, handoff=_address(rest)), command.reason)


def declare_runbook(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare where a model's runbook is."""
    model, rest = take_model(command, ownership)
    return model_wish(model, replace(model, runbook=_address(rest)), command.reason)


def _address(rest: Said) -> str | None:
    rest = without_linking(rest)
    return None if key(rest.rest) in _NOBODY else web_address(rest)
