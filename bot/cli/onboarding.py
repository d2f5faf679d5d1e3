"""`whoowns onboarding status`: who finished the questionnaires, and who stopped where."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.existing import existing_map
from bot.cli.options import database_option
from bot.onboarding.standing import standings
from bot.render.plain import plain
from bot.wording.onboarding.status import status_reply
from knowledge.store.questionnaires import Questionnaires


@click.group()
def onboarding() -> None:
    """The questionnaires by which people make the map."""


@onboarding.command()
@database_option
@click.pass_context
def status(ctx: click.Context, database: Path) -> None:
    """Tell who finished, and who stopped where.

    Exits with 3 if there is no usable map.
    """
    now = datetime.now(UTC)
    with existing_map(ctx, database) as (store, ownership):
        found = standings(Questionnaires(store).all(), ownership, now)
        click.echo(plain(status_reply(found, ownership, now)))
