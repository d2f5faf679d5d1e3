"""The pieces of which commands are made: a model, a page kind, a person, a reason, a time.

Commands are read strictly. A question may correct a typo; a change never does.
"""

import re
from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import available_timezones

from bot.commands.wish import Objected, Objection, SeveralMeant, Trouble
from knowledge.entities import Id, KnowledgeKind, Model, PageKind, Party, Person, Rotation, Team
from knowledge.moments import Moment, read_moment
from knowledge.names import fold, key
from knowledge.ownership import OwnershipMap
from knowledge.rotation import wall_at, zone

_REASON = re.compile(r"\s+because\s+(?P<reason>.+)$", re.IGNORECASE | re.DOTALL)
_HALVES = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, which JSON can bring and nothing can keep."""

_CHAT_PERSON = re.compile(r"<@([\w.-]+)(?:\|[^>]*)?>")
_CHAT_CHANNEL = re.compile(r"<#([\w.:@-]+)(?:\|[^>]*)?>")
_LINK = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>|(https?://\S+)")
_THEN = re.compile(r"\s*(?:,|\bthen\b|->|\u2192)\s*(?:then\s+)?", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,|\band\b|\bthen\b|->|\u2192)\s*", re.IGNORECASE)
_DECORATION = "`*\"'\u201c\u201d\u2018\u2019"
_LINKING = frozenset({"to", "for", "is", "are", "as", "by", "page", "pages", "owner", "=", "pager"})
_PAGE_KINDS = {
    "model quality": PageKind.MODEL_QUALITY,
    "quality": PageKind.MODEL_QUALITY,
    "infrastructure": PageKind.INFRASTRUCTURE,
    "infra": PageKind.INFRASTRUCTURE,
}
_KNOWLEDGE_KINDS = {
    "business domain": KnowledgeKind.BUSINESS_DOMAIN,
    "business": KnowledgeKind.BUSINESS_DOMAIN,
    "model": KnowledgeKind.MODEL,
    "infrastructure": KnowledgeKind.INFRASTRUCTURE,
    "infra": KnowledgeKind.INFRASTRUCTURE,
}
LONGEST_REASON = 1_000
_MOST_WORDS_OF_A_NAME = 12
_MOST_DIGITS = 12
"""SQLite could not even look for a much longer number."""


@dataclass(frozen=True, slots=True)
class Said:
    """A command as far as it hasn't been read: its words, and how it goes."""

    words: tuple[str, ...]
    usage: str
    reason: str | None = None

    @property
    def rest(self) -> str:
        """What hasn't been read, as one phrase."""
        return " ".join(self.words)

    def after(self, count: int) -> "Said":
        """The same without its first words."""
        return replace(self, words=self.words[count:])

    def objection(
        self,
        trouble: Trouble,
        phrase: str | None = None,
        near: tuple[str, ...] = (),
        typed: str = "",
    ) -> Objected:
        """What is wrong at this place, to be raised."""
        said_there = self.rest if phrase is None else phrase
        return Objected(Objection(trouble, self.usage, said_there, near, typed or said_there))


def said(text: str, usage: str) -> Said:
    """A command without its verb, cut into words; the reason is set apart."""
    text = _HALVES.sub(" ", text)
    reason = _REASON.search(text)
    rest = text[: reason.start()] if reason else text
    words = tuple(word for part in rest.split() if (word := part.strip(_DECORATION)))
    return Said(words, usage, reason["reason"].strip()[:LONGEST_REASON] if reason else None)


_MOST_WORDS_OF_A_VERB = 2


def leading_verb(text: str, verbs: Container[str]) -> str | None:
    """The longest of these verbs that a text begins with."""
    words = text.lower().split(maxsplit=_MOST_WORDS_OF_A_VERB)
    for count in range(min(len(words), _MOST_WORDS_OF_A_VERB), 0, -1):
        verb = " ".join(words[:count])
        if verb in verbs:
            return verb
    return None


def behind(text: str, verb: str, usage: str) -> Said:
    """What stands behind the verb that a text begins with."""
    count = len(verb.split())
    rest = text.split(maxsplit=count)[count:]
    return said(rest[0] if rest else "", usage)


def take_model(command: Said, ownership: OwnershipMap) -> tuple[Model, Said]:
    """The model that the command begins with: its longest declared name, letter for letter."""
    book = ownership.model_names.book
    for count in range(min(len(command.words), _MOST_WORDS_OF_A_NAME), 0, -1):
        model_id = book.meanings.get(key(" ".join(command.words[:count])))
        if model_id is not None:
            return ownership.models[model_id], command.after(count)
    phrase = command.words[0] if command.words else ""
    near = tuple(ownership.model_names.near(key(phrase).split())) if phrase else ()
    raise command.objection(Trouble.MODEL, phrase, near)


def page_kind_of(phrase: str) -> PageKind | None:
    """The page kind that is called so."""
    return _PAGE_KINDS.get(key(phrase))


def _named(words: Sequence[str]) -> str:
    """The key of a name of that many words: one without a letter, such as an emoji, is no part of it."""
    return key(" ".join(words)) if all(map(key, words)) else ""


def take_page_kind(command: Said) -> tuple[PageKind, Said]:
    """The page kind that comes next, by its name."""
    for count in (2, 1):
        kind = _PAGE_KINDS.get(_named(command.words[:count]))
        if kind:
            return kind, without_linking(command.after(count))
    raise command.objection(Trouble.KIND)


def nothing_more(command: Said) -> None:
    """Object to words that nobody would heed: they may have been meant to say something else."""
    if command.words:
        raise command.objection(Trouble.GRAMMAR)


