"""Changing a rotation without changing who is on call at this moment."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from knowledge.entities import Cadence, Override, Pause, Rotation
from knowledge.rotation import turns_started
from knowledge.wall_times import instant, wall_at

W = TypeVar("W", Override, Pause)


def handed_off(
    rotation: Rotation, at: datetime, now: datetime, every: Cadence | None = None
) -> Rotation | None:
    """The rotation with its next handoff at a wall time, and every cadence from there on.

    Whoever's turn it is keeps it until then, and the order stays. None where that can't be: the
    handoff is over, or more than one shift away.
    """
    every = every or rotation.every
    if instant(at, rotation.time_zone) <= now:
        return None
    started = turns_started(rotation, now)
    if started == 0 or not rotation.members:
        return replace(rotation, starts=at, every=every)
    starts = at - every.wall
    if instant(starts, rotation.time_zone) > now:
        return None
    first = (started - 1) % len(rotation.members)
    members = (*rotation.members[first:], *rotation.members[:first])
    return replace(rotation, starts=starts, every=every, members=members)


def moved(rotation: Rotation, zone_name: str) -> Rotation:
    """The rotation in another zone: handoffs keep their hour on the wall, windows their instants."""
    return replace(
        rotation,
        time_zone=zone_name,
        overrides=tuple(_moved(o, rotation.time_zone, zone_name) for o in rotation.overrides),
        pauses=tuple(_moved(p, rotation.time_zone, zone_name) for p in rotation.pauses),
    )


def _moved(window: W, old: str, new: str) -> W:
    return replace(window, start=_wall(window.start, old, new), end=_wall(window.end, old, new))


def _wall(wall: datetime, old: str, new: str) -> datetime:
    return wall_at(instant(wall, old), new)


def resumed(rotation: Rotation, now: datetime) -> Rotation:
    """The rotation without the pause of this moment; later ones stay, and so does what is over."""
    wall = wall_at(now, rotation.time_zone).replace(second=0, microsecond=0)
    pauses = (
        pause if not _holds(pause, rotation, now) else replace(pause, end=wall)
        for pause in rotation.pauses
    )
    return replace(rotation, pauses=tuple(p for p in pauses if p.start < p.end))


def _holds(pause: Pause, rotation: Rotation, now: datetime) -> bool:
    start, end = (instant(wall, rotation.time_zone) for wall in (pause.start, pause.end))
    return start <= now.astimezone(UTC) < end
