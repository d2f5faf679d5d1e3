"""Chat platforms deliver some things more than once; what was seen before is not answered again."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from bot.logs import report
from knowledge.store import Store
from knowledge.store.requests import Requests

_log = logging.getLogger(__name__)

_PATIENCE = 3.0
"""Seconds that an answer, and the end of the process, wait for a database that is locked."""

_REMEMBERED = 10_000


class SeenRequests:
    """The requests seen, kept in the database so that a restart forgets none.

    The writing is done by a thread with a connection of its own: the event loop must not wait
    for the database's write lock.
    """

    def __init__(self, database: Path, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock
        self._store: Store | None = None
        self._recent: dict[str, None] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="seen-requests")

    async def is_new(self, request_id: str | None) -> bool:
        """Whether this is the first time. In doubt it is: twice is better than never."""
        if request_id is None:
            return True
        if request_id in self._recent:
            return False
        self._remember(request_id)
        looked_up = asyncio.get_running_loop().run_in_executor(
            self._thread, self._first_sight, request_id
        )
        try:
            return await asyncio.wait_for(looked_up, _PATIENCE)
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            report(_log, "could not look up whether a request was seen before", error)
            return True

    def close(self) -> None:
        """Close the thread's connection, then the thread."""
        self._thread.submit(self._close_store)
        self._thread.shutdown(wait=False)

    def _remember(self, request_id: str) -> None:
        self._recent[request_id] = None
        if len(self._recent) > _REMEMBERED:
            del self._recent[next(iter(self._recent))]

    def _first_sight(self, request_id: str) -> bool:
        if self._store is None:
            self._store = Store.open(self._database, patience=_PATIENCE)
        return Requests(self._store).first_sight(request_id, self._clock())

    def _close_store(self) -> None:
        if self._store is not None:
            self._store.close()
