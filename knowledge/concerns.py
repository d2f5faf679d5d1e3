"""What people are reminded of about a page, until somebody has seen to it. Pure.

- GAP: nobody is named now.
- RUNS_OUT: somebody is on call now, but in the coming days nobody will be.
- UNCONFIRMED: the declaration is past the day by which it should have been confirmed.

A page is told of once, by the gravest that holds for it, in this order.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from knowledge.ageing import unconfirmed_for
from knowledge.entities import Id, Page, PageKind, Rotation
from knowledge.ownership import GapReason, NobodyNamed, OnCall, OwnershipMap, PageKey


class Cause(StrEnum):
    """Why somebody should look after a page; the gravest first."""

    GAP = "gap"
    RUNS_OUT = "runs-out"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Watch:
    """What is looked for: on which pages, how far ahead, after how long without confirmation."""

    kinds: frozenset[PageKind] = frozenset({PageKind.MODEL_QUALITY})
    ahead: timedelta = timedelta(days=7)
    confirm_after: timedelta | None = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Concern:
    """One page that needs somebody.

    `nobody` tells why nobody is named, now or from `begins` on. `since` is when it began, as far
    as the map tells. `confirmed_at` is the last time that somebody stood by the declaration.
    """

    page: PageKey
    cause: Cause
    nobody: NobodyNamed | None = field(default=None, compare=False)
    since: datetime | None = None
    begins: datetime | None = None
    confirmed_at: datetime | None = None


def concerns(ownership: OwnershipMap, now: datetime, watch: Watch) -> list[Concern]:
    """Everything that needs somebody at `now`, by model id."""
    found = (
        _concern(key, ownership.page(key), end, now, watch)
        for owner, keys in ownership.pages_of.items()
        for end in [_end_of_cover(ownership, owner, now, watch.ahead)]
        for key in keys
        if key.kind in watch.kinds
    )
    return sorted((c for c in found if c), key=lambda concern: concern.page)


_End = tuple[datetime, NobodyNamed] | None
"""From when on nobody is named, and why."""


def _end_of_cover(
    ownership: OwnershipMap, owner: Id | None, now: datetime, ahead: timedelta
) -> _End:
    """When an owner first means nobody, from `now` until as far ahead as is looked."""
    at: datetime | None = now
    while at is not None and at < now + ahead:
        resolution = ownership.resolve(owner, at)
        if isinstance(resolution, NobodyNamed):
            return at, resolution
        at = _next_change(resolution, at)
    return None


def _next_change(on_call: OnCall, at: datetime) -> datetime | None:
    """A rotation hands off; a person owns a page until somebody says otherwise."""
    if not isinstance(on_call.owner, Rotation) or on_call.until is None:
        return None
    return on_call.until if on_call.until > at else None


def _concern(
    key: PageKey, page: Page | None, end: _End, now: datetime, watch: Watch
) -> Concern | None:
    if end:
        begins, nobody = end
        if begins <= now:
            return Concern(key, Cause.GAP, nobody, _said_at(page, nobody))
        return Concern(key, Cause.RUNS_OUT, nobody, begins=begins)
    age = unconfirmed_for(page, now, watch.confirm_after)
    return Concern(key, Cause.UNCONFIRMED, confirmed_at=now - age) if age else None


def _said_at(page: Page | None, nobody: NobodyNamed) -> datetime | None:
    """When the gap was declared, where a declaration made it: to a team, or to nobody."""
    declared = nobody.reason in {GapReason.NO_OWNER, GapReason.ONLY_A_TEAM}
    return page.declared.at if declared and page and page.declared else None
