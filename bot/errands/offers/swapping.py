"""Asking one other to exchange shifts, each of them whole.

swap ROTATION with PERSON on INSTANT [because REASON]

It is about the shift of that time, the asker's or the other's, and the first one after it that the
other of the two has. A shift that has begun is given from now on.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.commands.parties import person_meant, rotation_meant
from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.times import wall_time, window_text
from bot.commands.wish import Trouble
from bot.errands.offers.offering import asked_for, draft, not_theirs
from bot.office import Office
from bot.reply import Reaction, Reply
from bot.wording import offers as words
from knowledge.entities import Person, Rotation
from knowledge.offers import Way, Window
from knowledge.ownership import OwnershipMap
from knowledge.rotation.shifts import Shift, shifts
from knowledge.wall_times import instant

SWAP = "swap ROTATION with PERSON on friday [because REASON]"
EXAMPLES: tuple[str, ...] = ("swap fraud-quality with tomas on friday",)

WITH_SOMEBODY: Final = re.compile(r".+\swith\s.*", re.IGNORECASE | re.DOTALL)
"""What a swap has to hold; `swap usage is high on fraud-model` is none."""

_SWAP = re.compile(
    r"(?P<rotation>.+?)\s+with\s+(?P<other>.+?)\s+(?:on|at)\s+(?P<at>.+)", re.IGNORECASE
)
_HORIZON = timedelta(days=365)
_MINUTE = timedelta(minutes=1)


class _Two(NamedTuple):
    rotation: Rotation
    asker: Person
    other: Person


def swap(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Ask one other to exchange a shift."""
    ownership = office.known()
    found = command.fits(_SWAP)
    if not found:
        raise command.objection(Trouble.GRAMMAR)
    rotation = rotation_meant(command, found["rotation"], ownership)
    other = person_meant(command, found["other"], ownership)
    wall = wall_time(command, found["at"], rotation.time_zone, speaker.now)
    at = instant(wall, rotation.time_zone)
    if at + _MINUTE <= speaker.now:
        raise command.objection(Trouble.PAST, found["at"])
    if speaker.person is None:
        return Reaction(words.stranger_reply())
    if refusal := not_theirs(rotation, speaker, office, ownership):
        return Reaction(refusal)
    if other == speaker.person:
        raise command.objection(Trouble.PERSON, other.name)
    two = _Two(rotation, speaker.person, other)
    exchanged = _exchanged(two, at, speaker.now, ownership)
    if isinstance(exchanged, Reply):
        return Reaction(exchanged)
    given, taken = exchanged
    for window in exchanged:
        _refuse_taken(command, rotation, window)
    offer = draft(Way.SWAP, rotation, given, speaker, command.reason)
    return asked_for(replace(offer, asked=(other.id,), back=taken), ownership, office)


def _exchanged(
    two: _Two, at: datetime, now: datetime, ownership: OwnershipMap
) -> tuple[Window, Window] | Reply:
    """The asker's shift and the other's: one of them holds the instant, the next follows it."""
    rotation, asker, other = two
    since = now.replace(second=0, microsecond=0)
    ahead = list(shifts(rotation, since, at + _HORIZON))
    first = next((s for s in ahead if s.start <= at and (s.end is None or at < s.end)), None)
    if first is None or first.person not in {asker.id, other.id}:
        holder = ownership.people.get(first.person) if first else None
        return words.somebody_elses_reply(rotation, holder, other, at, now)
    back = other if first.person == asker.id else asker
    second = next((s for s in ahead if s.person == back.id and s.start > first.start), None)
    if second is None or first.end is None or second.end is None:
        return words.no_shift_reply(rotation, back)
    mine, theirs = (first, second) if first.person == asker.id else (second, first)
    return _window(mine), _window(theirs)


def _window(shift: Shift) -> Window:
    return Window(shift.start, shift.end or shift.start)


def _refuse_taken(command: Said, rotation: Rotation, window: Window) -> None:
    """A shift that somebody stands in for already is not exchanged a second time."""
    for override in rotation.overrides:
        start, end = (instant(w, rotation.time_zone) for w in (override.start, override.end))
        if start < window.end and window.start < end:
            raise command.objection(Trouble.TAKEN, window_text(override), (override.person,))
