"""Other names for people, teams and rotations, and their end.

person rename PERSON to NAME · team rename TEAM to NAME · rotation rename ROTATION to NAME
person remove PERSON because REASON · team remove … · rotation remove …

The id stays what it is. Only what nothing depends on can be removed: somebody who left is inactive.
"""

from dataclasses import replace

from bot.commands.parties import take_party
from bot.commands.said import Said, nothing_more
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble, Wish, entity_wish
from knowledge.changes import ITSELF, Change, Kind
from knowledge.dependents import places_of
from knowledge.entities import Party, Person, Rotation, Team
from knowledge.ownership import OwnershipMap

PERSON_RENAME = "person rename PERSON to NAME"
TEAM_RENAME = "team rename TEAM to NAME"
ROTATION_RENAME = "rotation rename ROTATION to NAME"
PERSON_REMOVE = "person remove PERSON because REASON"
TEAM_REMOVE = "team remove TEAM because REASON"
ROTATION_REMOVE = "rotation remove ROTATION because REASON"
EXAMPLES: tuple[str, ...] = (
    "team rename risk-ml to Risk and Fraud ML",
    "rotation remove holiday-cover because the holidays are over",
)

_KINDS = {Person: Kind.PERSON, Team: Kind.TEAM, Rotation: Kind.ROTATION}


def rename_person(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare how somebody is called."""
    return _renamed(command, ownership, Person)


def rename_team(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare how a team is called."""
    return _renamed(command, ownership, Team)


def rename_rotation(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare how a rotation is called."""
    return _renamed(command, ownership, Rotation)


def remove_person(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare that somebody is no part of the map any more."""
    return _removed(command, ownership, Person)


def remove_team(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare that a team is no more."""
    return _removed(command, ownership, Team)


def remove_rotation(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare that a rotation is no more."""
    return _removed(command, ownership, Rotation)


def _renamed(command: Said, ownership: OwnershipMap, sort: type[Party]) -> Wish:
    party, rest = take_party(command, ownership, sort)
    name = (rest.after(1) if rest.words[:1] in {("to",), ("is",)} else rest).rest
    try:
        after = replace(party, name=name)
    except ValueError:
        raise command.objection(Trouble.GRAMMAR, name) from None
    return entity_wish(_KINDS[type(party)], party, after, command.reason)


def _removed(command: Said, ownership: OwnershipMap, sort: type[Party]) -> Wish:
    party, rest = take_party(command, ownership, sort)
    nothing_more(rest)
    if not command.reason:
        raise command.objection(Trouble.REASON, "")
    dependents = places_of(party.id, ownership)
    if dependents:
        raise command.objection(Trouble.IN_USE, party.name, dependents)
    return Wish((Change(_KINDS[type(party)], party.id, ITSELF, party, None),), command.reason)
