"""Asking all others who take turns to take a shift, or any part of one.

cover ROTATION from INSTANT to INSTANT [because REASON]
"""

import re
from dataclasses import replace

from bot.commands.parties import rotation_meant
from bot.commands.said import Said
from bot.commands.shifts import free_window
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.errands.offers.offering import asked_for, draft, not_theirs
from bot.office import Office
from bot.reply import Reaction
from bot.wording import offers as words
from knowledge.entities import Person, Rotation
from knowledge.offers import Way, Window
from knowledge.ownership import OwnershipMap
from knowledge.rotation.shifts import on_call_throughout
from knowledge.wall_times import instant

COVER = "cover ROTATION from friday 18:00 to monday 09:00 [because REASON]"
EXAMPLES: tuple[str, ...] = ("cover fraud-quality from friday 18:00 to monday 09:00",)

_COVER = re.compile(
    r"(?P<rotation>.+?)\s+from\s+(?P<start>.+?)\s+(?:to|until)\s+(?P<end>.+)", re.IGNORECASE
)


def cover(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Ask everybody else who takes turns, but whoever is on call all that time already."""
    ownership = office.known()
    if not command.words:
        raise command.objection(Trouble.ROTATION)
    found = command.fits(_COVER)
    rotation = rotation_meant(command, found["rotation"] if found else command.rest, ownership)
    if not found:
        raise command.objection(Trouble.INSTANT, "")
    walls = free_window(command, found["start"], found["end"], rotation, speaker.now)
    window = Window(*(instant(wall, rotation.time_zone) for wall in walls))
    if refusal := not_theirs(rotation, speaker, office, ownership):
        return Reaction(refusal)
    if speaker.person is None:
        return Reaction(words.stranger_reply())
    others = _others(rotation, speaker.person, ownership)
    on_call = on_call_throughout(rotation, *window)
    asked = tuple(person.id for person in others if person.id != on_call)
    if not asked:
        return Reaction(words.nobody_to_ask_reply(rotation, next(iter(others), None)))
    offer = draft(Way.COVER, rotation, window, speaker, command.reason)
    return asked_for(replace(offer, asked=asked), ownership, office)


def _others(rotation: Rotation, asker: Person, ownership: OwnershipMap) -> list[Person]:
    people = (ownership.people.get(member) for member in dict.fromkeys(rotation.members))
    return [p for p in people if p and p.active and p.id != asker.id]
