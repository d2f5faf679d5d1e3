"""Rotations and who stands in.

rotation add ID members PERSON, PERSON every 1 week from INSTANT [in ZONE]
rotation members ROTATION PERSON, PERSON
rotation handoff ROTATION INSTANT [every 1 week]       who has the turn keeps it until then
rotation zone ROTATION ZONE
rotation pause ROTATION [from INSTANT] until INSTANT [because REASON]
rotation resume ROTATION
override ROTATION PERSON from INSTANT to INSTANT

A time is one on the clocks of the rotation's zone, unless it says another.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.commands.parties import people_meant, person_meant, take_party
from bot.commands.said import Said, nothing_more
from bot.commands.speaker import Speaker
from bot.commands.times import wall_time, window_text, zone_meant
from bot.commands.wish import Trouble, Wish, entity_wish
from knowledge.changes import ITSELF, Change, Kind
from knowledge.entities import Cadence, Override, Pause, Rotation
from knowledge.ownership import OwnershipMap
from knowledge.rotation import window_of
from knowledge.rotation.rearranging import handed_off, moved, resumed
from knowledge.wall_times import instant, wall_at

ADD = "rotation add ID members PERSON, PERSON every 1 week from monday 09:00 [in Europe/London]"
MEMBERS = "rotation members ROTATION PERSON, PERSON"
HANDOFF = "rotation handoff ROTATION monday 10:00 [every 1 week]"
ZONE = "rotation zone ROTATION Europe/London"
PAUSE = "rotation pause ROTATION [from INSTANT] until INSTANT [because REASON]"
RESUME = "rotation resume ROTATION"
OVERRIDE = "override ROTATION PERSON from INSTANT to INSTANT"
EXAMPLES: tuple[str, ...] = (
    "rotation add churn-quality members maya, tomas every 1 week from 2026-12-07T09:00",
    "rotation members fraud-quality priya, tomas, elena",
    "rotation handoff fraud-quality monday 10:00",
    "rotation pause platform-primary until 2026-12-07T09:00 because of the code freeze",
    "override fraud-quality elena from friday 18:00 to monday 09:00",
)

_ADD = re.compile(
    r"(?P<id>\S+)\s+members?\s+(?P<members>.+?)\s+every\s+(?P<every>\d+\s+\w+)"
    r"\s+from\s+(?P<starts>.+?)(?:\s+in\s+(?P<zone>[\w+-]+(?:/[\w+-]+)+|UTC))?",
    re.IGNORECASE,
)
_HANDOFF = re.compile(r"(?P<at>.+?)(?:\s+every\s+(?P<every>\d+\s+\w+))?", re.IGNORECASE)
_PAUSE = re.compile(r"(?:from\s+(?P<start>.+?)\s+)?(?:until|to|till)\s+(?P<end>.+)", re.IGNORECASE)
_FROM_NOW = re.compile(r"\bfrom\s+now\b|\bin\s+(?!the\b)", re.IGNORECASE)
_SAME_FOR_BOTH = re.compile(r"\b(?:yesterday|today|tonight|tomorrow)\b", re.IGNORECASE)
_A_MINUTE = timedelta(minutes=1)
_LONGEST_NAME = 200
_WINDOW = re.compile(
    r"(?P<who>.+?)\s+from\s+(?P<start>.+?)\s+(?:to|until)\s+(?P<end>.+)", re.IGNORECASE
)


def add_rotation(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare a rotation, in the organisation's time zone unless another is said."""
    found = command.fits(_ADD)
    if not found:
        raise command.objection(Trouble.GRAMMAR)
    if ownership.party(found["id"]):
        raise command.objection(Trouble.TAKEN, found["id"], (found["id"],))
    zone_name = zone_meant(command, found["zone"] or ownership.organisation.time_zone)
    try:
        rotation = Rotation(
            id=found["id"],
            name=found["id"],
            members=tuple(p.id for p in people_meant(command, found["members"], ownership)),
            time_zone=zone_name,
            starts=_hour_told(command, found["starts"], zone_name, speaker.now),
            every=Cadence.parse(found["every"]),
        )
    except ValueError:
        raise command.objection(Trouble.GRAMMAR) from None
    return Wish((Change(Kind.ROTATION, rotation.id, ITSELF, None, rotation),), command.reason)


