"""`whoowns serve`: the composition root of the bot."""

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack, closing
from datetime import UTC, datetime
from types import FrameType

import click

from bot.address import bind
from bot.conversation import Terms
from bot.logs import configure
from bot.office import Office
from bot.outbox import Outboxes
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.endpoint import SlackEndpoint
from bot.platforms.slack.service import Connection, slack_service
from bot.server import Endpoint, Site, health, new_loop
from bot.server import serve as listen
from bot.settings import SlackSettings, load, slack_settings
from bot.sightings import Sightings
from knowledge.errors import StoreError
from knowledge.projection import Projection
from knowledge.store import Memory, Readings, Store

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
        closing(store.another()) as beside,
        bind(settings.host, settings.port) as listening,
        closing(Sightings(settings.whoowns_database, _now)) as sightings,
        asyncio.Runner(loop_factory=new_loop) as runner,
    ):
        # What is looked up for an answer goes by a connection of its own: it waits for no writer.
        terms = Terms(
            Readings(beside).backlog,
            settings.whoowns_confirm_after,
            Memory(beside, projection.current),
        )
        office = Office(store, projection.current, _now, settings.whoowns_admins, terms)
        runner.run(_serve(slack, sightings, office, listening))
    _log.info("stopped")


async def _serve(
    slack: SlackSettings,
    sightings: Sightings,
    office: Office,
    listening: socket.socket,
) -> None:
    outboxes = Outboxes()
    routes: dict[tuple[str, str], Endpoint] = {}
    modes: list[str] = []
    connections: list[Connection] = []
    async with AsyncExitStack() as stack:
        answers = Answers(office.current, _now, office.terms)
        connection = await stack.enter_async_context(
            slack_service(slack, answers, sightings, office, outboxes)
        )
        connections.append(connection)
        modes.append("socket" if slack.socket_mode else "http")
        if isinstance(connection, SlackEndpoint):
            routes["POST", SLACK_PATH] = connection
        routes |= health(lambda: _not_ready(office, connections))
        host, port = listening.getsockname()[:2]
        facts = {"host": host, "port": port, "mode": " and ".join(modes)}
        _log.info("listening", extra={"facts": facts})
        await listen(Site(routes), listening)


def _not_ready(office: Office, connections: Sequence[Connection]) -> str | None:
    try:
        ownership = office.current()
    except StoreError:
        return "database-unreachable"
    if not office.store.is_reachable():
        return "database-unreachable"
    for connection in connections:
        if not isinstance(connection, SlackEndpoint) and not connection.is_connected:
            return "not-connected-to-slack"
    return None if ownership else "no-map"


def _stop(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _now() -> datetime:
    return datetime.now(UTC)
