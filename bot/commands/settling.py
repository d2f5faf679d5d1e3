"""Settling a conflict between two sources.

settle MODEL [KIND] as file|chat
settle PERSON | TEAM | ROTATION | organisation | queue | vocabulary as file|chat

`file` declares what the file says, `chat` keeps what stands, even if the file says so again.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.commands.pages import name_and_kind
from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.wish import Objected, SeveralMeant, Trouble, Wish
from knowledge.changes import ITSELF, Change, Kind
from knowledge.conflicts import Contested, open_conflicts, taken, turned_down
from knowledge.entities import Conflict, Page
from knowledge.meanings import meanings
from knowledge.ownership import OwnershipMap

SETTLE = "settle NAME [KIND] as file|chat"
EXAMPLES: tuple[str, ...] = ("settle churn model-quality as chat", "settle priya as file")

_SIDES = frozenset({"file", "chat"})
_UNNAMED = {
    "organisation": Kind.ORGANISATION,
    "queue": Kind.QUEUE,
    "vocabulary": Kind.VOCABULARY,
}


def settle(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare which of two sources is right about something."""
    *named, as_, side = ("", "", *command.words)[-max(len(command.words), 2) :]
    if as_.lower() != "as" or side.lower() not in _SIDES or not named:
        raise command.objection(Trouble.GRAMMAR)
    found = list(_meant(" ".join(named), ownership))
    if not found:
        raise command.objection(Trouble.NO_CONFLICT, " ".join(named))
    if side.lower() == "chat":
        return Wish(tuple(_kept(contested.conflict) for contested in found), command.reason)
    changes = [change for contested in found for change in _taken(contested, command, speaker)]
    return Wish(tuple(changes), command.reason)


def _meant(phrase: str, ownership: OwnershipMap) -> Iterator[Contested]:
    """The open conflicts about what is named; of a model that is no more, all of them."""
    whole, kind = name_and_kind(phrase, ownership)
    subjects = _subjects(whole, ownership)
    for contested in open_conflicts(ownership):
        place = contested.place
        if (place.kind, place.subject) not in subjects:
            continue
        absent = place.kind is Kind.MODEL and place.subject not in ownership.models
        if kind is None or absent or place.aspect == kind:
            yield contested


def _subjects(name: str, ownership: OwnershipMap) -> set[tuple[Kind, str]]:
    if name.lower() in _UNNAMED:
        return {(_UNNAMED[name.lower()], "")}
    found = {(m.kind, m.subject) for m in meanings(name.removeprefix("@"), ownership)}
    # What is no more goes by the id that it had, though something else is called so now.
    places = {(c.place.kind, c.place.subject) for c in open_conflicts(ownership)}
    gone = {place for place in places - found if place[1] == name}
    if gone:
        return gone
    parties = [p for kind, i in found if kind is not Kind.MODEL and (p := ownership.party(i))]
    if len(parties) > 1:
        raise Objected(SeveralMeant(tuple(parties)))
    return found


def _kept(conflict: Conflict) -> Change:
    return Change(Kind.CONFLICT, conflict.id, ITSELF, conflict, turned_down(conflict))


def _taken(contested: Contested, command: Said, speaker: Speaker) -> Iterator[Change]:
    place, conflict, standing, other = contested
    if isinstance(other, Page):
        other = replace(other, declared=speaker.declaration(command.reason))
    yield Change(*place, standing, other)
    yield Change(Kind.CONFLICT, conflict.id, ITSELF, conflict, taken(conflict))
