"""The terminal as a chat: a typed line in, plain text out. Time is given by the caller."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from bot.commands.speaker import NOWHERE, Speaker
from bot.conversation import PLAIN_TERMS
from bot.inspection import inspected
from bot.office import Office
from bot.reacting import awaits_speaker, react
from bot.reacting.only_asked import only_asked
from bot.render.plain import plain
from bot.reply import CONSOLE, Action, Buttons, Message, Reply
from knowledge.ownership import OwnershipMap

_GOODBYES = frozenset({"exit", "quit", "bye", ":q"})


def converse(lines: Iterable[str], reply_to: Callable[[str], Reply]) -> Iterator[str]:
    """Answer line by line until a goodbye; a number picks what the last reply offered."""
    offered: list[str] = []
    for line in lines:
        said = line.strip()
        if said.lower() in _GOODBYES:
            return
        if said.isdecimal() and 1 <= int(said) <= len(offered):
            said = offered[int(said) - 1]
        reply = reply_to(said)
        offered = list(_offers(reply))
        yield plain(reply)


def asking(
    current: Callable[[], OwnershipMap | None],
    clock: Callable[[], datetime],
    sender: str | None = None,
) -> Callable[[str], Reply]:
    """Answers questions, and changes nothing."""

    def reply(said: str) -> Reply:
        ownership, now = current(), clock()
        found = ownership and inspected(
            said, ownership, now, PLAIN_TERMS.dismissed, PLAIN_TERMS.kept
        )
        if found:
            return found.reply
        return only_asked(Message(said, sender, NOWHERE), ownership, now, PLAIN_TERMS).reply

    return reply


def reacting(office: Office, sender: str | None = None) -> Callable[[str], Reply]:
    """Answers questions and carries commands and errands out, as a person of the map.

    Nobody else is told anything: there is no chat to tell them in.
    """

    def reply(said: str) -> Reply:
        message = Message(said, sender, NOWHERE)
        is_known = awaits_speaker(message, office)
        return react(message, _speaker(office, sender) if is_known else None, office).reply

    return reply


def _speaker(office: Office, sender: str | None) -> Speaker:
    ownership = office.current()
    person = ownership.people.get(sender) if ownership and sender else None
    is_admin = office.appoints(sender)
    return Speaker(
        person, sender or CONSOLE, CONSOLE, office.clock(), is_admin=is_admin, account=sender
    )


def _offers(reply: Reply) -> Iterator[str]:
    for part in reply.parts:
        if isinstance(part, Buttons) and not part.by_label:
            yield from (b.value for b in part.buttons if b.action in {Action.ASK, Action.ASIDE})
