"""What is spoken of by its number: a proposal, an offer, a revision."""

from bot.commands.said import Said, nothing_more, number_of
from bot.commands.wish import Trouble


def number_meant(command: Said, trouble: Trouble) -> int:
    """The number that is all of a command: `7`, `#7`, `7.`; `1 point in precision` is none."""
    said = command.words[0].strip("#.,") if command.words else ""
    number = number_of(said)
    if number is None:
        raise command.objection(trouble, said)
    nothing_more(command.after(1))
    return number


def number_in(key: str) -> int:
    """The number of what a message was told of under a key: of `proposal 7`, 7."""
    return int(key.rpartition(" ")[2])
