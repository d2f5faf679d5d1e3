"""Buttons -> actions of a card.

A pressed button comes back with its text in `say`, as if whoever pressed it had typed that; a form
comes back with its name in `form`, before it is opened.
"""

from collections.abc import Sequence
from typing import Any, assert_never

from bot.render.adaptive_card.texts import ELLIPSIS, Element
from bot.render.cleaning import clean, is_web_address
from bot.reply import Action, Button

ROW = 6
"""Actions that Teams shows side by side; more are not shown at all."""

LONGEST_LABEL = 60
_LONGEST_VALUE = 2_000


def rows(buttons: Sequence[Button]) -> list[Element]:
    """Action sets, each no longer than Teams shows."""
    actions = [action for button in buttons if (action := _action(button))]
    return [
        {"type": "ActionSet", "actions": actions[start : start + ROW]}
        for start in range(0, len(actions), ROW)
    ]


def submitting(element: Element) -> Element:
    """The same, and where it is a row of actions, each submits what it would have sent."""
    if element["type"] != "ActionSet":
        return element
    return {**element, "actions": [_submission(action) for action in element["actions"]]}


def _submission(action: Element) -> Element:
    if action["type"] == "Action.OpenUrl":
        return action
    data = {key: value for key, value in action["data"].items() if key != "msteams"}
    return {"type": "Action.Submit", "title": action["title"], "data": data}


def _action(button: Button) -> Element | None:
    """No button rather than one with half its value: that would be another question."""
    title = _title(button.label)
    if not title or not 0 < len(button.value) <= _LONGEST_VALUE:
        return None
    match button.action:
        case Action.ASK | Action.ASIDE | Action.SHARE:
            return _execute(title, button)
        case Action.FORM:
            data = {"msteams": {"type": "task/fetch"}, "form": button.value}
            return {"type": "Action.Submit", "title": title, "data": data}
        case Action.OPEN:
            if not is_web_address(button.value):
                return None
            return {"type": "Action.OpenUrl", "title": title, "url": button.value}
        case _:
            assert_never(button.action)


def _execute(title: str, button: Button) -> dict[str, Any]:
    return {
        "type": "Action.Execute",
        "title": title,
        "verb": button.action.value,
        "data": {"say": button.value},
    }


def _title(label: str) -> str:
    title = clean(label).strip()
    return title if len(title) <= LONGEST_LABEL else title[: LONGEST_LABEL - 1] + ELLIPSIS
