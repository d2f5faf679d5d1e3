"""A week of pages: who would be woken when, holes in red and hatched."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.drawing.canvas import Canvas, fitting_lines, text_width
from bot.drawing.palette import (
    GRID,
    GROUND,
    HOLE,
    HOLE_STRIPE,
    INK,
    NIGHT,
    PEOPLE,
    SOFT_INK,
    Colour,
)

_WIDTH: Final = 1400
_MARGIN: Final = 40
_LEFT: Final = 400
_RIGHT: Final = 1360
_TITLE, _LABEL, _SMALL, _NAME = 40, 28, 24, 22
_BAR: Final = 44
_LINE: Final = 36
_NOTCH: Final = 7
_THINNEST: Final = 3
"""Points that a hole is wide at least, so that a short one is seen."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Who is woken from one share of the week (0 to 1) to another; nobody where `name` is None."""

    start: float
    end: float
    name: str | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One page: its kind in a word, and its week."""

    label: str
    stretches: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class Group:
    """One model with its bars."""

    label: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Mark:
    """A share of the week at which something begins: a day, with its name."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Week:
    """What is drawn. `nights` and `twos` (2 a.m.) are shares of the week; `nobody` is for a hole."""

    title: str
    days: Sequence[Mark]
    nights: Sequence[tuple[float, float]]
    twos: Sequence[float]
    groups: Sequence[Group]
    nobody: str
    night_label: str
    two_label: str
    footer: str = ""


def heat_map(week: Week) -> bytes:
    """The picture."""
    return _Sheet(week).drawn()


