"""The people, rotations and teams that a command names, by id, name or chat mention.

Commands are read strictly. A question may correct a typo; a change never does.
"""

import re
from typing import Final, TypeVar

from bot.commands.chat_marks import chat_person_alone
from bot.commands.said import DECORATION, MOST_WORDS_OF_A_NAME, Said
from bot.commands.wish import Objected, SeveralMeant, Trouble
from knowledge.entities import Id, Party, Person, Rotation, Team
from knowledge.names import key
from knowledge.ownership import OwnershipMap

_THEN = re.compile(r"\s*(?:,|\bthen\b|->|\u2192)\s*(?:then\s+)?", re.IGNORECASE)
_TROUBLES: Final[dict[type[object], Trouble]] = {
    Person: Trouble.PERSON,
    Team: Trouble.TEAM,
    Rotation: Trouble.ROTATION,
}
P = TypeVar("P", bound=Party)

_LISTED = re.compile(r"\s*(?:,|\band\b|\bthen\b|->|\u2192)\s*", re.IGNORECASE)


def party_meant(command: Said, phrase: str, ownership: OwnershipMap) -> Party:
    """The person, rotation or team of an id, a name or a chat mention."""
    phrase = phrase.strip().strip(DECORATION)
    account = chat_person_alone(phrase)
    by_id = (
        ownership.people_by_chat_id.get(account)
        if account
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


def take_party(command: Said, ownership: OwnershipMap, sort: type[P]) -> tuple[P, Said]:
    """The party of that sort that the command begins with, active or not: its longest name."""
    names = ownership.party_names.meanings
    for count in range(min(len(command.words), MOST_WORDS_OF_A_NAME), 0, -1):
        phrase = " ".join(command.words[:count])
        if count == 1 or key(phrase) in names:
            return party_of_sort(command, phrase, ownership, sort), command.after(count)
    raise command.objection(_TROUBLES[sort])


def party_of_sort(command: Said, phrase: str, ownership: OwnershipMap, sort: type[P]) -> P:
    """The party of that sort, active or not, of an id, a name or a chat mention."""
    party = party_meant(command, phrase, ownership)
    if not isinstance(party, sort):
        raise command.objection(_TROUBLES[sort], party.name, typed=phrase)
    return party


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
    """People of a list, whether they are active or have left: whoever left can be taken out of a list."""
    return tuple(
        party_of_sort(command, part, ownership, Person) for part in _listed(command, phrase)
    )


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
    return party_of_sort(command, phrase, ownership, Team)


def rotation_meant(command: Said, phrase: str, ownership: OwnershipMap) -> Rotation:
    """The rotation of an id or a name."""
    return party_of_sort(command, phrase, ownership, Rotation)
