"""What is spoken of by its number: a proposal, an offer, a revision."""

from typing import Final

from bot.commands.phrases import Said
from bot.commands.wish import Trouble

_MOST_DIGITS: Final = 12
"""SQLite could not even look for a much longer number."""


def number_meant(command: Said, trouble: Trouble) -> int:
    """The number that is all of a command: `7`, `#7`, `7.`; `1 point in precision` is none."""
    number = command.words[0].strip("#.,") if command.words else ""
    if not number.isdecimal() or len(number) > _MOST_DIGITS:
        raise command.objection(trouble, number)
    if more := command.after(1).rest:
        raise command.objection(Trouble.GRAMMAR, more)
    return int(number)
