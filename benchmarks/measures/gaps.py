"""All gaps of a large map, found and put into words."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from benchmarks.questions import ALL_GAPS
from benchmarks.samples import percentile
from benchmarks.table import Row, at_most, milliseconds
from benchmarks.workbench import Workbench
from bot.wording.outcomes import word
from knowledge.ownership import OwnershipMap
from knowledge.questions import ask
from knowledge.reading import Asker

_TRIED = 100


def gaps(bench: Workbench) -> Iterator[Row]:
    """In this process, each time at another instant."""
    ownership = bench.ownership(bench.plan.large)
    bench.say("all gaps, in process")
    took = _took(ownership, datetime.now(UTC))
    p50, p99 = (percentile(took, percent) for percent in (50, 99))
    measure, ours = f"all gaps, {bench.plan.large:,} models", f"p50 {milliseconds(p50)}"
    yield at_most(20, p99 * 1000, measure, ours, f"p99 {milliseconds(p99)}", unit=" ms")


def _took(ownership: OwnershipMap, now: datetime) -> list[float]:
    took = []
    for minute in range(_TRIED):
        began = time.perf_counter()
        word(ask(ALL_GAPS, ownership, Asker(), now + timedelta(minutes=minute)))
        took.append(time.perf_counter() - began)
    return took
