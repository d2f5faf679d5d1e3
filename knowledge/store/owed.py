"""Messages that are owed for what happened: kept with it, in one transaction, until they went out.

Nobody can tell whether a process that died had sent its message. It is sent once more then, and
never a third time.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from knowledge.store.instants import text
from knowledge.store.store import Store

_MOST_TRIES: Final = 2


class Owed:
    """What is owed, by the key of what it is about."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def owe(self, key: str, now: datetime) -> None:
        """Keep that messages under a key are about to go out; whatever was owed there is overtaken."""
        with self._store.writing() as db:
            db.execute("INSERT OR REPLACE INTO owed_message VALUES (?, ?, 1)", [key, text(now)])

    def holds(self, key: str) -> bool:
        """Whether something is owed under a key."""
        with self._store.reading() as db:
            found = db.execute("SELECT 1 FROM owed_message WHERE key = ?", [key]).fetchone()
        return found is not None

    def since(self, before: datetime) -> list[str]:
        """What was last tried then or before, and is owed still."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT key FROM owed_message WHERE tried_at <= ? ORDER BY key", [text(before)]
            )
            return [key for (key,) in rows]

    def take_up(self, key: str, before: datetime, now: datetime) -> bool:
        """Say that it is tried again; False where another process was faster, or it was tried enough."""
        tried = [key, text(before)]
        with self._store.writing() as db:
            db.execute(
                f"DELETE FROM owed_message WHERE key = ? AND tried_at <= ? AND tries >= {_MOST_TRIES}",  # noqa: S608  # a constant
                tried,
            )
            taken = db.execute(
                "UPDATE owed_message SET tries = tries + 1, tried_at = ?"
                " WHERE key = ? AND tried_at <= ?",
                [text(now), *tried],
            )
            return taken.rowcount == 1

    def still_on_the_way(self, keys: Iterable[str], now: datetime) -> None:
        """Say that messages under them are still being sent, however long that takes."""
        with self._store.writing() as db:
            db.conn.executemany(
                "UPDATE owed_message SET tried_at = ? WHERE key = ?",
                [(text(now), key) for key in keys],
            )

    def settle(self, *keys: str) -> None:
        """They went out, or there is nothing to say any more."""
        with self._store.writing() as db:
            db.conn.executemany("DELETE FROM owed_message WHERE key = ?", [(key,) for key in keys])
