"""Readings over time with the threshold at which they fire: one panel under another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, log10
from typing import Final

from bot.drawing.canvas import Canvas, fitting_lines, text_width
from bot.drawing.palette import FIRING, GRID, GROUND, HIGH, INK, LINE, SOFT_INK

_WIDTH: Final = 1200
_PANEL: Final = 470
_MARGIN: Final = 48
_RIGHT: Final = 1152
_TITLE, _HEADING, _LABEL = 40, 34, 28
_MOST_MARKS: Final = 60
"""Readings that are marked one by one; more would be a caterpillar."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure. `fires` stands at the threshold's line; `ceiling` is the most there can be."""

    heading: str
    points: Sequence[tuple[datetime, int]]
    firing: Sequence[tuple[datetime, datetime]] = ()
    threshold: int | None = None
    fires: str = ""
    ceiling: int | None = None


def trend_chart(title: str, panels: Sequence[Panel], day: Callable[[datetime], str]) -> bytes:
    """The picture; `day` words the labels under the readings."""
    lines = fitting_lines(title, _TITLE, _WIDTH - 2 * _MARGIN, bold=True)
    top = _MARGIN + len(lines) * 56 + 16
    canvas = Canvas(_WIDTH, top + _PANEL * len(panels))
    for number, line in enumerate(lines):
        canvas.text((_MARGIN, _MARGIN + 56 * number), line, _TITLE, bold=True)
    for number, panel in enumerate(panels):
        _Plot(canvas, panel, top + _PANEL * number, day).draw()
    return canvas.png()


class _Plot:
    def __init__(
        self, canvas: Canvas, panel: Panel, top: float, day: Callable[[datetime], str]
    ) -> None:
        self._canvas, self._panel, self._day = canvas, panel, day
        self._heading_at = top
        self._top, self._bottom = top + 76, top + _PANEL - 86
        values = [value for _, value in panel.points]
        highest = max([*values, panel.threshold or 0, panel.ceiling or 0, 1])
        self._step = _round_step(highest)
        self._ceiling = panel.ceiling or self._step * ceil(highest * 1.12 / self._step)
        self._left = _MARGIN + 28 + text_width(f"{self._ceiling:,}", _LABEL)
        self._room = 60 + text_width(f"{values[-1]:,}" if values else "", _HEADING, bold=True)
        self._first = panel.points[0][0] if panel.points else None
        last = panel.points[-1][0] if panel.points else None
        self._span = max(last - self._first, timedelta(hours=1)) if self._first and last else None

    def draw(self) -> None:
        self._canvas.text((_MARGIN, self._heading_at), self._panel.heading, _HEADING, bold=True)
        self._firing_times()
        self._grid()
        self._threshold()
        self._readings()
        self._label()

    def _x(self, at: datetime) -> float:
        if self._first is None or self._span is None:
            return self._left
        share = min(max((at - self._first) / self._span, 0), 1)
        return self._left + 20 + share * (_RIGHT - self._left - 20 - self._room)

    def _y(self, value: float) -> float:
        return self._bottom - value / self._ceiling * (self._bottom - self._top)

    def _firing_times(self) -> None:
        for since, until in self._panel.firing:
            if self._first is None or until < self._first:
                continue
            left, right = self._x(since), self._x(until)
            self._canvas.box((left, self._top, max(right, left + 4), self._bottom), FIRING)

    def _grid(self) -> None:
        for value in range(0, self._ceiling + 1, self._step):
            y = self._y(value)
            self._canvas.line([(self._left, y), (_RIGHT, y)], GRID if value else SOFT_INK)
            self._canvas.text(
                (self._left - 16, y), f"{value:,}", _LABEL, colour=SOFT_INK, anchor="rm"
            )
        self._days()

    def _days(self) -> None:
        """As many labels as fit, each under its reading; the first and the last always."""
        free_from, last = 0.0, len(self._panel.points) - 1
        for number, (at, _) in enumerate(self._panel.points):
            label, x = self._day(at), self._x(at)
            half = text_width(label, _LABEL) / 2
            crowds_last = number != last and x + 2 * half + 40 > self._x(self._panel.points[-1][0])
            if number and (x - half < free_from or crowds_last):
                continue
            self._canvas.text((x, self._bottom + 14), label, _LABEL, colour=SOFT_INK, anchor="ma")
            free_from = x + half + 40

    def _threshold(self) -> None:
        if self._panel.threshold is None:
            return
        y = self._y(self._panel.threshold)
        self._canvas.dashes(self._left, _RIGHT, y, INK, 3)

    def _label(self) -> None:
        """What the threshold is: over the readings, to be read whatever they are."""
        if self._panel.threshold is None:
            return
        y = self._y(self._panel.threshold)
        width = text_width(self._panel.fires, _LABEL, bold=True)
        self._canvas.box((self._left + 8, y - 42, self._left + 24 + width, y - 6), GROUND)
        self._canvas.text(
            (self._left + 16, y - 10), self._panel.fires, _LABEL, anchor="ls", bold=True
        )

    def _readings(self) -> None:
        spots = [(self._x(at), self._y(value)) for at, value in self._panel.points]
        if len(spots) > 1:
            self._canvas.line(spots, LINE, 4)
        marked = len(spots) <= _MOST_MARKS
        for (x, y), (_, value) in zip(spots, self._panel.points, strict=True):
            if self._panel.threshold is not None and value >= self._panel.threshold:
                self._canvas.square(x, y, 8 if marked else 4, HIGH)
            elif marked:
                self._canvas.dot(x, y, 7, LINE)
        if spots:
            x, y = spots[-1]
            value = self._panel.points[-1][1]
            self._canvas.text((x + 20, y), f"{value:,}", _HEADING, anchor="lm", bold=True)


def _round_step(highest: int) -> int:
    """A step of 1, 2 or 5 times a power of ten that gives three to six lines."""
    rough = highest / 4
    if rough <= 1:
        return 1
    power = int(10 ** int(log10(rough)))
    return next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= rough)
