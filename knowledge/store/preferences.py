"""On which platform somebody wants to be written to."""

from datetime import datetime

from knowledge.entities import Id
from knowledge.store.instants import text
from knowledge.store.store import Store


class Preferences:
    """What people said last."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, person: Id) -> str | None:
        """The platform that somebody prefers."""
        with self._store.reading() as db:
            row = db.execute(
                "SELECT platform FROM preferred_platform WHERE person = ?", [person]
            ).fetchone()
        return str(row[0]) if row else None

    def prefer(self, person: Id, platform: str, at: datetime) -> None:
        """Somebody prefers a platform from now on."""
        with self._store.writing() as db:
            db.execute(
                "INSERT INTO preferred_platform (person, platform, at) VALUES (?, ?, ?)"
                " ON CONFLICT (person) DO UPDATE SET platform = excluded.platform, at = excluded.at",
                [person, platform, text(at)],
            )
