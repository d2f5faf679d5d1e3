"""Options that several commands take, apart from what it takes to follow them."""

import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, cast

import click
from click.core import ParameterSource
from pydantic import TypeAdapter, ValidationError

from bot.settings import load
from bot.wording.typed import nameless_user_text, no_name_text, one_map_text
from knowledge.entities import Name

_NAME: Final[TypeAdapter[str]] = TypeAdapter(Name)

_STANDARD_INPUT: Final = Path("/dev/stdin")


class MapFile(click.Path):
    """A map file; `-` is what comes in, as it is what goes out of `export -`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Under its own name, which is told with each problem and recorded with an import."""
        path = cast("Path", super().convert(value, param, ctx))
        return _STANDARD_INPUT if path == Path("-") else path


def _only_one(ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    """Of the three maps that can be named none goes before another: it would name other people."""
    sources = map(ctx.get_parameter_source, ("map_file", "sample", "database"))
    if sum(source is ParameterSource.COMMANDLINE for source in sources) > 1:
        raise click.UsageError(one_map_text())
    return value


database_option = click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    default=lambda: load().whoowns_database,
    show_default="WHOOWNS_DATABASE, else whoowns.db",
    callback=_only_one,
    help="The SQLite database.",
)
_map_option = click.option(
    "--map",
    "map_file",
    type=MapFile(dir_okay=False, path_type=Path),
    callback=_only_one,
    help="Answer from this map file instead, without a database.",
)
_sample_option = click.option(
    "--sample",
    is_flag=True,
    callback=_only_one,
    help="Answer from the sample organisation that is packaged.",
)


def of_a_map(command: Callable[..., Any]) -> Callable[..., Any]:
    """All that says which map a command is about."""
    return _map_option(_sample_option(database_option(command)))


def _user() -> str:
    """Whoever runs it; in a container that need not be anybody whom the machine knows by name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return nameless_user_text(os.getuid())


def _named(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    try:
        return _NAME.validate_python(value.strip())
    except ValidationError:
        raise click.BadParameter(no_name_text()) from None


def by_whom(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--as NAME`, of anybody: it is only recorded."""
    return click.option("--as", "actor", metavar="NAME", default=_user, callback=_named, help=what)
