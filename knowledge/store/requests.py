"""Requests that were seen: chat platforms repeat theirs."""

from datetime import datetime, timedelta
from typing import Final

from knowledge.store.instants import text
from knowledge.store.store import Store

REMEMBERED: Final = timedelta(days=1)
"""How long a request is known again; chat platforms repeat theirs within the hour."""


class Requests:
    """Those that were seen, by the id that their platform gave them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def first_sight(self, request_id: str, at: datetime) -> bool:
        """Whether a request is seen for the first time; False when it is a repeat."""
        # In haste: somebody waits for the answer, and a repeat is better than none.
        with self._store.writing(hasty=True) as db:
            db.execute("DELETE FROM seen_request WHERE at < ?", [text(at - REMEMBERED)])
            seen = db.execute(
                "INSERT OR IGNORE INTO seen_request VALUES (?, ?)", [request_id, text(at)]
            )
            return seen.rowcount == 1
