"""The buttons with which the owner of a model confirms what was registered, or strikes it out."""

from collections.abc import Iterable

from bot.reply import Action, Button
from knowledge.entities import Id

_MOST = 5


def confirm_buttons(consumers: Iterable[tuple[Id, str]]) -> tuple[Button, ...]:
    """Of (model, consumer) pairs the first five, as far as a command can name them."""
    named = [pair for pair in consumers if can_be_said(pair[1])]
    return tuple(
        Button(f"Confirm {name}", Action.ASK, f"consumer {model} {name}")
        for model, name in named[:_MOST]
    )


def strike_out_buttons(consumers: Iterable[tuple[Id, str]]) -> tuple[Button, ...]:
    """The same, the other way."""
    named = [pair for pair in consumers if can_be_said(pair[1])]
    return tuple(
        Button(f"Strike out {name}", Action.ASK, f"consumer {model} remove {name}")
        for model, name in named[:_MOST]
    )


def can_be_said(name: str) -> bool:
    """Whether `consumer MODEL NAME` means this name: a map file may hold any."""
    words = name.lower().split()
    return bool(words) and words[0] != "remove" and "because" not in words
