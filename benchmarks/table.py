"""What was measured beside what was wanted, as plain text."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; without a goal it only informs."""

    measure: str
    ours: str
    beside: str
    result: str
    goal: str = ""
    verdict: str = ""


_HEADINGS = Row("measure", "ours", "beside", "result", "goal", "")


def at_least(goal: float, value: float, measure: str, ours: str, beside: str) -> Row:
    """A ratio that should be high."""
    return Row(
        measure, ours, beside, f"{value:.2f}", f"at least {goal:.2f}", _verdict(value >= goal)
    )


def at_most(
    goal: float, value: float, measure: str, ours: str, beside: str, *, unit: str = "x"
) -> Row:
    """A ratio or an amount that should be low."""
    return Row(
        measure,
        ours,
        beside,
        f"{value:.2f}{unit}",
        f"at most {goal:g}{unit}",
        _verdict(value <= goal),
    )


def _verdict(is_met: bool) -> str:  # noqa: FBT001  # the one thing that is asked
    return "met" if is_met else "MISSED"


def table(rows: Iterable[Row]) -> str:
    """Columns side by side, the headings underlined."""
    cells = [astuple(row) for row in (_HEADINGS, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def milliseconds(seconds: float) -> str:
    """A duration, short."""
    return f"{seconds * 1000:.2f} ms"
