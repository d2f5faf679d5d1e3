"""What became of a wish, as data; worded in `bot.wording.declaring`."""

from dataclasses import dataclass
from datetime import datetime

from bot.commands.speaker import Speaker
from bot.commands.wish import Refused, Wish
from knowledge.changes import Change, Kind
from knowledge.entities import PageKind, Person
from knowledge.ownership import OnCall, OwnershipMap, PageKey


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


@dataclass(frozen=True, slots=True)
class Handover:
    """Somebody who lost or gained a page by a declaration."""

    person: Person
    page: PageKey
    gained: bool


def handovers(declared: Declared) -> list[Handover]:
    """Who lost or gained a page by a declaration, as of its instant; not the speaker."""
    now = declared.speaker.now
    found = []
    for change in declared.wish.changes:
        if change.kind is not Kind.MODEL or change.aspect not in set(PageKind):
            continue
        page = PageKey(change.subject, PageKind(change.aspect))
        was, is_ = (_paged(page, side, now) for side in (declared.before, declared.after))
        if was != is_:
            found += [Handover(p, page, gained) for p, gained in ((was, False), (is_, True)) if p]
    return [h for h in found if h.person != declared.speaker.person]


def _paged(page: PageKey, ownership: OwnershipMap, now: datetime) -> Person | None:
    if page.model not in ownership.models:
        return None
    resolution = ownership.resolve_page(page, now)
    return resolution.person if isinstance(resolution, OnCall) else None
