"""The pages that have nobody by what was declared."""

from collections.abc import Iterator

from bot.commands.outcome import Declared
from knowledge.changes import PARTIES
from knowledge.ownership import NobodyNamed, PageKey
from knowledge.standing import page_declared


def vacancies(declared: Declared) -> Iterator[tuple[PageKey, NobodyNamed]]:
    """Those that were declared and have nobody, and those that lost whom they meant; with why."""
    for page in _perhaps_vacant(declared):
        resolution = declared.after.resolve_page(page, declared.speaker.now)
        if isinstance(resolution, NobodyNamed):
            yield page, resolution


def _perhaps_vacant(declared: Declared) -> Iterator[PageKey]:
    changes, now = declared.wish.changes, declared.speaker.now
    said = [page for change in changes if change.after and (page := page_declared(change))]
    yield from said
    if any(change.kind in PARTIES for change in changes):
        before = {*declared.before.gaps(now), *said}
        yield from (page for page in declared.after.gaps(now) if page not in before)
