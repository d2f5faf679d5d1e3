"""The pages that have nobody by what was declared."""

from collections.abc import Iterator
from typing import Final

from bot.commands.outcome import Declared
from knowledge.changes import Kind
from knowledge.entities import PageKind
from knowledge.ownership import NobodyNamed, PageKey

_PARTIES: Final = frozenset({Kind.PERSON, Kind.TEAM, Kind.ROTATION})


def vacancies(declared: Declared) -> Iterator[tuple[PageKey, NobodyNamed]]:
    """Those that were declared and have nobody, and those that lost whom they meant; with why."""
    for page in _perhaps_vacant(declared):
        resolution = declared.after.resolve_page(page, declared.speaker.now)
        if isinstance(resolution, NobodyNamed):
            yield page, resolution


def _perhaps_vacant(declared: Declared) -> Iterator[PageKey]:
    changes, now = declared.wish.changes, declared.speaker.now
    said = [
        PageKey(change.subject, PageKind(change.aspect))
        for change in changes
        if change.kind is Kind.MODEL and change.aspect in set(PageKind) and change.after
    ]
    yield from said
    if any(change.kind in _PARTIES for change in changes):
        before = {*declared.before.gaps(now), *said}
        yield from (page for page in declared.after.gaps(now) if page not in before)
