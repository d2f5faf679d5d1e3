"""The central queue: which team works it off, and where its signals fire.

queue team TEAM
queue threshold depth | teams | models NUMBER | none
queue in-a-row NUMBER
"""

from dataclasses import replace
from typing import Any, Final

from bot.commands.parties import team_meant
from bot.commands.said import Said, without_linking
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble, Wish, entity_wish
from knowledge.changes import Kind
from knowledge.entities import Queue
from knowledge.ownership import OwnershipMap

TEAM = "queue team TEAM"
THRESHOLD = "queue threshold depth|teams|models NUMBER|none"
IN_A_ROW = "queue in-a-row NUMBER"
EXAMPLES: tuple[str, ...] = ("queue team ml-platform", "queue threshold depth 25")

_SIGNALS: Final = {
    "depth": "depth",
    "teams": "model_producing_teams",
    "models": "models",
}
_NONE: Final = "none"
_MOST_IN_A_ROW: Final = 1_000
_LONGEST_NUMBER: Final = 9
"""Digits of a threshold; SQLite and the map hold more, but nobody has so many requests."""


def set_team(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare which team works the queue off."""
    rest = without_linking(command)
    team = team_meant(rest, rest.rest, ownership)
    return _wish(command, ownership, team=team.id)


def set_threshold(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare where a signal fires; `none` takes the number back."""
    name = command.words[0].lower() if command.words else ""
    if name not in _SIGNALS:
        raise command.objection(Trouble.GRAMMAR)
    number = without_linking(command.after(1)).rest
    value = None if number.lower() == _NONE else _number(command, number)
    changed: dict[str, Any] = {_SIGNALS[name]: value}
    signals = replace(_queue(ownership).signals, **changed)
    return _wish(command, ownership, signals=signals)


def set_in_a_row(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare how many readings in a row make a signal fire."""
    count = _number(command, command.rest)
    if not 1 <= count <= _MOST_IN_A_ROW:
        raise command.objection(Trouble.NUMBER, command.rest)
    return _wish(command, ownership, signals=replace(_queue(ownership).signals, in_a_row=count))


def _number(command: Said, text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER):
        raise command.objection(Trouble.NUMBER, text)
    return int(text)


def _queue(ownership: OwnershipMap) -> Queue:
    return ownership.queue or Queue()


def _wish(command: Said, ownership: OwnershipMap, **parts: Any) -> Wish:
    after = replace(_queue(ownership), **parts)
    return entity_wish(Kind.QUEUE, ownership.queue, after, command.reason)
