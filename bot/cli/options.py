"""Options that several commands take, apart from what it takes to follow them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bot.settings import load

database_option = click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    default=lambda: load().whoowns_database,
    show_default="WHOOWNS_DATABASE, else whoowns.db",
    help="The SQLite database.",
)
_map_option = click.option(
    "--map",
    "map_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Answer from this map file instead, without a database.",
)
_sample_option = click.option(
    "--sample", is_flag=True, help="Answer from the sample organisation that is packaged."
)


def of_a_map(command: Callable[..., Any]) -> Callable[..., Any]:
    """All that says which map a command is about."""
    return _map_option(_sample_option(database_option(command)))
