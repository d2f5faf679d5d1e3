"""The shifts of a rotation, one after the other, overrides and pauses counted."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from knowledge.entities import Id, Rotation
from knowledge.rotation import next_turn, turn_at, window_of


class Shift(NamedTuple):
    """Somebody's time on call, without a break; `end` is None where none is in sight."""

    person: Id
    start: datetime
    end: datetime | None


def takes_turns(person: Id, rotation: Rotation, now: datetime) -> bool:
    """Whether somebody is a member of a rotation, or stands in at `now` or later."""
    if person in rotation.members:
        return True
    return any(o.person == person and window_of(rotation, o)[1] > now for o in rotation.overrides)


def on_call_throughout(rotation: Rotation, since: datetime, until: datetime) -> Id | None:
    """Who is on call all that time; None where it is several, or nobody for a while."""
    first = next(shifts(rotation, since, until), None)
    if first is None or first.start > since:
        return None
    return first.person if first.end is None or first.end >= until else None


def shifts(rotation: Rotation, since: datetime, until: datetime) -> Iterator[Shift]:
    """Every shift from `since` on that begins before `until`; the first begins at `since`."""
    at = since
    while at < until:
        turn = turn_at(rotation, at)
        if turn is None:
            ahead = next_turn(rotation, at)
            if ahead is None:
                return
            at = ahead[0]
            continue
        yield Shift(turn.person, at, turn.until)
        if turn.until is None:
            return
        at = turn.until
