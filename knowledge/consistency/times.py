"""Times that cannot be meant, and overrides that contradict each other."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from knowledge.entities import PAGE_KINDS, Declaration, Id, Model, Override, Pause, Rotation
from knowledge.errors import MapPath, Problem, ProblemCode
from knowledge.ownership import OwnershipMap
from knowledge.rotation import window_of
from knowledge.wall_times import YEARS

Window = tuple[datetime, datetime, int]


def time_problems(ownership: OwnershipMap) -> Iterator[Problem]:
    """What is wrong with the times of rotations and declarations."""
    for rotation in ownership.rotations.values():
        yield from _of_rotation(rotation)
    yield from _of_declarations(ownership.models.values())
    for place, conflict in ownership.conflicts.items():
        yield from _of_declaration(conflict.declared, ("conflicts", place))


def _of_rotation(rotation: Rotation) -> Iterator[Problem]:
    here = ("rotations", rotation.id)
    yield from _of_wall(rotation.starts, (*here, "starts"))
    windows: list[Window] = []
    for number, override in enumerate(rotation.overrides):
        place = (*here, "overrides", number)
        problems = list(_of_window(rotation, override, place))
        yield from problems
        if not problems:
            windows.append((*window_of(rotation, override), number))
    yield from _overlaps(rotation, sorted(windows))
    for number, pause in enumerate(rotation.pauses):
        yield from _of_window(rotation, pause, (*here, "pauses", number))


def _of_window(rotation: Rotation, said: Override | Pause, place: MapPath) -> Iterator[Problem]:
    problems = [*_of_wall(said.start, (*place, "from")), *_of_wall(said.end, (*place, "to"))]
    yield from problems
    if not problems:
        start, end = window_of(rotation, said)
        if end <= start:
            yield Problem(ProblemCode.EMPTY_OVERRIDE, (*place, "to"), _window_facts(said))


def _window_facts(said: Override | Pause) -> tuple[tuple[str, str], ...]:
    times = (("from", said.start.isoformat()), ("to", said.end.isoformat()))
    return (*times, ("person", said.person)) if isinstance(said, Override) else times


def _overlaps(rotation: Rotation, windows: list[Window]) -> Iterator[Problem]:
    """Each override against the one before it that lasts longest."""
    longest: Window | None = None
    for window in windows:
        start, end, number = window
        if longest is not None and start < longest[1]:
            yield _overlap(rotation.id, rotation.overrides, *sorted((number, longest[2])))
        if longest is None or end > longest[1]:
            longest = window


def _overlap(rotation: Id, overrides: tuple[Override, ...], first: int, second: int) -> Problem:
    place = ("rotations", rotation, "overrides", second)
    return Problem(ProblemCode.OVERLAPPING_OVERRIDES, place, _window_facts(overrides[first]))


def _of_wall(wall: datetime, place: MapPath) -> Iterator[Problem]:
    if wall.year not in YEARS:
        yield _out_of_range(wall, place)
    if wall.microsecond:
        facts = (("value", wall.isoformat()),)
        yield Problem(ProblemCode.FRACTION_OF_A_SECOND, place, facts)


def _out_of_range(time: datetime, place: MapPath) -> Problem:
    facts = (("value", time.isoformat()), ("first", str(YEARS[0])), ("last", str(YEARS[-1])))
    return Problem(ProblemCode.TIME_OUT_OF_RANGE, place, facts)


def _of_declarations(models: Iterable[Model]) -> Iterator[Problem]:
    for model in models:
        pages = model.pages
        for kind, page in zip(PAGE_KINDS, (pages.infrastructure, pages.model_quality), strict=True):
            if page and page.declared:
                place = ("models", model.id, "pages", kind.value)
                yield from _of_declaration(page.declared, place)


def _of_declaration(declared: Declaration, place: MapPath) -> Iterator[Problem]:
    if declared.at.year not in YEARS:
        yield _out_of_range(declared.at, (*place, "declared", "at"))
