"""People and teams.

person add ID NAME [@chat] · person inactive PERSON · person active PERSON
person email PERSON ADDRESS | none · person zone PERSON ZONE | none
link PERSON [@chat]
team add ID [NAME] · team members TEAM add|remove PERSON, PERSON · team lead TEAM PERSON
team channel TEAM #channel
"""

import re
from dataclasses import replace
from typing import Any, NamedTuple

from bot.commands.chat_marks import chat_channel, chat_person
from bot.commands.parties import (
    anybody_meant,
    party_meant,
    party_of_sort,
    people_meant,
    person_meant,
    take_party,
    team_meant,
)
from bot.commands.said import Said
from bot.commands.sentences import called, refuse_trouble_of_a_model
from bot.commands.speaker import Speaker
from bot.commands.times import zone_meant
from bot.commands.wish import Trouble, Wish, entity_wish
from bot.identity import platform_of
from knowledge.changes import ITSELF, Change, Kind
from knowledge.entities import PLATFORMS, Channel, Id, Person, Team
from knowledge.names import key
from knowledge.ownership import OwnershipMap

PERSON_ADD = "person add ID NAME [@somebody]"
PERSON_INACTIVE = "person inactive PERSON [because REASON]"
PERSON_ACTIVE = "person active PERSON"
PERSON_EMAIL = "person email PERSON ADDRESS"
PERSON_ZONE = "person zone PERSON Europe/London"
LINK = "link PERSON [@somebody]"
TEAM_ADD = "team add ID [NAME]"
TEAM_MEMBERS = "team members TEAM add|remove PERSON, PERSON"
TEAM_LEAD = "team lead TEAM PERSON"
TEAM_CHANNEL = "team channel TEAM #channel"
ADMIN_ADD = "admin add PERSON"
ADMIN_REMOVE = "admin remove PERSON"
EXAMPLES: tuple[str, ...] = (
    "person add noor Noor Haddad",
    "person inactive lars because he left",
    "team members risk-ml add elena",
    "team lead growth maya",
)

_EMAIL = re.compile(r"(?:<mailto:)?([^\s<>|:]+@[^\s<>|:]+)(?:\|[^>]*>|>)?")
"""Slack makes `<mailto:…|…>` of an address."""

_NONE = frozenset({"none", "nobody", "no", "nothing"})


