"""Rotations and who stands in.

rotation add ID members PERSON, PERSON every 1 week from INSTANT
rotation members ROTATION PERSON, PERSON
override ROTATION PERSON from INSTANT to INSTANT
"""

import re
from dataclasses import replace
from datetime import datetime

from bot.commands.phrases import (
    Said,
    people_meant,
    person_meant,
    rotation_meant,
    wall_time,
)
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble, Wish
from knowledge.changes import ITSELF, Change, Kind
from knowledge.entities import Cadence, Override, Rotation
from knowledge.ownership import OwnershipMap
from knowledge.rotation import instant

ADD = "rotation add ID members PERSON, PERSON every 1 week from monday 09:00"
MEMBERS = "rotation members ROTATION PERSON, PERSON"
OVERRIDE = "override ROTATION PERSON from INSTANT to INSTANT"
EXAMPLES: tuple[str, ...] = (
    "rotation add churn-quality members maya, tomas every 1 week from 2026-12-07T09:00",
    "rotation members fraud-quality priya, tomas, elena",
    "override fraud-quality elena from friday 18:00 to monday 09:00",
)

_ADD = re.compile(
    r"(?P<id>\S+)\s+members?\s+(?P<members>.+?)\s+every\s+(?P<every>\d+\s+\w+)\s+from\s+(?P<starts>.+)",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    r"^(?P<who>.+?)\s+from\s+(?P<start>.+?)\s+(?:to|until)\s+(?P<end>.+)$", re.IGNORECASE
)


def add_rotation(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare a rotation, in the organisation's time zone."""
    found = _ADD.fullmatch(command.rest)
    if not found:
        raise command.objection(Trouble.GRAMMAR)
    if ownership.party(found["id"]):
        raise command.objection(Trouble.TAKEN, found["id"], (found["id"],))
    zone = ownership.organisation.time_zone
    try:
        rotation = Rotation(
            id=found["id"],
            name=found["id"],
            members=tuple(p.id for p in people_meant(command, found["members"], ownership)),
            time_zone=zone,
            starts=wall_time(command, found["starts"], zone, speaker.now),
            every=Cadence.parse(found["every"]),
        )
    except ValueError:
        raise command.objection(Trouble.GRAMMAR) from None
    return Wish((Change(Kind.ROTATION, rotation.id, ITSELF, None, rotation),), command.reason)


def set_members(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare who takes turns, in which order."""
    if not command.words:
        raise command.objection(Trouble.ROTATION)
    rotation = rotation_meant(command, command.words[0], ownership)
    people = people_meant(command, command.after(1).rest, ownership)
    return _wish(rotation, replace(rotation, members=tuple(p.id for p in people)), command)


def set_override(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare who stands in, and for how long; past and overlapping windows are refused."""
    found = _WINDOW.match(command.rest)
    if not found or len(found["who"].split()) < 2:
        raise command.objection(Trouble.GRAMMAR)
    rotation_phrase, person_phrase = found["who"].split(maxsplit=1)
    rotation = rotation_meant(command, rotation_phrase, ownership)
    person = person_meant(command, person_phrase, ownership)
    start, end = _window(command, found["start"], found["end"], rotation, speaker.now)
    after = (*rotation.overrides, Override(start=start, end=end, person=person.id))
    return _wish(rotation, replace(rotation, overrides=after), command)


def _window(
    command: Said, start_phrase: str, end_phrase: str, rotation: Rotation, now: datetime
) -> tuple[datetime, datetime]:
    """A window in the rotation's own wall time; its end is looked for after its start."""
    zone = rotation.time_zone
    start = wall_time(command, start_phrase, zone, now)
    end = wall_time(command, end_phrase, zone, max(instant(start, zone), now))
    if instant(end, zone) <= now:
        raise command.objection(Trouble.PAST, end_phrase)
    if end <= start:
        raise command.objection(Trouble.WINDOW)
    for other in rotation.overrides:
        if other.start < end and start < other.end:
            raise command.objection(Trouble.TAKEN, f"{other.start} to {other.end}", (other.person,))
    return start, end


def _wish(before: Rotation, after: Rotation, command: Said) -> Wish:
    changes = () if after == before else (Change(Kind.ROTATION, before.id, ITSELF, before, after),)
    return Wish(changes, command.reason)
