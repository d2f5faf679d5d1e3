"""Words as they are typed, on the command line and line by line; and what programs read of them."""

import json
import sys
from difflib import get_close_matches
from io import TextIOWrapper
from typing import Final

import click

from bot.wording.typed import no_text_text, nobody_text
from knowledge.names import key
from knowledge.ownership import OwnershipMap


class _Words(click.types.StringParamType):
    """Text. What holds bytes that are no UTF-8, which Python brings as halves of characters, is none."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The text, or what is wrong with it."""
        text = str(super().convert(value, param, ctx))
        try:
            text.encode()
        except UnicodeEncodeError:
            self.fail(no_text_text(text), param, ctx)
        return text


WORDS: Final = _Words()
_MOST_OFFERED: Final = 3


def reading_words(command: click.Command) -> click.Command:
    """A command, and those below it, with every plain text read as `WORDS`."""
    for param in command.params:
        if param.type is click.STRING:
            param.type = WORDS
    if isinstance(command, click.Group):
        for each in command.commands.values():
            reading_words(each)
    return command


def read_lines_leniently() -> None:
    """Have what is no UTF-8 in the lines to come stand as such, instead of ending everything."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def print_json(value: object) -> None:
    """One object on a line, in UTF-8 whatever the terminal has: programs read it."""
    click.echo(json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace"))


def stranger(sender: str | None, ownership: OwnershipMap | None) -> str | None:
    """What is to be said of an `--as` that names nobody; None if it names a person, or is left out."""
    if sender is None or ownership is None or sender in ownership.people:
        return None
    meant = ownership.party_names.meanings.get(key(sender), ())
    near = [*meant, *get_close_matches(sender.casefold(), ownership.people, _MOST_OFFERED)]
    return nobody_text(sender, [i for i in dict.fromkeys(near) if i in ownership.people])