def set_members(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare who takes turns, in which order."""
    rotation, rest = take_party(command, ownership, Rotation)
    people = people_meant(command, rest.rest, ownership)
    return _wish(rotation, replace(rotation, members=tuple(p.id for p in people)), command)


def set_handoff(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare when the next member takes over, and with it the hour of every later handoff."""
    rotation, rest = take_party(command, ownership, Rotation)
    found = rest.fits(_HANDOFF)
    if not found:
        raise command.objection(Trouble.INSTANT)
    at = _hour_told(command, found["at"], rotation.time_zone, speaker.now)
    try:
        every = Cadence.parse(found["every"]) if found["every"] else None
    except ValueError:
        raise command.objection(Trouble.GRAMMAR, found["every"]) from None
    after = handed_off(rotation, at, speaker.now, every)
    if after is None:
        over = instant(at, rotation.time_zone) <= speaker.now
        raise command.objection(Trouble.PAST if over else Trouble.FAR, found["at"])
    return _wish(rotation, after, command)


def set_zone(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare by which clocks a rotation goes; who stands in when must stay as it is."""
    rotation, rest = take_party(command, ownership, Rotation)
    after = moved(rotation, zone_meant(rest, rest.rest))
    before: list[Override | Pause] = [*rotation.overrides, *rotation.pauses]
    moved_on: list[Override | Pause] = [*after.overrides, *after.pauses]
    for was, window in zip(before, moved_on, strict=True):
        meant = window_of(rotation, was)
        if window_of(after, window) != meant and meant[1] > speaker.now:
            raise command.objection(Trouble.REPEATED, window_text(was))
    return _wish(rotation, after, command)


def pause(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare that nobody takes turns for a while: its pages are gaps meanwhile."""
    rotation, rest = take_party(command, ownership, Rotation)
    found = rest.fits(_PAUSE)
    if not found:
        raise command.objection(Trouble.INSTANT, rest.rest)
    start, end = _span(command, found["start"], found["end"], rotation, speaker.now)
    reason = command.reason[:_LONGEST_NAME] if command.reason else None
    after = (*rotation.pauses, Pause(start=start, end=end, reason=reason))
    return _wish(rotation, replace(rotation, pauses=after), command)


def resume(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare that a pause is over."""
    rotation, rest = take_party(command, ownership, Rotation)
    nothing_more(rest)
    return _wish(rotation, resumed(rotation, speaker.now), command)


def set_override(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare who stands in, and for how long; past and overlapping windows are refused."""
    found = command.fits(_WINDOW)
    if not found or len(found["who"].split()) < 2:
        raise command.objection(Trouble.GRAMMAR)
    whose = replace(command, words=tuple(found["who"].split()))
    rotation, somebody = take_party(whose, ownership, Rotation)
    person = person_meant(command, somebody.rest, ownership)
    start, end = free_window(command, found["start"], found["end"], rotation, speaker.now)
    after = (*rotation.overrides, Override(start=start, end=end, person=person.id))
    return _wish(rotation, replace(rotation, overrides=after), command)


def free_window(
    command: Said, start_phrase: str, end_phrase: str, rotation: Rotation, now: datetime
) -> tuple[datetime, datetime]:
    """A window that nobody stands in for yet."""
    start, end = _span(command, start_phrase, end_phrase, rotation, now)
    for other in rotation.overrides:
        if other.start < end and start < other.end:
            raise command.objection(Trouble.TAKEN, window_text(other), (other.person,))
    return start, end


def _span(
    command: Said, start_phrase: str | None, end_phrase: str, rotation: Rotation, now: datetime
) -> tuple[datetime, datetime]:
    """From when until when, in the rotation's own wall time."""
    here = rotation.time_zone
    if start_phrase:
        start = _hour_told(command, start_phrase, here, now)
    else:
        start = wall_at(now, here).replace(second=0, microsecond=0)
    end = _end_told(command, end_phrase, start, here, now)
    if instant(end, here) <= now:
        raise command.objection(Trouble.PAST, end_phrase)
    if end <= start:
        raise command.objection(Trouble.WINDOW)
    return start, end


def _end_told(
    command: Said, phrase: str, start: datetime, zone_name: str, now: datetime
) -> datetime:
    """The next such time after the start; but `tomorrow` is the same day there as in the start."""
    since = now if _SAME_FOR_BOTH.search(phrase) else max(instant(start, zone_name), now)
    return _hour_told(command, phrase, zone_name, since, ends=True)


def _hour_told(
    command: Said, phrase: str, zone_name: str, now: datetime, *, ends: bool = False
) -> datetime:
    """The wall time that a phrase tells; a day alone would mean the hour at which it is said."""
    if phrase.strip().lower() == "now":
        return wall_at(now, zone_name).replace(second=0, microsecond=0)
    wall = wall_time(command, phrase, zone_name, now, ends=ends)
    later = wall_time(command, phrase, zone_name, now + _A_MINUTE, ends=ends)
    if _FROM_NOW.search(phrase) or wall == later:
        return wall
    raise command.objection(Trouble.INSTANT, phrase)


def _wish(before: Rotation, after: Rotation, command: Said) -> Wish:
    return entity_wish(Kind.ROTATION, before, after, command.reason)
