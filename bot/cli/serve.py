"""`whoowns serve`: the composition root of the bot."""

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing
from datetime import UTC, datetime
from functools import partial
from types import FrameType

import click
from pydantic import SecretStr

from bot.cli.platforms import Connected, Platforms, connected, wanted_platforms
from bot.cli.reminding import policy_of, reminding
from bot.conversation import Terms
from bot.http.address import bind
from bot.http.server import Endpoint, Site, health, new_loop
from bot.http.server import serve as listen
from bot.logs import configure, report
from bot.office import Office
from bot.outbox import Outboxes
from bot.platforms.seen_requests import SeenRequests
from bot.queue_intake import QUEUE_PATH, QueueIntake
from bot.settings import load
from bot.sweeping import sweeping
from knowledge.entities import Person
from knowledge.errors import DamagedDatabase, StoreError
from knowledge.projection import Projection
from knowledge.store import Memory, Readings, Store
from knowledge.store.preferences import Preferences

_PATIENCE = 5.0
"""Seconds to wait for a locked database: shutdown has to end within ten."""

_log = logging.getLogger(__name__)


@click.command()
def serve() -> None:
    """Run the bot, in Slack, in Microsoft Teams or in both, by what the settings name.

    Slack comes over Socket Mode when SLACK_APP_TOKEN is set, else over HTTP, as Teams does.
    """
    signal.signal(signal.SIGTERM, _stop)  # until the server runs, which finishes what is in hand
    settings = load()
    platforms = wanted_platforms(settings)
    policy = policy_of(settings)
    configure(settings.whoowns_log_level)
    with (
        closing(Store.open(settings.whoowns_database, patience=_PATIENCE)) as store,
        closing(Projection(store, damaged=_report_damage)) as projection,
        closing(store.another()) as beside,
        closing(store.another()) as reminded,
        bind(settings.host, settings.port) as listening,
        closing(SeenRequests(settings.whoowns_database, _now)) as seen_requests,
        asyncio.Runner(loop_factory=new_loop) as runner,
    ):
        # What is looked up for an answer goes by a connection of its own: it waits for no writer.
        terms = Terms(
            Readings(beside).backlog,
            settings.whoowns_confirm_after,
            Memory(beside, projection.current),
        )
        office = Office(
            store,
            projection.current,
            _now,
            settings.whoowns_admins,
            terms,
            settings.whoowns_guests_may_ask,
        )
        routes = _queue_routes(settings.whoowns_queue_token, office)
        remind = partial(reminding, settings, policy, reminded, office)
        runner.run(
            _serve(
                platforms, seen_requests, office, beside=routes, remind=remind, listening=listening
            )
        )
    _log.info("stopped")


async def _serve(
    platforms: Platforms,
    seen_requests: SeenRequests,
    office: Office,
    *,
    beside: dict[tuple[str, str], Endpoint],
    remind: Callable[[Outboxes], AbstractAsyncContextManager[None]],
    listening: socket.socket,
) -> None:
    outboxes = Outboxes(prefers=lambda person: _preferred(office, person))
    async with (
        connected(platforms, seen_requests, office, outboxes) as now,
        sweeping(office, outboxes),
        remind(outboxes),
    ):
        routes = now.routes | beside | health(lambda: _not_ready(office, now))
        host, port = listening.getsockname()[:2]
        facts = {"host": host, "port": port, "mode": " and ".join(now.modes)}
        _log.info("listening", extra={"facts": facts})
        await listen(Site(routes), listening)


def _report_damage(damaged: DamagedDatabase) -> None:
    report(_log, "a part of the map can't be read", damaged)


def _queue_routes(token: SecretStr | None, office: Office) -> dict[tuple[str, str], Endpoint]:
    """Without a token there is no such endpoint."""
    if token is None:
        return {}
    intake = QueueIntake(token, office.store, office.current, office.clock)
    return {("POST", QUEUE_PATH): intake}


def _preferred(office: Office, person: Person) -> str | None:
    try:
        return Preferences(office.store).of(person.id)
    except StoreError:
        return None  # what is to be said to them matters more than where


def _not_ready(office: Office, now: Connected) -> str | None:
    try:
        ownership = office.current()
    except StoreError:
        return "database-unreachable"
    if not office.store.is_reachable():
        return "database-unreachable"
    lacking = next((reason for lacks in now.lacking if (reason := lacks())), None)
    return lacking or (None if ownership else "no-map")


def _stop(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _now() -> datetime:
    return datetime.now(UTC)
