"""Where a command's ownership map comes from: a database, a map file or the packaged sample."""

from importlib.resources import as_file, files
from pathlib import Path

import click

from bot.settings import load
from knowledge.backlog import Backlog
from knowledge.mapfile import read_map
from knowledge.ownership import OwnershipMap
from knowledge.questions import Kept, nothing_kept
from knowledge.store import Readings, Store

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


def declared_map(database: Path, map_file: Path | None, *, sample: bool) -> OwnershipMap | None:
    """The map to answer from; None where the database holds none yet."""
    if sample:
        return sample_map()
    if map_file:
        return read_map(map_file).ownership
    if not database.exists():
        return None
    store = Store.open(database)
    try:
        return store.load()
    finally:
        store.close()


def kept_beside(database: Path, map_file: Path | None, *, sample: bool) -> Kept:
    """What is kept of the central queue beside the map that is answered from."""
    if sample or map_file or not database.exists():
        return nothing_kept

    def kept() -> Backlog:
        with Store.open(database) as store:
            return Readings(store).backlog()

    return kept


def sample_map() -> OwnershipMap:
    """Northwind, the organisation to try things on."""
    with as_file(files("bot").joinpath("sample/ownership.yaml")) as path:
        return read_map(path).ownership