def add_person(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare somebody; a chat mention gives the chat id."""
    account = chat_person(command.rest)
    words = tuple(word for word in command.words if not word.startswith("<@"))
    said = _Newcomer.of("person add", replace(command, words=words), ownership, speaker)
    person = _new(command, ownership, Person, said, **_on_its_platform(account))
    if account and account in ownership.people_by_chat_id:
        holder = ownership.people_by_chat_id[account].id
        raise command.objection(Trouble.TAKEN, person.id, (holder,))
    return Wish((Change(Kind.PERSON, person.id, ITSELF, None, person),), command.reason)


def add_team(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare a team."""
    said = _Newcomer.of("team add", command, ownership, speaker)
    team = _new(command, ownership, Team, said)
    return Wish((Change(Kind.TEAM, team.id, ITSELF, None, team),), command.reason)


class _Newcomer(NamedTuple):
    """An id, and a name of any words behind it, or none."""

    id: Id
    name: str

    @classmethod
    def of(cls, verb: str, command: Said, ownership: OwnershipMap, speaker: Speaker) -> "_Newcomer":
        """The first word and the rest, unless they may tell of a trouble."""
        if not command.words:
            raise command.objection(Trouble.GRAMMAR)
        new_id, (name, is_called) = command.words[0], called(command.after(1))
        if not is_called:
            refuse_trouble_of_a_model(verb, new_id, name, ownership, speaker.now)
        return cls(new_id, name.rest)


def _new(command: Said, ownership: OwnershipMap, entity: Any, said: _Newcomer, **parts: Any) -> Any:
    """An entity under an id that is free."""
    if ownership.party(said.id):
        raise command.objection(Trouble.TAKEN, said.id, (said.id,))
    try:
        return entity(id=said.id, name=said.name or said.id, **parts)
    except ValueError:
        raise command.objection(Trouble.GRAMMAR) from None


def set_inactive(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare that somebody has left: each page that means them becomes a gap."""
    return _person_wish(
        party_of_sort(command, command.rest, ownership, Person), command, active=False
    )


def set_active(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare that somebody is back."""
    return _person_wish(
        party_of_sort(command, command.rest, ownership, Person), command, active=True
    )


def set_email(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare somebody's address, by which their chat account is matched."""
    person, rest = take_party(command, ownership, Person)
    address = _EMAIL.search(rest.rest)
    if address is None and key(rest.rest) not in _NONE:
        raise rest.objection(Trouble.EMAIL)
    email = address[1] if address else None
    for other in ownership.people.values():
        if other.id != person.id and email and _folded(other.email) == _folded(email):
            raise command.objection(Trouble.TAKEN, email, (other.id,))
    try:
        return _person_wish(person, command, email=email)
    except ValueError:
        raise rest.objection(Trouble.EMAIL) from None


def _folded(email: str | None) -> str:
    """The form in which two spellings of an address are the same."""
    return (email or "").casefold()


def set_zone(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare by which clocks somebody lives."""
    person, rest = take_party(command, ownership, Person)
    none = key(rest.rest) in _NONE
    return _person_wish(person, command, time_zone=None if none else zone_meant(rest, rest.rest))


def link_person(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare which chat account is whose; without one it is the speaker's own.

    Saying who one is gives nobody a right: it takes whoever may declare people.
    """
    own = speaker.account if speaker.source in PLATFORMS else None  # the terminal's is no account
    account = chat_person(command.rest) or own
    if account is None:
        raise command.objection(Trouble.GRAMMAR)
    phrase = " ".join(word for word in command.words if not word.startswith("<@"))
    person = person_meant(command, phrase, ownership)
    other = ownership.people_by_chat_id.get(account)
    if other and other.id != person.id:
        raise command.objection(Trouble.TAKEN, person.id, (other.id,))
    return _person_wish(person, command, **_on_its_platform(account))


def _person_wish(person: Person, command: Said, **parts: Any) -> Wish:
    return entity_wish(Kind.PERSON, person, replace(person, **parts), command.reason)


def change_members(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare who joins or leaves a team."""
    for index, word in enumerate(command.words):
        if word.lower() in {"add", "remove"}:
            team = team_meant(command, " ".join(command.words[:index]), ownership)
            removes, phrase = word.lower() == "remove", command.after(index + 1).rest
            listed = anybody_meant if removes else people_meant
            people = [person.id for person in listed(command, phrase, ownership)]
            others = tuple(m for m in team.members if m not in people)
            members = others if removes else (*others, *people)
            return _team_wish(team, command, members=members)
    raise command.objection(Trouble.GRAMMAR)


def set_lead(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare who leads a team."""
    team, rest = take_party(command, ownership, Team)
    return _team_wish(team, command, lead=person_meant(command, rest.rest, ownership).id)


def set_channel(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare which channel is a team's."""
    team, rest = take_party(command, ownership, Team)
    channel = chat_channel(rest.rest)
    if channel is None:
        raise command.objection(Trouble.GRAMMAR, rest.rest)
    return _team_wish(
        team, command, channel=replace(team.channel or Channel(), **_on_its_platform(channel))
    )


def _on_its_platform(chat_id: str | None) -> dict[str, str]:
    """An id of a mention, by the platform whose it is."""
    return {platform_of(chat_id): chat_id} if chat_id else {}


def _team_wish(team: Team, command: Said, **parts: Any) -> Wish:
    return entity_wish(Kind.TEAM, team, replace(team, **parts), command.reason)


def add_admin(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Appoint somebody who may change everything."""
    person = person_meant(command, command.rest, ownership)
    others = tuple(a for a in ownership.organisation.admins if a != person.id)
    return _admins_wish((*others, person.id), command, ownership)


def remove_admin(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Take that back."""
    person = party_meant(command, command.rest, ownership)
    others = tuple(a for a in ownership.organisation.admins if a != person.id)
    return _admins_wish(others, command, ownership)


def _admins_wish(admins: tuple[Id, ...], command: Said, ownership: OwnershipMap) -> Wish:
    before = ownership.organisation
    if set(admins) == set(before.admins):
        return Wish(())
    after = replace(before, admins=admins)
    return entity_wish(Kind.ORGANISATION, before, after, command.reason)
