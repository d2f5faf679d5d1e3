"""The rows of a digest: how each page stands that it speaks of. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.reminders.respites import PutOff
from bot.reminders.situation import Situation
from bot.wording.digests import Row, State, room_taken, settled_text
from knowledge.concerns import Cause
from knowledge.ownership import OnCall, PageKey
from knowledge.reminders import Tracked

_SHOWN: Final = 10
_BUTTON_ROOM: Final = 2_300
"""Characters for the buttons of all rows, so that no row loses one of its own."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What is open anywhere, and what is put off, as one place sees it."""

    situation: Situation
    put_off: PutOff
    place: str
    open_anywhere: Mapping[PageKey, Tracked]

    def of(self, about: Sequence[Tracked]) -> list[Row]:
        """One row a page: what is open about it, else that it is settled."""
        pages = {tracked.page: tracked for tracked in about}
        return [self._row(self.open_anywhere.get(page) or pages[page]) for page in pages]

    def _row(self, tracked: Tracked) -> Row:
        page, place = tracked.page, self.place
        if page not in self.open_anywhere:
            return Row(page, tracked.cause, tracked.since, State.CLOSED, by=self._settled(tracked))
        standing = self.put_off.standing(page, place)
        return Row(
            page,
            tracked.cause,
            tracked.since,
            State.PUT_OFF if standing else State.OPEN,
            self.situation.found.get((page, tracked.cause)),
            by=self.situation.ownership.called(standing.by) if standing else None,
            respite=standing or self.put_off.lapsed(page, place),
        )

    def _settled(self, tracked: Tracked) -> str:
        """Who took it, or what else became of it."""
        ownership, page = self.situation.ownership, tracked.page
        if page.model not in ownership.models:
            return settled_text(tracked.cause, None, retired=True)
        resolution = ownership.resolve_page(page, self.situation.now)
        declared = ownership.page(page)
        if tracked.cause is Cause.UNCONFIRMED:
            by = declared.declared.by if declared and declared.declared else None
            return settled_text(tracked.cause, self.situation.ownership.called(by) if by else None)
        # A rotation's own name: who is on call in it changes every week.
        owner = resolution.owner if isinstance(resolution, OnCall) else None
        return settled_text(tracked.cause, owner.name if owner else None)


def chosen(rows: Sequence[Row]) -> list[Row]:
    """The rows to show, in their order: open ones first, closed ones while there is room."""
    room, left, kept = _BUTTON_ROOM, _SHOWN, set[PageKey]()
    for row in (*(r for r in rows if r.state is State.OPEN), *rows):
        if left and row.page not in kept and room_taken(row) <= room:
            kept.add(row.page)
            left, room = left - 1, room - room_taken(row)
    return [row for row in rows if row.page in kept]
