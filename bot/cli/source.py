"""Where a command's ownership map comes from: a database, a map file or the packaged sample."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import as_file, files
from pathlib import Path

import click

from bot.conversation import Terms
from bot.settings import load
from knowledge.mapfile import read_map
from knowledge.ownership import OwnershipMap
from knowledge.store import Memory, Readings, Store

database_option = click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    default=lambda: load().whoowns_database,
    show_default="WHOOWNS_DATABASE, else whoowns.db",
    help="The SQLite database.",
)
map_option = click.option(
    "--map",
    "map_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Answer from this map file instead, without a database.",
)
sample_option = click.option(
    "--sample", is_flag=True, help="Answer from the sample organisation that is packaged."
)


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
        with closing(Store.open(database)) as store:
            declared = store.load()
            memory = Memory(store, lambda: declared)
            yield declared, Terms(Readings(store).backlog, confirm_after, memory)


def sample_map() -> OwnershipMap:
    """Northwind, the organisation to try things on."""
    with as_file(files("bot").joinpath("sample/ownership.yaml")) as path:
        return read_map(path).ownership
