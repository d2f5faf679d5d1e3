"""Where a command's ownership map comes from: a database, a map file or the packaged sample."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from bot.conversation import Terms
from bot.settings import load
from knowledge.mapfile import read_map
from knowledge.ownership import OwnershipMap
from knowledge.store import Dismissals, Memory, Readings, looking_into


@contextmanager
def declared_map(
    database: Path, map_file: Path | None, *, sample: bool
) -> Iterator[tuple[OwnershipMap | None, Terms]]:
    """The map to answer from, None where the database holds none yet, and what else is known."""
    confirm_after = load().whoowns_confirm_after
    beside_no_database = Terms(confirm_after=confirm_after)
    if sample:
        yield sample_map(), beside_no_database
    elif map_file:
        yield read_map(map_file).ownership, beside_no_database
    elif not database.exists():
        yield None, beside_no_database
    else:
        with looking_into(database) as store:
            declared = store.load()
            memory = Memory(store, lambda: declared)
            kept, dismissed = Readings(store).backlog, Dismissals(store).standing
            yield declared, Terms(kept, confirm_after, memory, dismissed)


def sample_map() -> OwnershipMap:
    """Northwind, the organisation to try things on."""
    with as_file(files("bot").joinpath("sample/ownership.yaml")) as path:
        return read_map(path).ownership
