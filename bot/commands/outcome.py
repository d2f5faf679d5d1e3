"""What became of a wish, as data; worded in `bot.wording.declaring`."""

from dataclasses import dataclass

from bot.commands.speaker import Speaker
from bot.commands.wish import Refused, Wish
from knowledge.changes import Change
from knowledge.entities import Person
from knowledge.ownership import OwnershipMap


@dataclass(frozen=True, slots=True)
class Declared:
    """It is recorded. `before` and `after` are the map on either side of it."""

    revision: int
    wish: Wish
    before: OwnershipMap
    after: OwnershipMap
    speaker: Speaker

    @property
    def key(self) -> str:
        """Under which key those are told whom it concerns."""
        return f"revision {self.revision}"


@dataclass(frozen=True, slots=True)
class SameAlready:
    """Everything is as the person wants it: nothing was recorded."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The person may not; these may."""

    able: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    """Somebody else changed the same while this was on its way.

    `wanted` is what would have to change now, in the map as it is now.
    """

    wanted: tuple[Change, ...]
    now: OwnershipMap


@dataclass(frozen=True, slots=True)
class NoMap:
    """There is no map to change."""


Outcome = Declared | SameAlready | NotAllowed | ChangedMeanwhile | NoMap | Refused
