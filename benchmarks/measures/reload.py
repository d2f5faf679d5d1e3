"""A map file is imported while the bot answers: how soon it shows, and who has to wait."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.load import WARM_UP, Heard, Job, Stream
from benchmarks.organisation import MOVED, moved
from benchmarks.questions import asked
from benchmarks.samples import percentile
from benchmarks.servers import OURS, environment, serving
from benchmarks.table import Row, at_most, milliseconds
from benchmarks.wire import NotAnswered
from benchmarks.workbench import Workbench
from knowledge.mapfile import to_json
from knowledge.ownership import OwnershipMap

_CLIENTS, _PAUSE = 4, 0.02
"""A steady 200 questions a second at most: busy, but no queue."""

_LONGEST = 120.0
_CHANGED = {"a tenth": 10, "every one": 1}


def reload(bench: Workbench) -> Iterator[Row]:
    """Once with a tenth of the models changed, once with all of them."""
    for share, every in _CHANGED.items():
        bench.say(f"import of a map in which {share} of the models changed")
        changed = moved(bench.ownership(bench.plan.large), every)
        yield from _rows(bench, changed, f"{bench.plan.large:,} models, {share} changed", every)


def _rows(bench: Workbench, changed: OwnershipMap, measure: str, every: int) -> Iterator[Row]:
    file = bench.directory / f"changed-{every}.json"
    file.write_text(to_json(changed), "utf-8")
    database = bench.copy_of_database(bench.plan.large, f"changed-{every}.db")
    streams = (Stream(_asked_about_moved(changed), _CLIENTS, _PAUSE),)
    with serving(OURS, database) as server:
        server.answer_to(streams[0].texts[0])
        server.come_to_rest()
        future = bench.start(Job(server.port, streams, _LONGEST, MOVED.encode()))
        time.sleep(bench.plan.seconds + 2 * WARM_UP)
        began = time.monotonic()
        _import(file, database)
        imported = time.monotonic()
        heard = future.result()
    yield from _judged(heard, measure, began, imported)


def _asked_about_moved(changed: OwnershipMap) -> list[str]:
    """Only these show which map an answer comes from."""
    models = {m.id: m for m in changed.models.values() if MOVED in (m.runbook or "")}
    return asked(replace(changed, models=models))


def _import(file: Path, database: Path) -> None:
    """As an operator does it."""
    subprocess.run(
        [sys.executable, "-m", "bot", "import", str(file)],
        cwd=database.parent,
        env=environment(database),
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _judged(heard: Heard, measure: str, began: float, imported: float) -> Iterator[Row]:
    if heard.marked_at is None:
        raise NotAnswered(measure)
    seconds = heard.marked_at - began
    ours = f"imported after {imported - began:.1f} s"
    yield at_most(5, seconds, f"reload of {measure}", ours, "", unit=" s")
    idle = [took for sent_at, took in heard.answers[0] if sent_at < began]
    meanwhile = [took for sent_at, took in heard.answers[0] if sent_at >= began]
    before, during = percentile(idle, 99), percentile(meanwhile, 99)
    ours, beside = milliseconds(during), f"idle {milliseconds(before)}"
    yield at_most(2, during / before, "p99 of answers meanwhile", ours, beside)
    yield Row("longest answer meanwhile", milliseconds(max(meanwhile)), milliseconds(max(idle)), "")
