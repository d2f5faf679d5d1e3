"""The audit trail in chat: a page of changes, how many more there are, and how to see them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.reply import (
    Action,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Part,
    Reply,
    Verbatim,
)
from bot.wording.audit import entry_text, no_entries_text, several_meant_text
from bot.wording.no_map import no_map_parts
from bot.wording.quoting import spans_of
from knowledge.audit import Entry
from knowledge.meanings import Meaning
from knowledge.ownership import OwnershipMap

PER_PAGE: Final = 10
LOOKED_THROUGH: Final = 1_000
"""Changes that one look goes back at most; `until`, or the command line, goes further."""

_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Trail:
    """The changes that were found, the newest first: at most one more than LOOKED_THROUGH.

    `said` is what was asked for, without the page; `name` is whose changes they are, if anybody's.
    """

    entries: Sequence[Entry]
    said: str
    page: int
    name: str
    zone: str
    now: datetime
    bounded: bool = False


def trail_reply(trail: Trail, ownership: OwnershipMap) -> Reply:
    """One page of it."""
    return Reply(tuple(_parts(trail, ownership)))


def _parts(trail: Trail, ownership: OwnershipMap) -> Iterator[Part]:
    found = trail.entries[:LOOKED_THROUGH]
    start = (trail.page - 1) * PER_PAGE
    shown = found[start : start + PER_PAGE]
    if not found:
        nothing = no_entries_text(trail.name or None, bounded=trail.bounded)
        yield Headline((*spans_of(nothing),))
        return
    if not shown:
        yield Headline(
            (f"There is no page {trail.page}: {_count(trail)} make {-(-len(found) // PER_PAGE)}.",)
        )
        return
    of = f" of {trail.name}" if trail.name else ""
    yield Headline((f"{_count(trail)}{of}, the latest first:",))
    for entry in shown:
        yield Bullet((_clipped(entry_text(entry, ownership, trail.now, trail.zone)),))
    yield from _more(trail, found, start + len(shown))


def _count(trail: Trail) -> str:
    found = len(trail.entries)
    if found > LOOKED_THROUGH:
        return f"More than {LOOKED_THROUGH:,} changes"
    return f"{found:,} change{'' if found == 1 else 's'}"


def _more(trail: Trail, found: Sequence[Entry], told: int) -> Iterator[Part]:
    older = f"{trail.said} page {trail.page + 1}"
    buttons = []
    if trail.page > 1:
        buttons.append(Button("Newer", Action.ASK, f"{trail.said} page {trail.page - 1}"))
    if told < len(found):
        left = len(found) - told
        more = "more than " if len(trail.entries) > LOOKED_THROUGH else ""
        yield Fineprint((f"and {more}{left:,} more: say ", Verbatim(older), "."))
        buttons.append(Button("Older", Action.ASK, older))
    elif len(trail.entries) > LOOKED_THROUGH:
        further = "I look no further back at once. Say until when, or use "
        yield Fineprint((further, Verbatim("whoowns audit"), " on the machine where I run."))
    if buttons:
        yield Buttons(tuple(buttons))


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def several_meant_reply(name: str, meant: tuple[Meaning, ...], ownership: OwnershipMap) -> Reply:
    """A name that is that of several."""
    several = several_meant_text(name, meant, ownership, "Give the id")
    return Reply((Headline((*spans_of(several),)),))


def nothing_kept_reply() -> Reply:
    """There is no map, so nothing was ever declared."""
    return Reply(no_map_parts("Nothing was ever declared here."))