class _Sheet:
    def __init__(self, week: Week) -> None:
        self._week = week
        self._names = tuple(
            dict.fromkeys(
                s.name for g in week.groups for b in g.bars for s in b.stretches if s.name
            )
        )
        self._signs = _signs(self._names)
        self._title = fitting_lines(week.title, _TITLE, _WIDTH - 2 * _MARGIN, bold=True)
        self._labels = [
            fitting_lines(group.label, _LABEL, _LEFT - _MARGIN - 130, bold=True)
            for group in week.groups
        ]
        self._footer = fitting_lines(week.footer, _SMALL, _WIDTH - 2 * _MARGIN)
        self._top = _MARGIN + 56 * len(self._title) + 60
        self._heights = [
            max(len(group.bars) * (_BAR + 6), len(lines) * _LINE) + 22
            for group, lines in zip(week.groups, self._labels, strict=True)
        ]
        self._bottom = self._top + sum(self._heights)
        self._legend = self._legend_rows()
        below = 24 + 46 * len(self._legend) + 34 * len(self._footer) + _MARGIN
        self._canvas = Canvas(_WIDTH, round(self._bottom + below))

    def drawn(self) -> bytes:
        for number, line in enumerate(self._title):
            self._canvas.text((_MARGIN, _MARGIN + 56 * number - 8), line, _TITLE, bold=True)
        self._calendar()
        top = self._top
        for group, lines, height in zip(
            self._week.groups, self._labels, self._heights, strict=True
        ):
            self._group(group, lines, top)
            top += height
        self._below()
        return self._canvas.png()

    def _x(self, share: float) -> float:
        return _LEFT + share * (_RIGHT - _LEFT)

    def _calendar(self) -> None:
        for start, end in self._week.nights:
            self._canvas.box((self._x(start), self._top - 8, self._x(end), self._bottom), NIGHT)
        for share in self._week.twos:  # behind the bars, where no name is crossed out by them
            x = self._x(share)
            self._canvas.line([(x, self._top - 8), (x, self._bottom - 12)], SOFT_INK, 1.5)
        borders = [day.at for day in self._week.days] + [1.0]
        for day, end in zip(self._week.days, borders[1:], strict=True):
            x = self._x(day.at)
            self._canvas.line([(x, self._top - 44), (x, self._bottom)], GRID)
            if text_width(day.label, _SMALL) <= self._x(end) - x:
                middle = (x + self._x(end)) / 2
                self._canvas.text(
                    (middle, self._top - 46), day.label, _SMALL, colour=SOFT_INK, anchor="ma"
                )

    def _group(self, group: Group, lines: list[str], top: float) -> None:
        for number, line in enumerate(lines):
            self._canvas.text((_MARGIN, top + 4 + _LINE * number), line, _LABEL, bold=True)
        for number, bar in enumerate(group.bars):
            bar_top = top + number * (_BAR + 6)
            middle = bar_top + _BAR / 2
            self._canvas.text((_LEFT - 12, middle), bar.label, _SMALL, colour=SOFT_INK, anchor="rm")
            for stretch in sorted(bar.stretches, key=lambda s: s.name is None):
                self._stretch(stretch, bar_top)
            self._notches(bar_top)

    def _notches(self, top: float) -> None:
        """Where each 2 a.m. is, at the edges of a bar."""
        for share in self._week.twos:
            x = self._x(share)
            for start, end in ((top, top + _NOTCH), (top + _BAR - _NOTCH, top + _BAR)):
                self._canvas.line([(x, start), (x, end)], SOFT_INK, 1.5)

    def _stretch(self, stretch: Stretch, top: float) -> None:
        left, right = self._x(stretch.start), self._x(stretch.end)
        middle = ((left + right) / 2, top + _BAR / 2)
        if stretch.name is None:
            right = max(right, left + _THINNEST)
            self._canvas.striped((left, top, right, top + _BAR), HOLE, HOLE_STRIPE)
            self._inside(self._week.nobody, middle, right - left, GROUND, bold=True)
            return
        self._canvas.box((left, top, right, top + _BAR), GROUND)
        self._canvas.box((left + 1, top, right - 1, top + _BAR), self._colour(stretch.name))
        for text in (stretch.name, self._signs[stretch.name]):
            if self._inside(text, middle, right - left, INK):
                return

    def _inside(
        self,
        text: str,
        middle: tuple[float, float],
        width: float,
        ink: Colour,
        *,
        bold: bool = False,
    ) -> bool:
        """Whether there was room for the text."""
        fits = text_width(text, _NAME, bold=bold) + 8 <= width
        if fits:
            self._canvas.text(middle, text, _NAME, colour=ink, anchor="mm", bold=bold)
        return fits

    def _colour(self, name: str) -> Colour:
        return PEOPLE[self._names.index(name) % len(PEOPLE)]

    def _legend_rows(self) -> list[list[tuple[str, float]]]:
        """The people with what stands for them where room is short, as many in a row as fit."""
        rows: list[list[tuple[str, float]]] = [[]]
        x = float(_MARGIN)
        for name in self._names:
            width = 76 + text_width(name, _SMALL) + 34
            if x + width > _WIDTH - _MARGIN and rows[-1]:
                rows.append([])
                x = float(_MARGIN)
            rows[-1].append((name, x))
            x += width
        return [*rows, []]

    def _below(self) -> None:
        y = self._bottom + 24
        for row in self._legend[:-1]:
            for name, x in row:
                self._canvas.box((x, y, x + 64, y + 34), self._colour(name), radius=4)
                self._canvas.text((x + 32, y + 17), self._signs[name], _NAME, anchor="mm")
                self._canvas.text((x + 76, y + 17), name, _SMALL, anchor="lm")
            y += 46
        x = float(_MARGIN)
        self._canvas.striped((x, y, x + 64, y + 34), HOLE, HOLE_STRIPE)
        x = self._key(x + 76, y, self._week.nobody)
        self._canvas.box((x, y, x + 64, y + 34), NIGHT)
        x = self._key(x + 76, y, self._week.night_label)
        self._canvas.line([(x, y), (x, y + 34)], SOFT_INK, 1.5)
        self._key(x + 12, y, self._week.two_label)
        y += 46
        for line in self._footer:
            self._canvas.text((_MARGIN, y), line, _SMALL, colour=SOFT_INK)
            y += 34

    def _key(self, x: float, y: float, text: str) -> float:
        """The text beside a sign; where the next may begin."""
        self._canvas.text((x, y + 17), text, _SMALL, anchor="lm")
        return x + text_width(text, _SMALL) + 34


def _signs(names: Sequence[str]) -> dict[str, str]:
    """Initials; with a number where two people share them."""
    signs: dict[str, str] = {}
    for name in names:
        initials = "".join(word[0] for word in name.split()[:3]).upper()
        count = sum(sign.rstrip("0123456789") == initials for sign in signs.values())
        signs[name] = f"{initials}{count + 1}" if count else initials
    return signs
