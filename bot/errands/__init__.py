"""Verbs that do something else than change the map by words: one module for each family.

A module has its grammar in its docstring, usage constants, EXAMPLES, and a function for each verb,
which reads the words behind the verb strictly and uses the store. An errand that only looks is open
to whoever may ask; all others take a member. What may be declared is decided by `Office.declare`.
"""

from collections.abc import Callable
from typing import NamedTuple

from bot.commands.phrases import Said, leading_verb
from bot.commands.speaker import Speaker
from bot.errands import undoing
from bot.office import Office
from bot.reply import Reaction


class Errand(NamedTuple):
    """How a verb goes, and what carries it out; it may raise `Objected`."""

    usage: str
    run: Callable[[Said, Speaker, Office], Reaction]
    only_looks: bool = False


VERBS: dict[str, Errand] = {
    "undo": Errand(undoing.UNDO, undoing.undo),
}
"""Each verb with its errand."""

EXAMPLES: tuple[str, ...] = tuple(example for module in (undoing,) for example in module.EXAMPLES)


def errand_verb(text: str) -> str | None:
    """The errand's verb that a text begins with."""
    return leading_verb(text, VERBS)
