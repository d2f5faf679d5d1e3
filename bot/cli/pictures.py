"""`whoowns drill` and `whoowns signals`: an answer in words, and in a PNG file where one is named."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.existing import stop_without_map
from bot.cli.instants import stated_instant
from bot.cli.options import of_a_map
from bot.cli.source import declared_map
from bot.render.plain import plain
from bot.reply import Buttons, Picture, Reply
from bot.wording.drill import drill_parts
from bot.wording.outcomes import word
from bot.wording.pictures import drill_picture, trend_picture
from bot.wording.transfer import nothing_to_go_by_text
from knowledge.ownership import OwnershipMap
from knowledge.questions import Outcome, nothing_kept
from knowledge.questions import ask as answer_to
from knowledge.questions.drilling import DrillAnswer
from knowledge.questions.signals import Kept, SignalsAnswer
from knowledge.reading import Asker

_HOLES = 1
_NOT_UNDERSTOOD = 2

_png_option = click.option(
    "--png", type=click.Path(dir_okay=False, path_type=Path), help="Draw it to this file too."
)
_at_option = click.option("--at", metavar="ISO8601", help="As of this instant instead of now.")


@click.command()
@click.argument("subject", nargs=-1, metavar="[MODEL|TEAM]")
@_png_option
@_at_option
@of_a_map
@click.pass_context
def drill(
    ctx: click.Context,
    *,
    subject: tuple[str, ...],
    png: Path | None,
    at: str | None,
    map_file: Path | None,
    database: Path,
    sample: bool,
) -> None:
    """Tell who would be woken in the coming week, and every hour in which nobody would.

    Exits with 0 if somebody is named for every hour, 1 if there are holes, 2 if the name is
    unknown or that of several, 3 if there is no usable map.
    """
    with declared_map(database, map_file, sample=sample) as (declared, _):
        found = _asked(ctx, " ".join(("drill", *subject)), declared, at, database)
    if not isinstance(found, DrillAnswer):
        click.echo(plain(word(found)))
        ctx.exit(_NOT_UNDERSTOOD)
    click.echo(plain(Reply(tuple(drill_parts(found, whole=True)))))
    _draw(png, drill_picture(found) if png else None)
    ctx.exit(_HOLES if found.drill.holes else 0)


@click.command()
@_png_option
@_at_option
@of_a_map
@click.pass_context
def signals(
    ctx: click.Context,
    *,
    png: Path | None,
    at: str | None,
    map_file: Path | None,
    database: Path,
    sample: bool,
) -> None:
    """Tell which transition signals fire. Exits with 3 if there is no usable map."""
    with declared_map(database, map_file, sample=sample) as (declared, terms):
        found = _asked(ctx, "signals", declared, at, database, kept=terms.kept)
        parts = [part for part in word(found).parts if not isinstance(part, Buttons)]
        click.echo(plain(Reply(parts)))
        if png and isinstance(found, SignalsAnswer):
            _draw(png, trend_picture(found))


def _asked(
    ctx: click.Context,
    question: str,
    declared: OwnershipMap | None,
    at: str | None,
    database: Path,
    *,
    kept: Kept = nothing_kept,
) -> Outcome:
    if declared is None:
        stop_without_map(ctx, nothing_to_go_by_text(database))
    zone = declared.organisation.time_zone
    now = stated_instant(at, zone, "--at") if at else datetime.now(UTC)
    return answer_to(question, declared, Asker(), now, kept)


def _draw(png: Path | None, picture: Picture | None) -> None:
    if png is None:
        return
    if picture is None:
        raise click.ClickException("There is nothing to draw yet.")
    try:
        png.write_bytes(picture.png)
    except OSError as error:
        raise click.FileError(str(png), error.strerror) from error
