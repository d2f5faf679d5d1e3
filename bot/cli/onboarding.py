"""`whoowns onboarding status`: who finished the questionnaires, and who stopped where."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.source import database_option
from bot.onboarding.standing import standings
from bot.render.plain import plain
from bot.wording.onboarding.starting import nothing_declared_reply
from bot.wording.onboarding.status import status_reply
from knowledge.store import Store
from knowledge.store.questionnaires import Questionnaires


@click.group()
def onboarding() -> None:
    """The questionnaires by which people make the map."""


@onboarding.command()
@database_option
def status(database: Path) -> None:
    """Who finished, and who stopped where."""
    now = datetime.now(UTC)
    with closing(Store.open(database)) as store:
        ownership = store.load()
        if ownership is None:
            click.echo(plain(nothing_declared_reply()))
            raise SystemExit(3)
        found = standings(Questionnaires(store).all(), ownership, now)
        click.echo(plain(status_reply(found, ownership, now)))
