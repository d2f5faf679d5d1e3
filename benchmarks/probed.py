"""The bot as `whoowns serve` puts it together, with a probe on its event loop beside it.

`GET /lateness` tells by how many seconds a task that wanted to go on in a millisecond was late,
each time since it was last asked.
"""

import asyncio
import json
import logging
import time
from contextlib import closing
from datetime import UTC, datetime

from benchmarks.wire import PATH
from bot.http.address import bind
from bot.http.server import Receive, Scope, Send, Site, new_loop, serve
from bot.logs import configure
from bot.office import Office
from bot.outbox import Outboxes
from bot.platforms.seen_requests import SeenRequests
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.endpoint import SlackEndpoint
from bot.platforms.slack.service import slack_service
from bot.platforms.slack.settings import slack_settings
from bot.settings import load
from knowledge.projection import Projection
from knowledge.store import Store

LATENESS = "/lateness"
_STEP = 0.001

_log = logging.getLogger(__name__)


class Probe:
    """Notes how late the loop is; an endpoint that tells, and forgets."""

    def __init__(self) -> None:
        self._late: list[float] = []

    async def watch(self) -> None:
        """Go on for ever."""
        while True:
            due = time.perf_counter() + _STEP
            await asyncio.sleep(_STEP)
            self._late.append(max(time.perf_counter() - due, 0.0))

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Tell what was noted since the last time."""
        content = json.dumps(self._late).encode()
        self._late = []
        headers = [(b"content-length", str(len(content)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})


async def _serve(store: Store, seen_requests: SeenRequests) -> None:
    probe = Probe()
    watching = asyncio.create_task(probe.watch())
    with closing(Projection(store)) as projection:
        answers = Answers(projection.current, _now)
        office = Office(store, projection.current, _now)
        slack = slack_service(slack_settings(load()), answers, seen_requests, office, Outboxes())
        async with slack as connection:
            if isinstance(connection, SlackEndpoint):
                site = Site({("POST", PATH): connection, ("GET", LATENESS): probe})
                listening = bind("127.0.0.1", 0)
                _log.info("listening", extra={"facts": {"port": listening.getsockname()[1]}})
                await serve(site, listening)
    watching.cancel()


def _now() -> datetime:
    return datetime.now(UTC)


def main() -> None:
    """Run until SIGTERM."""
    configure("INFO")
    database = load().whoowns_database
    with (
        closing(Store.open(database)) as store,
        closing(SeenRequests(database, _now)) as seen_requests,
        asyncio.Runner(loop_factory=new_loop) as runner,
    ):
        runner.run(_serve(store, seen_requests))


if __name__ == "__main__":
    main()
