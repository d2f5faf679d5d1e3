"""`whoowns health` and `whoowns plan`: what is unsound in a map, and the way to federated."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.existing import stop_without_map
from bot.cli.instants import stated_instant
from bot.cli.options import of_a_map
from bot.cli.source import declared_map
from bot.cli.words import print_json
from bot.render.machine import health_object
from bot.render.plain import plain
from bot.wording.health import health_reply
from bot.wording.transfer import nothing_to_go_by_text
from bot.wording.transition import plan_reply
from knowledge.diagnosis.health import health as look_through
from knowledge.diagnosis.transition import transition
from knowledge.dismissal import Dismissal
from knowledge.ownership import OwnershipMap
from knowledge.questions import signals
from knowledge.questions.outcome import When
from knowledge.questions.signals import SignalsQuestion
from knowledge.store import Dismissals, looking_into

_at_option = click.option(
    "--at", metavar="ISO8601", help="Look at the map of now as it would be at this instant."
)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@_at_option
@of_a_map
@click.pass_context
def health(
    ctx: click.Context,
    *,
    as_json: bool,
    at: str | None,
    map_file: Path | None,
    database: Path,
    sample: bool,
) -> None:
    """Tell how sound the map is: a score out of 100, its arithmetic, and what would mend it.

    What somebody dismissed counts for nothing. Exits with 3 if there is no usable map.
    """
    with declared_map(database, map_file, sample=sample) as (ownership, _):
        if ownership is None:
            stop_without_map(ctx, nothing_to_go_by_text(database))
        now = _instant(at, ownership)
        aside = {} if sample or map_file else _dismissed(database)
        found = look_through(ownership, now, aside)
        if as_json:
            print_json(health_object(found, ownership, now))
        else:
            click.echo(plain(health_reply(found, ownership, now)))


@click.command()
@_at_option
@of_a_map
@click.pass_context
def plan(
    ctx: click.Context, *, at: str | None, map_file: Path | None, database: Path, sample: bool
) -> None:
    """Print the plan from centralised to federated, as far as the map has got with it.

    Exits with 3 if there is no usable map.
    """
    with declared_map(database, map_file, sample=sample) as (ownership, terms):
        if ownership is None:
            stop_without_map(ctx, nothing_to_go_by_text(database))
        now = _instant(at, ownership)
        question = SignalsQuestion(When(now, now, ownership.organisation.time_zone))
        read = signals.answer(question, ownership, terms.kept)
        click.echo(plain(plan_reply(transition(ownership, now), read, ownership)))


def _dismissed(database: Path) -> dict[str, Dismissal]:
    with looking_into(database) as store:
        return dict(Dismissals(store).standing())


def _instant(at: str | None, ownership: OwnershipMap) -> datetime:
    return stated_instant(at, ownership.organisation.time_zone, "--at") if at else datetime.now(UTC)
