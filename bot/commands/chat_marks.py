"""What chats write for people, channels and addresses: `<@U1>`, `<#C1|name>`, `<https://…|text>`."""

import re

from bot.commands.said import REASON, Said
from bot.commands.wish import Trouble
from knowledge.ownership import OwnershipMap

_CHAT_PERSON = re.compile(r"<@([\w.-]+)(?:\|[^>]*)?>")
_CHAT_CHANNEL = re.compile(r"<#([\w.:@-]+)(?:\|[^>]*)?>")
_CHAT_MARK = re.compile(r"<([@#])([\w.:@-]+)(?:\|([^<>]*))?>")
_LABELLED = re.compile(r"<(https?://[^<>|\s]+)\|([^<>]*)>")
_LINK = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>|(https?://\S+)")


def chat_person(phrase: str) -> str | None:
    """The chat id of a person who is mentioned."""
    found = _CHAT_PERSON.search(phrase)
    return found[1] if found else None


def chat_person_alone(phrase: str) -> str | None:
    """The same where nothing else is said."""
    found = _CHAT_PERSON.fullmatch(phrase)
    return found[1] if found else None


def chat_channel(phrase: str) -> str | None:
    """The id of a channel that is mentioned."""
    found = _CHAT_CHANNEL.search(phrase)
    return found[1] if found else None


def without_mentions(text: str, ownership: OwnershipMap) -> str:
    """The same with people of the map by their id, which can be read wherever it is shown."""

    def named(found: re.Match[str]) -> str:
        person = ownership.people_by_chat_id.get(found[1])
        return person.id if person else found[0]

    return _CHAT_PERSON.sub(named, text)


def with_reason_in_words(text: str, ownership: OwnershipMap | None) -> str:
    """The same with its reason, which is only ever read, as whoever gave it saw it."""
    reason = REASON.search(text)
    if reason is None:
        return text
    people = ownership.people_by_chat_id if ownership else {}

    def called(found: re.Match[str]) -> str:
        sigil, account, label = found.groups()
        person = people.get(account) if sigil == "@" else None
        return person.name if person else f"{sigil}{label}" if label else found[0]

    given = _LABELLED.sub(r"\2 (\1)", _CHAT_MARK.sub(called, reason["reason"]))
    return text[: reason.start("reason")] + given


def web_address(command: Said) -> str:
    """The web address that is all there is left of the command."""
    found = _LINK.fullmatch(command.rest)
    if not found:
        raise command.objection(Trouble.ADDRESS)
    return str(found[1] or found[2])