def take_knowledge_kind(command: Said) -> tuple[KnowledgeKind, Said]:
    """The kind of knowledge that comes next."""
    for count in (2, 1):
        kind = _KNOWLEDGE_KINDS.get(_named(command.words[:count]))
        if kind:
            return kind, without_linking(command.after(count))
    raise command.objection(Trouble.KIND)


def without_linking(command: Said) -> Said:
    """The command without the small words that only link: `pages to @priya` is `@priya`."""
    while command.words and fold(command.words[0]) in _LINKING:
        command = command.after(1)
    return command


def party_meant(command: Said, phrase: str, ownership: OwnershipMap) -> Party:
    """The person, rotation or team of an id, a name or a chat mention."""
    phrase = phrase.strip().strip(_DECORATION)
    mentioned = _CHAT_PERSON.fullmatch(phrase)
    by_id = (
        ownership.people_by_chat_id.get(mentioned[1])
        if mentioned
        else ownership.party(phrase.removeprefix("@"))
    )
    if by_id:
        return by_id
    names = ownership.party_names.meanings
    parties = [p for i in names.get(key(phrase), ()) if (p := ownership.party(i))]
    if len(parties) > 1:
        raise Objected(SeveralMeant(tuple(parties), phrase))
    if not parties:
        near = ownership.party_names.resembling(key(phrase))
        raise command.objection(Trouble.PARTY, phrase, tuple(near))
    return parties[0]


def take_party(
    command: Said, ownership: OwnershipMap, trouble: Trouble = Trouble.PARTY
) -> tuple[Party, Said]:
    """The person, rotation or team that the command begins with: its longest name."""
    names = ownership.party_names.meanings
    for count in range(min(len(command.words), _MOST_WORDS_OF_A_NAME), 0, -1):
        phrase = " ".join(command.words[:count])
        if count == 1 or key(phrase) in names:
            return party_meant(command, phrase, ownership), command.after(count)
    raise command.objection(trouble)


def owner_meant(command: Said, phrase: str, ownership: OwnershipMap) -> Party:
    """The party, if it may be given a page: an inactive person may not."""
    party = party_meant(command, phrase, ownership)
    if isinstance(party, Person) and not party.active:
        raise command.objection(Trouble.INACTIVE, party.name, typed=phrase)
    return party


def person_meant(command: Said, phrase: str, ownership: OwnershipMap) -> Person:
    """The active person of an id, a name or a chat mention."""
    party = owner_meant(command, phrase, ownership)
    if not isinstance(party, Person):
        raise command.objection(Trouble.PERSON, party.name, typed=phrase)
    return party


def people_meant(command: Said, phrase: str, ownership: OwnershipMap) -> tuple[Person, ...]:
    """The people of a list, with commas, `and` or `then` between."""
    return tuple(person_meant(command, part, ownership) for part in _listed(command, phrase))


def anybody_meant(command: Said, phrase: str, ownership: OwnershipMap) -> tuple[Person, ...]:
    """The same, whether they are active or have left: whoever left can be taken out of a list."""
    parties = [party_meant(command, part, ownership) for part in _listed(command, phrase)]
    for party in parties:
        if not isinstance(party, Person):
            raise command.objection(Trouble.PERSON, party.name)
    return tuple(party for party in parties if isinstance(party, Person))


def _listed(command: Said, phrase: str) -> list[str]:
    parts = [part for part in _LISTED.split(phrase) if part.strip()]
    if not parts:
        raise command.objection(Trouble.PARTY)
    return parts


def chain_meant(command: Said, phrase: str, ownership: OwnershipMap) -> tuple[Id, ...]:
    """The ids of an escalation: `@tomas then risk-ml`."""
    parts = [part for part in _THEN.split(phrase) if part.strip()]
    if not parts:
        raise command.objection(Trouble.PARTY)
    return tuple(dict.fromkeys(owner_meant(command, part, ownership).id for part in parts))


def team_meant(command: Said, phrase: str, ownership: OwnershipMap) -> Team:
    """The team of an id or a name."""
    party = party_meant(command, phrase, ownership)
    if not isinstance(party, Team):
        raise command.objection(Trouble.TEAM, party.name, typed=phrase)
    return party


def rotation_meant(command: Said, phrase: str, ownership: OwnershipMap) -> Rotation:
    """The rotation of an id or a name."""
    party = party_meant(command, phrase, ownership)
    if not isinstance(party, Rotation):
        raise command.objection(Trouble.ROTATION, party.name, typed=phrase)
    return party


def web_address(command: Said) -> str:
    """The web address that is all there is left of the command."""
    found = _LINK.fullmatch(command.rest)
    if not found:
        raise command.objection(Trouble.ADDRESS)
    return str(found[1] or found[2])


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


def chat_person(phrase: str) -> str | None:
    """The chat id of a person who is mentioned."""
    found = _CHAT_PERSON.search(phrase)
    return found[1] if found else None


def number_of(text: str) -> int | None:
    """The number that something is called by; None where nothing could be called so."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def wall_time(command: Said, phrase: str, zone_name: str, now: datetime) -> datetime:
    """The wall time in a zone that a phrase tells: `friday 18:00`."""
    moment, _ = read_moment(fold(phrase), now, zone_name)
    if not isinstance(moment, Moment):
        raise command.objection(Trouble.INSTANT, phrase)
    return wall_at(moment.at, zone_name).replace(second=0, microsecond=0)


def zone_meant(command: Said, phrase: str) -> str:
    """The time zone of a name such as `Europe/London`, in any case."""
    for name in (phrase, *_zones().get(phrase.casefold(), ())):
        with suppress(KeyError, ValueError, OSError):
            return str(zone(name))
    raise command.objection(Trouble.ZONE, phrase)


@lru_cache(maxsize=1)
def _zones() -> dict[str, tuple[str, ...]]:
    return {name.casefold(): (name,) for name in available_timezones()}
