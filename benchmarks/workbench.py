"""What every measurement works with: sizes, databases, a process for the clients."""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.load import Heard, Job, run
from benchmarks.organisation import organisation
from knowledge.difference import difference
from knowledge.ownership import OwnershipMap
from knowledge.revising import warmed
from knowledge.store import Store


@dataclass(frozen=True, slots=True)
class Plan:
    """How large and how long. `sizes` are numbers of models, the smallest first."""

    sizes: tuple[int, ...] = (1_000, 10_000, 100_000)
    clients: tuple[int, ...] = (1, 16, 64)
    seconds: float = 3.0
    rounds: int = 3

    @property
    def small(self) -> int:
        """What growth is measured from."""
        return self.sizes[0]

    @property
    def large(self) -> int:
        """What everything is measured at."""
        return self.sizes[-1]


@dataclass(slots=True)
class Workbench:
    """Maps and databases are made once, when first wanted."""

    plan: Plan
    directory: Path
    pool: ProcessPoolExecutor
    maps: dict[int, OwnershipMap] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def ownership(self, models: int) -> OwnershipMap:
        """The map of an organisation of that size, with its indexes built."""
        if models not in self.maps:
            self.say(f"making up {models:,} models")
            self.maps[models] = warmed(organisation(models))
        return self.maps[models]

    def database(self, models: int) -> Path:
        """A database that holds the map of that size."""
        path = self.directory / f"{models}.db"
        if not path.exists():
            ownership = self.ownership(models)
            self.say(f"writing {models:,} models to a database")
            with Store.open(path) as store:
                changes = difference(None, ownership)
                store.record(
                    changes, actor="p1", at=datetime.now(UTC), source="import organisation.json"
                )
        return path

    def copy_of_database(self, models: int, name: str) -> Path:
        """One that may be changed."""
        copy = self.directory / name
        with Store.open(self.database(models)) as store:
            store.backup(copy)
        return copy

    def start(self, job: Job) -> Future[Heard]:
        """Have the clients ask while something else is done here."""
        return self.pool.submit(run, job)

    def under(self, job: Job) -> Heard:
        """Have the clients ask, and wait for what they heard."""
        return self.start(job).result()

    def say(self, progress: str) -> None:
        """Tell whoever waits what is going on."""
        elapsed = time.monotonic() - self.began
        print(f"[{elapsed:5.0f} s] {progress}", file=sys.stderr, flush=True)


@contextmanager
def workbench(plan: Plan) -> Iterator[Workbench]:
    """One that leaves nothing behind."""
    context = get_context("spawn")
    with (
        TemporaryDirectory(prefix="whoowns-benchmark-") as directory,
        ProcessPoolExecutor(1, mp_context=context) as pool,
    ):
        yield Workbench(plan, Path(directory), pool)
