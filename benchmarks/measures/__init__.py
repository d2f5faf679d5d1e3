"""What is measured: one module for each goal or family of goals, each yielding rows."""

from collections.abc import Callable, Iterator

from benchmarks.measures.gaps import gaps
from benchmarks.measures.reload import reload
from benchmarks.measures.spelling import spelling
from benchmarks.measures.startup import startup
from benchmarks.measures.throughput import throughput
from benchmarks.table import Row
from benchmarks.workbench import Workbench

Measure = Callable[[Workbench], Iterator[Row]]

MEASURES: dict[str, Measure] = {
    "throughput": throughput,
    "spelling": spelling,
    "gaps": gaps,
    "reload": reload,
    "startup": startup,
}
"""By the names that `--only` takes, in the order of the table."""
