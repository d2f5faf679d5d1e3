"""Who lost or gained a page by what was declared."""

from dataclasses import dataclass
from datetime import datetime

from bot.commands.outcome import Declared
from knowledge.entities import Person
from knowledge.ownership import OnCall, OwnershipMap, PageKey
from knowledge.renaming import as_renamed, renames
from knowledge.standing import page_declared


@dataclass(frozen=True, slots=True)
class Handover:
    """Somebody who lost or gained a page by a declaration."""

    person: Person
    page: PageKey
    gained: bool


def handovers(declared: Declared) -> list[Handover]:
    """Who lost or gained a page by a declaration, as of its instant; not the speaker."""
    now, changes = declared.speaker.now, declared.wish.changes
    called_before = renames(changes)
    found = []
    for change in as_renamed(changes):
        page = page_declared(change)
        if page is None:
            continue
        before = page._replace(model=called_before.get(page.model, page.model))
        was, is_ = _paged(before, declared.before, now), _paged(page, declared.after, now)
        if was != is_:
            found += [Handover(p, page, gained) for p, gained in ((was, False), (is_, True)) if p]
    return [h for h in found if h.person != declared.speaker.person]


def _paged(page: PageKey, ownership: OwnershipMap, now: datetime) -> Person | None:
    if page.model not in ownership.models:
        return None
    resolution = ownership.resolve_page(page, now)
    return resolution.person if isinstance(resolution, OnCall) else None
