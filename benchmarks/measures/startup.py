"""From the start of a process to its first answer; the memory that it holds then, and soon after."""

import time
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.questions import asked
from benchmarks.servers import FLOOR, OURS, serving
from benchmarks.table import Row, at_most
from benchmarks.workbench import Workbench


def startup(bench: Workbench) -> Iterator[Row]:
    """Ours and the empty bot in turns; then one of each other size."""
    large = bench.plan.large
    ours, empty = [], []
    for number in range(bench.plan.rounds):
        bench.say(f"start-up, round {number + 1} of {bench.plan.rounds}")
        ours.append(_start(bench, OURS, large))
        empty.append(_start(bench, FLOOR, large))
    took, took_empty = (median(start.seconds for start in starts) for starts in (ours, empty))
    measure = f"start-up to the first answer, {large:,} models"
    beside = f"empty bot {took_empty:.2f} s"
    yield at_most(3, took - took_empty, measure, f"{took:.2f} s", beside, unit=" s more")
    yield _memory("empty bot", empty[0])
    for models in bench.plan.sizes[:-1]:
        yield _memory(f"{models:,} models", _start(bench, OURS, models))
    yield _memory(f"{large:,} models", ours[0])


class _Start(NamedTuple):
    """Seconds to the first answer; megabytes held after it, and when nothing is left to be done."""

    seconds: float
    memory: float
    settled: float


def _memory(measure: str, start: _Start) -> Row:
    held, settled = f"{start.memory:.0f} MB", f"at rest {start.settled:.0f} MB"
    return Row(f"memory, {measure}", held, settled, "")


def _start(bench: Workbench, module: Sequence[str], models: int) -> _Start:
    database = bench.database(models)
    question = asked(bench.ownership(models), 1)[0]
    with serving(module, database) as server:
        server.answer_to(question)
        took, held = time.monotonic() - server.started_at, server.memory()
        server.come_to_rest()
        return _Start(took, held, server.memory())
