"""`whoowns queue`: readings of the central queue, recorded and listed."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.existing import existing_map
from bot.cli.instants import stated_instant
from bot.cli.options import by_whom, database_option
from bot.commands.times import days_of
from bot.reminders.counting import count_the_day
from bot.render.plain import plain
from bot.reply import Buttons, Reply
from bot.wording.queue import no_readings_text, reading_text, recorded_reply
from knowledge.backlog import QueueReading
from knowledge.diagnosis.signals import transition_signals
from knowledge.store import Readings

_SOURCE = "command line"


@click.group()
def queue() -> None:
    """Record and list readings of the central queue."""


def _days(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    days = days_of(value) if value else None
    if value and days is None:
        raise click.BadParameter("say a number of days or weeks, such as 12d or 2w")
    return days


@queue.command()
@click.argument("depth", type=click.IntRange(0, 1_000_000_000))
@click.option("--oldest", metavar="12d|2w", callback=_days, help="How long the oldest has waited.")
@click.option("--team", metavar="TEAM", help="Only the requests of this team were counted.")
@click.option("--at", metavar="ISO8601", help="When it was so, if not now.")
@by_whom("Who reports it.")
@database_option
@click.pass_context
def record(
    ctx: click.Context,
    *,
    depth: int,
    oldest: int | None,
    team: str | None,
    at: str | None,
    actor: str,
    database: Path,
) -> None:
    """Record that DEPTH requests wait in the central queue.

    Exits with 3 if there is no usable map.
    """
    now = datetime.now(UTC)
    with existing_map(ctx, database) as (store, declared):
        if team and team not in declared.teams:
            raise click.BadParameter(f"the map has no team {team}", param_hint="--team")
        read_at = stated_instant(at, declared.organisation.time_zone, "--at") if at else now
        reading = _reading(depth, oldest, team, actor, at=read_at, now=now)
        readings = Readings(store)
        readings.record(reading)
        count_the_day(store, declared, now)
        found = transition_signals(declared, readings.backlog(), now)
        reply = recorded_reply(reading, declared.teams.get(team or ""), found)
        click.echo(plain(Reply([part for part in reply.parts if not isinstance(part, Buttons)])))


def _reading(
    depth: int, oldest: int | None, team: str | None, actor: str, *, at: datetime, now: datetime
) -> QueueReading:
    if at > now:
        raise click.BadParameter("that is yet to come", param_hint="--at")
    return QueueReading(
        at=at,
        depth=depth,
        reported_by=actor,
        source=_SOURCE,
        reported_at=now,
        oldest_days=oldest,
        team=team,
    )


@queue.command("list")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)
@database_option
@click.pass_context
def list_readings(ctx: click.Context, *, limit: int, database: Path) -> None:
    """List the last readings with who reported them, the newest first.

    Exits with 3 if there is no usable map.
    """
    with existing_map(ctx, database) as (store, declared):
        readings = sorted(Readings(store).backlog().readings, key=lambda reading: reading.at)
        for reading in reversed(readings[-limit:]):
            click.echo(reading_text(reading, declared, datetime.now(UTC)))
        if not readings:
            click.echo(no_readings_text())
