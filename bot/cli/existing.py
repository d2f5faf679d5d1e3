"""A map that has to be there: where there is none, the command says so and ends with 3."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

import click

from bot.wording.transfer import nothing_declared_text
from knowledge.ownership import OwnershipMap
from knowledge.store import Store, looking_into

NO_MAP: Final = 3


@contextmanager
def existing_map(ctx: click.Context, database: Path) -> Iterator[tuple[Store, OwnershipMap]]:
    """The database and its map. One that isn't there is not made for looking into it."""
    if not database.exists():
        stop_without_map(ctx, nothing_declared_text(database))
    with looking_into(database) as store:
        declared = store.load()
        if declared is None:
            stop_without_map(ctx, nothing_declared_text(database))
        yield store, declared


def stop_without_map(ctx: click.Context, sentence: str) -> NoReturn:
    """Say why there is no map to go by, and end."""
    click.echo(sentence, err=True)
    ctx.exit(NO_MAP)
