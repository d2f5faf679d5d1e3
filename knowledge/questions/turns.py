"""When somebody is on call in a rotation: at an instant, and the next time after it."""

from datetime import datetime, timedelta
from itertools import islice
from typing import Final, NamedTuple

from knowledge.entities import Person, Rotation
from knowledge.ownership import OnCall, OwnershipMap
from knowledge.rotation.shifts import Shift, shifts

_AHEAD: Final = timedelta(days=3 * 366)


class Turns(NamedTuple):
    """Somebody's turns in one rotation: `current` where they are on call, `ahead` is the one after.

    `then` is who follows them there.
    """

    rotation: Rotation
    current: OnCall | None
    ahead: Shift | None = None
    then: Person | None = None

    def begins(self, at: datetime) -> tuple[bool, datetime]:
        """What puts those first who are on call at an instant, or will be the soonest."""
        return self.current is None, self.ahead.start if self.ahead else at + _AHEAD


def turns_of(person: Person, rotation: Rotation, ownership: OwnershipMap, at: datetime) -> Turns:
    """When somebody is on call in a rotation; whoever is inactive never is."""
    if not person.active:
        return Turns(rotation, None)
    found = ownership.resolve(rotation.id, at)
    current = found if isinstance(found, OnCall) and found.person == person else None
    coming = islice(shifts(rotation, at, at + _AHEAD), _in_sight(rotation))
    ahead = next((s for s in coming if s.person == person.id and s.start > at), None)
    if ahead is None:
        return Turns(rotation, current)
    begun = ownership.resolve(rotation.id, ahead.start)
    return Turns(rotation, current, ahead, begun.next)


def _in_sight(rotation: Rotation) -> int:
    """How many shifts are looked through: those of two rounds, cut by whatever is laid over them."""
    return 2 * (len(rotation.members) + len(rotation.overrides) + len(rotation.pauses)) + 1
