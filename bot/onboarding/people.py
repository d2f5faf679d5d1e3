"""Whom an answer names. Somebody whom the map doesn't know is declared by being named.

`priya`, `Priya Nair`, `@priya`, `me`; `Tomas Reyes @tomas` where the chat account is to be linked;
`new Tom Reyes` where a name resembles one that is known and another person is meant.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from bot.commands.chat_marks import chat_person
from bot.commands.parties import party_meant
from bot.commands.said import said
from bot.commands.wish import Objected, Objection, SeveralMeant
from bot.identity import platform_of, with_account
from bot.onboarding.naming import SELF, free_id, stated_new
from bot.onboarding.script import Changes, Misread, Misreading, Sight
from knowledge.changes import ITSELF, Change, Kind
from knowledge.entities import Party, Person, Team
from knowledge.names import key

_LISTED = re.compile(r"\s*(?:,|;|\n|\band\b|\bthen\b|->|\u2192)\s*", re.IGNORECASE)
_SEVERAL = re.compile(rf"{_LISTED.pattern}|\s+or\s+", re.IGNORECASE)
_ACCOUNT = re.compile(r"\s*<@[^>]*>\s*")
_NAME = re.compile(r"[^\W\d_][\w.'\u2019-]*(?: [\w.'\u2019-]+){0,3}")
_NOBODYS_NAME = frozenset(
    [
        "a",
        "all",
        "any",
        "anybody",
        "anyone",
        "both",
        "each",
        "everybody",
        "everyone",
        "he",
        "it",
        "my",
        "no",
        "nobody",
        "none",
        "ok",
        "okay",
        "one",
        "our",
        "she",
        "somebody",
        "someone",
        "team",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "us",
        "we",
        "who",
        "whoever",
        "yes",
        "you",
        "your",
    ]
)


class Named(NamedTuple):
    """Whom an answer names, and what must be declared for them to be in the map."""

    parties: tuple[Party, ...]
    changes: Changes = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids, each once."""
        return tuple(dict.fromkeys(party.id for party in self.parties))


Found = Named | Misread


def people_named(text: str, sight: Sight) -> Found:
    """People, in the order in which they are named; at least one."""
    return _each(text, sight, _person)


def chain_named(text: str, sight: Sight) -> Found:
    """Whom to try, in order: people, rotations, teams."""
    return _each(text, sight, _party)


def person_named(text: str, sight: Sight) -> Found:
    """One person."""
    return _one(text, sight, _person)


def owner_named(text: str, sight: Sight) -> Found:
    """One person or rotation, for a page: a team answers no pager."""
    return _one(text, sight, _pageable)


def _each(text: str, sight: Sight, read: Callable[[str, Sight], Found]) -> Found:
    named = Named(())
    for phrase in _LISTED.split(text):
        found = read(phrase, sight.after(named.changes)) if phrase.strip() else Named(())
        if isinstance(found, Misread):
            return found
        named = Named((*named.parties, *found.parties), (*named.changes, *found.changes))
    return named if named.parties else Misread(Misreading.NO_NAME, text)


def _one(text: str, sight: Sight, read: Callable[[str, Sight], Found]) -> Found:
    """A name as it stands comes first: a rotation may be called `day and night`."""
    found = read(text, sight)
    several = len([phrase for phrase in _SEVERAL.split(text) if phrase.strip()]) > 1
    known = isinstance(found, Named) and not found.changes
    return Misread(Misreading.NOT_ONE, text) if several and not known else found


def _person(phrase: str, sight: Sight) -> Found:
    found = _party(phrase, sight)
    if isinstance(found, Named) and not isinstance(found.parties[0], Person):
        return Misread(Misreading.NOT_A_PERSON, found.parties[0].name)
    return found


def _pageable(phrase: str, sight: Sight) -> Found:
    found = _party(phrase, sight)
    if isinstance(found, Named) and isinstance(found.parties[0], Team):
        return Misread(Misreading.TEAM, found.parties[0].name)
    return found


def _party(phrase: str, sight: Sight) -> Found:
    """A party of the map by name, id or account; else somebody new, unless a name comes near."""
    account = chat_person(phrase)
    name = _ACCOUNT.sub(" ", phrase).strip().removeprefix("@")
    if account and (holder := sight.ownership.people_by_chat_id.get(account)):
        is_theirs = not name or holder.id in sight.ownership.party_names.meanings.get(key(name), ())
        return _unless_inactive(holder) if is_theirs else Misread(Misreading.ACCOUNT, phrase)
    if key(name) in SELF:
        return _myself(sight)
    name, is_new = stated_new(name)
    return (_newcomer if is_new else _known_or_new)(name, account, sight)


def _known_or_new(name: str, account: str | None, sight: Sight) -> Found:
    if account and not name:
        return Misread(Misreading.ACCOUNT, name)
    try:
        party = party_meant(said(name, ""), name, sight.ownership)
    except Objected as objected:
        return _unknown(name, account, sight, objected)
    return _linked(party, account) if account else _unless_inactive(party)


def _unknown(name: str, account: str | None, sight: Sight, objected: Objected) -> Found:
    match objected.refused:
        case SeveralMeant(parties):
            return Misread(Misreading.SEVERAL, name, tuple(party.id for party in parties))
        case Objection(near=near) if near:
            ids = dict.fromkeys(i for n in near for i in sight.ownership.party_names.meanings[n])
            return Misread(Misreading.NEAR, name, (*ids, f"new {name}"))
    return _newcomer(name, account, sight)


def _newcomer(name: str, account: str | None, sight: Sight) -> Found:
    """Somebody whom the map didn't know, declared under an id that is free."""
    words = key(name).split()
    person_id = free_id(name, sight.ownership, first=name.split(" ", maxsplit=1)[0])
    if person_id is None or not _NAME.fullmatch(name) or not _NOBODYS_NAME.isdisjoint(words):
        return Misread(Misreading.NO_NAME, name)
    try:
        unlinked = Person(id=person_id, name=name)
        person = with_account(unlinked, account, platform_of(account)) if account else unlinked
    except ValueError:
        return Misread(Misreading.NO_NAME, name)
    return Named((person,), (Change(Kind.PERSON, person.id, ITSELF, None, person),))


def _linked(party: Party, account: str) -> Found:
    """A person whose account is told beside the name, and wasn't known."""
    if not isinstance(party, Person) or platform_of(account) in party.chat_ids:
        return Misread(Misreading.ACCOUNT, party.name)
    linked = with_account(party, account, platform_of(account))
    found = _unless_inactive(linked)
    change = Change(Kind.PERSON, party.id, ITSELF, party, linked)
    return Named(found.parties, (change,)) if isinstance(found, Named) else found


def _unless_inactive(party: Party) -> Found:
    if isinstance(party, Person) and not party.active:
        return Misread(Misreading.INACTIVE, party.name)
    return Named((party,))


def _myself(sight: Sight) -> Found:
    me = sight.respondent.person
    known = sight.ownership.people.get(me.id)
    return _unless_inactive(known) if known else Misread(Misreading.NO_NAME, me.name)
