"""Messages of ours that may get another text later, by the key under which they were told."""

from collections.abc import Iterable
from typing import NamedTuple

from knowledge.store.store import Store


class Posting(NamedTuple):
    """Where one message stands."""

    key: str
    platform: str
    channel: str | None
    thread: str | None
    message: str


class Postings:
    """What was told under which key."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, postings: Iterable[Posting]) -> None:
        """Remember where messages stand."""
        with self._store.writing() as db:
            db.conn.executemany(
                "INSERT INTO posting (key, platform, channel, thread, message)"
                " VALUES (?, ?, ?, ?, ?)",
                postings,
            )

    def under(self, key: str) -> list[Posting]:
        """Every message that was told under a key, the oldest first."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT key, platform, channel, thread, message FROM posting"
                " WHERE key = ? ORDER BY id",
                [key],
            )
            return [Posting._make(row) for row in rows]
