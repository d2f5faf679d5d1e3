"""Who is put on call, or relieved, by what was declared of a rotation: overrides, members, hours.

Whoever is on call now and wasn't, or was and isn't; and the same of whatever lies ahead within an
override that came or went. A rotation that no page is declared to wakes nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from bot.commands.outcome import Declared
from knowledge.entities import Id, Person, Rotation
from knowledge.offers import Window
from knowledge.rotation import turn_at, window_of
from knowledge.rotation.shifts import shifts

_MOST: Final = 20
"""People who are told of one declaration."""

_SHIFTS: Final = 1_000
"""Within one override: hour by hour, six weeks."""


@dataclass(frozen=True, slots=True)
class Relief:
    """Somebody who is on call by a declaration, or no longer is: in these windows, or from now on."""

    person: Person
    rotation: Rotation
    gained: bool
    windows: tuple[Window, ...] = ()


def reliefs(declared: Declared) -> list[Relief]:
    """Those whom a declaration about rotations concerns; not the speaker."""
    speaker = declared.speaker.person
    found = (r for r in _reliefs(declared) if r.person != speaker and r.person.active)
    return list(islice(found, _MOST))


def turned(declared: Declared) -> Iterator[tuple[Rotation, Id | None, Id]]:
    """The rotations in which somebody else is on call from this moment on: who was, and who is."""
    people, now = declared.after.people, declared.speaker.now
    for old, new in _changed(declared):
        was, is_ = turn_at(old, now), turn_at(new, now)
        if is_ and people[is_.person].active and (was is None or was.person != is_.person):
            yield new, was.person if was else None, is_.person


def _changed(declared: Declared) -> Iterator[tuple[Rotation, Rotation]]:
    """The rotations that were changed, and have a page declared to them."""
    for change in declared.wish.changes:
        old, new = change.before, change.after
        if not (isinstance(old, Rotation) and isinstance(new, Rotation)):
            continue
        if new.id in declared.after.pages_of:
            yield old, new


def _reliefs(declared: Declared) -> Iterator[Relief]:
    people, now = declared.after.people, declared.speaker.now
    for old, new in _changed(declared):
        windows: dict[tuple[bool, Id], list[Window]] = {}
        for gained, person, window in _differences(old, new, now):
            windows.setdefault((gained, person), []).extend([window] if window else [])
        for (gained, person), when in windows.items():
            if person in people:
                yield Relief(people[person], new, gained, tuple(when))


def _differences(
    old: Rotation, new: Rotation, now: datetime
) -> Iterator[tuple[bool, Id, Window | None]]:
    """(whether they are on call by it, who, when)."""
    windows = [window for _, window in sorted(_ahead(old, now) ^ _ahead(new, now))]
    for window in windows:
        was, is_ = _held(old, window), _held(new, window)
        yield from ((False, *shift) for shift in sorted(was - is_))
        yield from ((True, *shift) for shift in sorted(is_ - was))
    if not any(window.start <= now for window in windows):
        was_now, is_now = turn_at(old, now), turn_at(new, now)
        before, after = was_now and was_now.person, is_now and is_now.person
        if before != after:
            yield from ((False, before, None),) if before else ()
            yield from ((True, after, None),) if after else ()


def _ahead(rotation: Rotation, now: datetime) -> set[tuple[Id, Window]]:
    """Who stands in, and when, as far as it lies ahead."""
    windows = ((o.person, Window(*window_of(rotation, o))) for o in rotation.overrides)
    return {(person, Window(max(w.start, now), w.end)) for person, w in windows if w.end > now}


def _held(rotation: Rotation, window: Window) -> set[tuple[Id, Window]]:
    """The shifts within a window, none of them longer than it."""
    found = islice(shifts(rotation, *window), _SHIFTS)
    return {(s.person, Window(s.start, min(s.end or window.end, window.end))) for s in found}
