"""Places that could not be written to: one open row for each, until it works again."""

from datetime import datetime
from typing import Final

from knowledge.reminders import Hindered
from knowledge.store.instants import instant, text
from knowledge.store.store import Store

_OPEN: Final = """
SELECT number, place, reason, since, tried_at FROM hindrance WHERE ended_at IS NULL ORDER BY number
"""


class Hindrances:
    """What stands in the way, and since when."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open(self) -> list[Hindered]:
        """What stands in the way now."""
        with self._store.reading() as db:
            return [
                Hindered(number, place, reason, instant(since), instant(tried_at))
                for number, place, reason, since, tried_at in db.execute(_OPEN)
            ]

    def met(self, place: str, reason: str, now: datetime) -> None:
        """It was tried and did not work; another reason than before is news."""
        at = text(now)
        with self._store.writing() as db:
            db.execute(
                "UPDATE hindrance SET ended_at = ?"
                " WHERE place = ? AND ended_at IS NULL AND reason <> ?",
                [at, place, reason],
            )
            db.execute(
                "INSERT INTO hindrance (place, reason, since, tried_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (place) WHERE ended_at IS NULL DO UPDATE SET tried_at = ?",
                [place, reason, at, at, at],
            )

    def overcome(self, place: str, now: datetime) -> None:
        """It works again."""
        with self._store.writing() as db:
            db.execute(
                "UPDATE hindrance SET ended_at = ? WHERE place = ? AND ended_at IS NULL",
                [text(now), place],
            )
