"""`python -m benchmarks`: measure, then print one table."""

import gc
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version

import click

from benchmarks.measures import MEASURES
from benchmarks.table import Row, table
from benchmarks.workbench import Plan, Workbench, workbench

_PACKAGES = ("slack-bolt", "uvicorn", "uvloop", "httptools", "pydantic")
_QUICK = Plan(sizes=(1_000, 5_000, 10_000), seconds=1.0, rounds=1)


@click.command()
@click.option("--quick", is_flag=True, help="Smaller maps and shorter rounds: a minute, roughly.")
@click.option("--models", type=click.IntRange(min=100), help="The size of the large map.")
@click.option("--seconds", type=click.FloatRange(min=0.1), help="The length of one measurement.")
@click.option("--rounds", type=click.IntRange(min=1), help="How often the servers take turns.")
@click.option("--only", multiple=True, type=click.Choice([*MEASURES]), help="Not everything.")
def main(
    *,
    quick: bool,
    models: int | None,
    seconds: float | None,
    rounds: int | None,
    only: Sequence[str],
) -> None:
    """Measure the bot beside an empty one, in turns, and judge the ratios by the goals."""
    plan = _QUICK if quick else Plan()
    if models:
        plan = replace(plan, sizes=(*(size for size in plan.sizes if size < models), models))
    plan = replace(plan, seconds=seconds or plan.seconds, rounds=rounds or plan.rounds)
    with workbench(plan) as bench:
        bench.ownership(plan.large)
        gc.freeze()  # as the bot does with a map that it has loaded
        rows = [*measured(bench, only or [*MEASURES])]
    print(_machine())
    print(table(rows))


def measured(bench: Workbench, names: Sequence[str]) -> Iterator[Row]:
    """The rows of these measures."""
    for name in names:
        yield from MEASURES[name](bench)


def _machine() -> str:
    packages = ", ".join(f"{package} {version(package)}" for package in _PACKAGES)
    cores = os.cpu_count()
    return f"CPython {platform.python_version()}, {cores} cores, {platform.machine()}; {packages}"


if __name__ == "__main__":
    main()
