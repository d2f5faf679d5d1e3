"""`whoowns remind --dry-run`: what would be sent to whom, and nothing is."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.existing import existing_map
from bot.cli.instants import stated_instant
from bot.cli.options import database_option
from bot.cli.reminding import policy_of
from bot.reminders.homes import untold
from bot.reminders.registry import KINDS
from bot.reminders.ticking import foreseen_situation, unsent
from bot.render.plain import plain
from bot.settings import load
from bot.wording.dry_run import nothing_due_text, outgoing_text, untold_text
from knowledge.reminders import addressee_at


@click.command()
@click.option("--dry-run", is_flag=True, required=True, help="Only show it. `serve` sends.")
@click.option(
    "--at",
    metavar="TIME",
    help="What would be due then, if nothing changed: 2026-11-30T10:00, in the organisation's zone.",
)
@database_option
@click.pass_context
def remind(ctx: click.Context, database: Path, at: str | None, *, dry_run: bool) -> None:
    """Show which reminders would go out, to whom, and with what words.

    Exits with 3 if there is no usable map.
    """
    del dry_run  # there is no other way
    policy = policy_of(load())
    with existing_map(ctx, database) as (store, ownership):
        zone = ownership.organisation.time_zone
        now = datetime.now(UTC)
        then = stated_instant(at, zone, "--at") if at else now
        situation = foreseen_situation(store, ownership, policy, then, now)
        outgoing, unheard = unsent(store, situation, KINDS), untold(situation)
    for one in outgoing:
        to = addressee_at(one.place, ownership.people)
        click.echo(outgoing_text(to, one.place, is_edit=one.is_edit))
        click.echo(f"{plain(one.reply)}\n")
    if not outgoing:
        click.echo(nothing_due_text(then, zone))
    if unheard:
        click.echo(untold_text(unheard))
