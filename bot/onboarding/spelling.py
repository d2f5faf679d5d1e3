"""The commands that declare what a change says, for whoever may."""

from collections.abc import Iterator

from knowledge.changes import ITSELF, Change
from knowledge.entities import Channel, Holders, KnowledgeKind, Model, Page, Person, Team


def spelled(change: Change) -> tuple[str, ...]:
    """Commands to be said one after the other; none where no command says it."""
    return tuple(_commands(change))


def _commands(change: Change) -> Iterator[str]:
    match change.after:
        case Person() as person:
            yield from _person(change.before, person)
        case Team() as team:
            yield from _team(change.before, team)
        case Model() as model if change.aspect == ITSELF:
            yield from _model(change.before, model)
        case Page(owner=owner, escalation=steps) if owner:
            then = f" and escalate to {' then '.join(steps)}" if steps else ""
            yield f"set {change.subject} {change.aspect} {owner}{then}"
        case Holders() as holders:
            yield from _holders(change, holders)
        case _:
            return


def _person(before: object, person: Person) -> Iterator[str]:
    known = before if isinstance(before, Person) else None
    before_now = known.chat_ids if known else {}
    accounts = [
        f" <@{account}>"
        for platform, account in person.chat_ids.items()
        if account != before_now.get(platform)
    ]
    if known is None:
        yield f"person add {person.id} {person.name}{''.join(accounts[:1])}"
    for account in accounts if known else accounts[1:]:
        yield f"link {person.id}{account}"


def _team(before: object, team: Team) -> Iterator[str]:
    was = before if isinstance(before, Team) else Team(id=team.id, name=team.name)
    if before is None:
        yield f"team add {team.id} {team.name}"
    if team.kind and team.kind != was.kind:
        yield f"team kind {team.id} {team.kind}"
    come = [member for member in team.members if member not in was.members]
    if come:
        yield f"team members {team.id} add {', '.join(come)}"
    if team.lead and team.lead != was.lead:
        yield f"team lead {team.id} {team.lead}"
    now, then = team.channel or Channel(), was.channel or Channel()
    for platform, chat_id in now.chat_ids.items():
        if chat_id != then.chat_ids.get(platform):
            yield f"team channel {team.id} <#{chat_id}>"
    for purpose, tool in team.uses.items():
        if was.uses.get(purpose) != tool:
            yield f"team uses {team.id} {purpose} {tool}"


def _model(before: object, model: Model) -> Iterator[str]:
    if before is None:
        yield f"model add {model.id}{f' trained by {model.trained_by}' if model.trained_by else ''}"
    elif isinstance(before, Model) and model.trained_by != before.trained_by:
        yield f"model trained-by {model.id} {model.trained_by}"


def _holders(change: Change, holders: Holders) -> Iterator[str]:
    was = change.before if isinstance(change.before, Holders) else Holders()
    for kind in KnowledgeKind:
        holder = holders.of(kind)
        if holder and holder != was.of(kind):
            yield f"knowledge {change.subject} {kind} {holder}"
