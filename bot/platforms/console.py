"""The terminal as a chat: a typed line in, plain text out. Time is given by the caller."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from bot.conversation import CONSOLE, reply_to
from bot.render.plain import plain
from bot.reply import Action, Buttons, Message, Place, Reply
from knowledge.ownership import OwnershipMap

_GOODBYES = frozenset({"exit", "quit", "bye", ":q"})


def converse(
    lines: Iterable[str],
    current: Callable[[], OwnershipMap | None],
    clock: Callable[[], datetime],
    sender: str | None = None,
) -> Iterator[str]:
    """Answer line by line until a goodbye; a number picks what the last reply offered."""
    offered: list[str] = []
    for line in lines:
        said = line.strip()
        if said.lower() in _GOODBYES:
            return
        if said.isdecimal() and 1 <= int(said) <= len(offered):
            said = offered[int(said) - 1]
        reply = reply_to(Message(said, sender, Place(CONSOLE)), current(), clock())
        offered = list(_offers(reply))
        yield plain(reply)


def _offers(reply: Reply) -> Iterator[str]:
    for part in reply.parts:
        if isinstance(part, Buttons):
            yield from (b.value for b in part.buttons if b.action is Action.ASK)
