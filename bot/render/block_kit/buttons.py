"""Buttons -> rows of Slack's button elements."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.render.block_kit.clipping import ELLIPSIS
from bot.render.cleaning import clean, is_web_address
from bot.reply import Action, Button

Block = dict[str, Any]
"""A block, or an element of one, as it is sent."""

_BUTTONS_IN_A_ROW = 25
_LABEL = 75
_VALUE = 2_000
_OPEN = Action.OPEN


@dataclass(slots=True)
class ButtonRoom:
    """How many characters of the message are left for buttons, and how many buttons there are."""

    characters: int = 2_500
    taken: int = 0


def rows(buttons: Iterable[Button], room: ButtonRoom) -> list[Block]:
    """As many buttons as there is room for.

    No button rather than one with half its value: that would be another question.
    """
    elements: list[Block] = []
    left, taken = room.characters, room.taken
    for button in buttons:
        label, action, value = _label(button.label), button.action, button.value
        cost = len(label) + len(value)
        if cost > left or not label or not 0 < len(value) <= _VALUE:
            continue
        if action is _OPEN and not is_web_address(value):
            continue
        left -= cost
        taken += 1
        elements.append(
            {
                "type": "button",
                "text": {"type": "plain_text", "text": label},
                "action_id": _action_id(action, taken),
                "url" if action is _OPEN else "value": value,
            }
        )
    room.characters, room.taken = left, taken
    if 0 < len(elements) <= _BUTTONS_IN_A_ROW:  # as nearly always
        return [_row(elements)]
    starts = range(0, len(elements), _BUTTONS_IN_A_ROW)
    return [_row(elements[start : start + _BUTTONS_IN_A_ROW]) for start in starts]


def _row(elements: list[Block]) -> Block:
    return {"type": "actions", "elements": elements}


@lru_cache(maxsize=1024)  # for each action as many as a message has room for
def _action_id(action: Action, number: int) -> str:
    return f"{action}:{number}"


@lru_cache(maxsize=256)  # most buttons say one of a few things
def _label(text: str) -> str:
    label = clean(text).strip()
    return label if len(label) <= _LABEL else label[: _LABEL - 1] + ELLIPSIS
