"""Misspelt names: what one costs, and whether anybody else has to wait for it."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

from benchmarks.load import Heard, Job, Stream
from benchmarks.probed import LATENESS
from benchmarks.questions import asked, misspelt
from benchmarks.samples import percentile
from benchmarks.servers import PROBED, Server, serving
from benchmarks.table import Row, at_most, milliseconds
from benchmarks.workbench import Workbench
from knowledge.ownership import OwnershipMap
from knowledge.questions import ask
from knowledge.reading import Asker

_TRIED = 1_000
_CORRECT, _PAUSE = 4, 0.005
"""Clients that spell well, beside one that doesn't; without rests they would measure their queue."""


def spelling(bench: Workbench) -> Iterator[Row]:
    """In this process, then over HTTP with a probe on the server's event loop."""
    ownership = bench.ownership(bench.plan.large)
    bench.say("misspelt names, in process")
    yield _in_process(ownership, f"a misspelt name, {bench.plan.large:,} models")
    with serving(PROBED, bench.database(bench.plan.large)) as server:
        bench.say("misspelt names, over HTTP")
        server.answer_to(asked(ownership, 1)[0])
        server.come_to_rest()
        yield from _over_http(bench, server, ownership)


def _in_process(ownership: OwnershipMap, measure: str) -> Row:
    now, asker = datetime.now(UTC), Asker()
    took = []
    for text in misspelt(ownership, _TRIED):
        began = time.perf_counter()
        ask(text, ownership, asker, now)
        took.append(time.perf_counter() - began)
    p50, p99 = (percentile(took, percent) for percent in (50, 99))
    ours, beside = f"p50 {milliseconds(p50)}", f"p99 {milliseconds(p99)}"
    return at_most(10, p99 * 1000, measure, ours, beside, unit=" ms")


def _over_http(bench: Workbench, server: Server, ownership: OwnershipMap) -> Iterator[Row]:
    well, badly = asked(ownership), misspelt(ownership)
    heard = bench.under(_job(bench, server, well, well))
    usual = _lateness(server)
    yield _answers("all names right, over HTTP", heard)
    heard = bench.under(_job(bench, server, well, badly))
    late = _lateness(server)
    yield _answers("one of five clients misspells, over HTTP", heard)
    measure, ours, beside = "lateness of the loop, p99", milliseconds(late), milliseconds(usual)
    yield at_most(5, late * 1000, measure, ours, f"all right {beside}", unit=" ms")


def _job(bench: Workbench, server: Server, most: list[str], fifth: list[str]) -> Job:
    streams = (Stream(most, _CORRECT, _PAUSE), Stream(fifth, 1, _PAUSE))
    return Job(server.port, streams, bench.plan.seconds)


def _lateness(server: Server) -> float:
    late = server.get(LATENESS)
    return percentile(late, 99) if isinstance(late, list) else 0.0


def _answers(measure: str, heard: Heard) -> Row:
    """The four that spell well, beside the fifth."""
    well, fifth = (
        f"p99 {milliseconds(percentile([took for _, took in answers], 99))}"
        for answers in heard.answers
    )
    return Row(measure, well, f"fifth {fifth}", "")
