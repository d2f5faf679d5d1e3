"""Who is on call in a rotation at an instant, until when, and who is next.

The policy, in the order in which it is applied:

1. An override whose window holds the instant wins, in a pause as well.
2. In a pause nobody is on call. The turns go on underneath: nobody's shift is moved by it.
3. Otherwise members take turns from `starts` on, each for one cadence.
4. A shift, an override and a pause include their start and exclude their end.
5. Handoffs are wall times in the rotation's zone (`knowledge.wall_times`): they stay at the same
   local hour across daylight-saving changes.
6. Before `starts`, and in a rotation without members, nobody is on call.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from knowledge.entities import Id, Override, Pause, Rotation
from knowledge.wall_times import instant, wall_at

_Window = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's time on call, adjoining shifts of the same person taken together.

    `until` and `then` are None where no change is in sight. `then` is None as well when the
    person is followed by nobody. `override` tells that an override put the person there.
    """

    person: Id
    until: datetime | None
    then: Id | None
    override: bool = False
    holds_until: datetime | None = None


def turn_at(rotation: Rotation, now: datetime) -> Turn | None:
    """Who is on call at `now` (an aware instant); None where nobody is."""
    segments = _segments(rotation, now)
    _, person, override = next(segments)
    if person is None:
        return None
    holds_until: datetime | None = None
    for start, successor, _ in segments:
        holds_until = holds_until or start
        if successor != person:
            return Turn(person, start, successor, override, holds_until)
    return Turn(person, None, None, override, holds_until)


def next_turn(rotation: Rotation, now: datetime) -> tuple[datetime, Id] | None:
    """When somebody is next on call after `now`, and who, in a rotation that is empty now."""
    segments = _segments(rotation, now)
    next(segments)
    return next(((start, person) for start, person, _ in segments if person is not None), None)


def pause_at(rotation: Rotation, now: datetime) -> Pause | None:
    """The pause that holds an instant, whoever may stand in meanwhile."""
    for pause in rotation.pauses:
        start, end = window_of(rotation, pause)
        if start <= now < end:
            return pause
    return None


def _segments(rotation: Rotation, now: datetime) -> Iterator[tuple[datetime, Id | None, bool]]:
    """(start, person, by override) from the segment that holds `now` on, as far as it can matter.

    Between two borders the person changes within once around. With one member only an override or
    a pause changes anything, so its handoffs are passed over and nobody is followed for ever.
    """
    windows = [window_of(rotation, override) for override in rotation.overrides]
    pauses = [window_of(rotation, pause) for pause in rotation.pauses]
    borders = sorted(border for window in (*windows, *pauses) for border in window if border > now)
    start: datetime | None = now
    for _ in range((len(rotation.members) + 1) * (len(borders) + 1) + 1):
        if start is None:
            return
        yield start, *_holder(rotation, windows, start)
        ahead = [border for border in borders if border > start][:1]
        if not any(begin <= start < end for begin, end in (*windows, *pauses)):
            ahead += _handoffs_ahead(rotation, start)
        start = min(ahead, default=None)


def _handoffs_ahead(rotation: Rotation, now: datetime) -> list[datetime]:
    """The next handoff, if there is one that changes who is on call."""
    started = turns_started(rotation, now)
    takes_turns = len(set(rotation.members)) > 1
    if rotation.members and (takes_turns or started == 0):
        return [_handoff(rotation, started)]
    return []


def _holder(rotation: Rotation, windows: list[_Window], now: datetime) -> tuple[Id | None, bool]:
    for override, (start, end) in zip(rotation.overrides, windows, strict=True):
        if start <= now < end:
            return override.person, True
    if rotation.pauses and pause_at(rotation, now):
        return None, False
    started = turns_started(rotation, now)
    if started == 0 or not rotation.members:
        return None, False
    return rotation.members[(started - 1) % len(rotation.members)], False


def window_of(rotation: Rotation, said: Override | Pause) -> tuple[datetime, datetime]:
    """From when until when somebody stands in, or nobody takes turns."""
    return instant(said.start, rotation.time_zone), instant(said.end, rotation.time_zone)


def _handoff(rotation: Rotation, number: int) -> datetime:
    return instant(rotation.starts + number * rotation.every.wall, rotation.time_zone)


def turns_started(rotation: Rotation, now: datetime) -> int:
    """How many handoffs lie at or before `now`."""
    local = wall_at(now, rotation.time_zone)
    number = max((local - rotation.starts) // rotation.every.wall, -1) + 1
    while number > 0 and _handoff(rotation, number - 1) > now:
        number -= 1
    while _handoff(rotation, number) <= now:
        number += 1
    return number
