"""Options that several commands take, apart from what it takes to follow them."""

from pathlib import Path

import click

from bot.settings import load

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
