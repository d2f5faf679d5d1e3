"""`whoowns serve`: the composition root of the bot."""

import asyncio
import logging
import signal
import socket
import sys
from contextlib import closing
from datetime import UTC, datetime
from types import FrameType

import click

from bot.address import bind
from bot.logs import configure
from bot.office import Office
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.endpoint import SlackEndpoint
from bot.platforms.slack.service import Connection, slack_service
from bot.platforms.slack.sightings import Sightings
from bot.server import Endpoint, Site, health, new_loop
from bot.server import serve as listen
from bot.settings import SlackSettings, load, slack_settings
from knowledge.errors import StoreError
from knowledge.projection import Projection
from knowledge.store import Store

SLACK_PATH = "/slack/events"

_PATIENCE = 5.0
"""Seconds to wait for a locked database: shutdown has to end within ten."""

_log = logging.getLogger(__name__)


@click.command()
def serve() -> None:
    """Run the Slack bot: over Socket Mode when SLACK_APP_TOKEN is set, else over HTTP."""
    signal.signal(signal.SIGTERM, _stop)  # until the server runs, which finishes what is in hand
    settings = load()
    slack = slack_settings(settings)
    configure(settings.whoowns_log_level)
    with (
        closing(Store.open(settings.whoowns_database, patience=_PATIENCE)) as store,
        closing(Projection(store)) as projection,
        bind(settings.host, settings.port) as listening,
        closing(Sightings(settings.whoowns_database, _now)) as sightings,
        asyncio.Runner(loop_factory=new_loop) as runner,
    ):
        office = Office(store, projection.current, _now, settings.whoowns_admins)
        runner.run(_serve(slack, sightings, office, listening))
    _log.info("stopped")


async def _serve(
    slack: SlackSettings,
    sightings: Sightings,
    office: Office,
    listening: socket.socket,
) -> None:
    answers = Answers(office.current, _now)
    async with slack_service(slack, answers, sightings, office) as connection:
        site = Site(_routes(connection, office))
        host, port = listening.getsockname()[:2]
        mode = "socket" if slack.socket_mode else "http"
        _log.info("listening", extra={"facts": {"host": host, "port": port, "mode": mode}})
        await listen(site, listening)


def _routes(connection: Connection, office: Office) -> dict[tuple[str, str], Endpoint]:
    def not_ready() -> str | None:
        try:
            ownership = office.current()
        except StoreError:
            return "database-unreachable"
        if not office.store.is_reachable():
            return "database-unreachable"
        if not isinstance(connection, SlackEndpoint) and not connection.is_connected:
            return "not-connected-to-slack"
        return None if ownership else "no-map"

    routes = health(not_ready)
    if isinstance(connection, SlackEndpoint):
        routes["POST", SLACK_PATH] = connection
    return routes


def _stop(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _now() -> datetime:
    return datetime.now(UTC)
