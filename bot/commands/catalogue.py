"""Which models there are: `model add | rename | alias | retire`.

model add ID [trained by TEAM] [served by TEAM]
model rename MODEL to ID               the old id stays as an alias
model alias MODEL is NAME
model retire MODEL because REASON
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.commands.pages import take_model
from bot.commands.parties import team_meant
from bot.commands.said import Said, nothing_more
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble, Wish
from knowledge.changes import ITSELF, KNOWLEDGE, Change, Kind, Place, place_id
from knowledge.difference import model_changes
from knowledge.entities import PAGE_KINDS, Id, Model, Pages
from knowledge.names import key
from knowledge.ownership import OwnershipMap

ADD = "model add ID [trained by TEAM] [served by TEAM]"
RENAME = "model rename MODEL to ID"
ALIAS = "model alias MODEL is NAME"
RETIRE = "model retire MODEL because REASON"
EXAMPLES: tuple[str, ...] = (
    "model add basket-ranker trained by growth",
    "model alias fraud-model is card fraud",
    "model retire churn because it was replaced by churn-uplift",
)

_TEAM = re.compile(
    r"\b(trained|served)\s+by\s+(.+?)(?=\s+(?:trained|served)\s+by\b|$)", re.IGNORECASE
)
_BETWEEN = frozenset({"to", "is", "as", "="})


def add_model(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare a model that wasn't there."""
    teams = {
        verb.lower(): team_meant(command, phrase, ownership).id
        for verb, phrase in _TEAM.findall(command.rest)
    }
    name = _TEAM.sub("", command.rest).strip(" ,")
    _free(command, name, ownership)
    trained_by, served_by = teams.get("trained"), teams.get("served")
    model = _valid(
        command, name, lambda: Model(id=name, trained_by=trained_by, served_by=served_by)
    )
    return Wish(tuple(model_changes(model.id, None, model)), command.reason)


def rename_model(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare a model under another id, and nothing under the old one.

    Its pages stay declared by whoever declared them, and contested by whoever contests them: a new
    name settles nothing.
    """
    model, rest = take_model(command, ownership)
    name = _after_between(rest).rest
    if name == model.id:
        return Wish(())
    _free(command, name, ownership, but_for=model)
    aliases = tuple(a for a in (*model.aliases, model.id) if key(a) != key(name))
    infrastructure, quality = model.pages.infrastructure, model.pages.model_quality
    pages = Pages(
        infrastructure=infrastructure and infrastructure.as_declared(),
        model_quality=quality and quality.as_declared(),
    )
    renamed = _valid(command, name, lambda: replace(model, id=name, aliases=aliases, pages=pages))
    changes = (
        *model_changes(model.id, model, None),
        *model_changes(renamed.id, None, renamed),
        *_conflicts_moved(model.id, renamed.id, ownership),
    )
    return Wish(changes, command.reason)


def _conflicts_moved(old: Id, new: Id, ownership: OwnershipMap) -> Iterator[Change]:
    for aspect in (ITSELF, KNOWLEDGE, *PAGE_KINDS):
        was, is_ = (place_id(Place(Kind.MODEL, name, aspect)) for name in (old, new))
        if conflict := ownership.conflicts.get(was):
            yield Change(Kind.CONFLICT, was, ITSELF, conflict, None)
            yield Change(Kind.CONFLICT, is_, ITSELF, None, replace(conflict, id=is_))


def alias_model(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare another name for a model."""
    model, rest = take_model(command, ownership)
    if not _BETWEEN.isdisjoint(word.lower() for word in rest.words[1:]):
        raise command.objection(Trouble.GRAMMAR)
    name = _after_between(rest).rest
    if name and ownership.model_names.book.meanings.get(key(name)) == model.id:
        return Wish(())
    _free(command, name, ownership)
    after = replace(model, aliases=(*model.aliases, name))
    return Wish(tuple(model_changes(model.id, model, after)), command.reason)


def retire_model(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare that a model is no more; that takes a reason."""
    model, rest = take_model(command, ownership)
    nothing_more(rest)
    if not command.reason:
        raise command.objection(Trouble.REASON, "")
    return Wish(tuple(model_changes(model.id, model, None)), command.reason)


def _after_between(rest: Said) -> Said:
    return rest.after(1) if rest.words and rest.words[0].lower() in _BETWEEN else rest


def _free(command: Said, name: str, ownership: OwnershipMap, but_for: Model | None = None) -> None:
    """Object unless a name can be given to a model."""
    if not key(name):
        raise command.objection(Trouble.GRAMMAR)
    taken = ownership.model_names.book.meanings.get(key(name))
    if taken is not None and (but_for is None or taken != but_for.id):
        raise command.objection(Trouble.TAKEN, name, (taken,))


def _valid(command: Said, name: str, make: Callable[[], Model]) -> Model:
    try:
        return make()
    except ValueError:
        raise command.objection(Trouble.GRAMMAR, name) from None
