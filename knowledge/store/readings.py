"""Readings of the central queue and what is kept beside them: added to, never changed."""

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlite_utils import Database

from knowledge.backlog import Acknowledgement, Backlog, DayCount, QueueReading
from knowledge.store.store import Store

MOST_READINGS: Final = 5_000
"""As many of the last reported are looked at: hourly ones of half a year, daily ones of a dozen."""


class Readings:
    """All that is kept of the central queue."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, reading: QueueReading) -> QueueReading | None:
        """Keep a reading. One that repeats a request is not kept again: the one kept is given."""
        with self._store.writing() as db:
            if reading.request and (kept := _of_request(db, reading.request)):
                return kept
            _insert(db, "queue_reading", reading)
        return None

    def is_counted(self, day: date) -> bool:
        """Whether the day has its count."""
        with self._store.reading() as db:
            found = db.execute("SELECT 1 FROM day_count WHERE day = ?", [day.isoformat()])
            return found.fetchone() is not None

    def count(self, count: DayCount) -> bool:
        """Keep the count of a day; False where the day has one."""
        with self._store.writing() as db:
            known = db.execute("SELECT 1 FROM day_count WHERE day = ?", [count.day.isoformat()])
            if known.fetchone():
                return False
            _insert(db, "day_count", count)
        return True

    def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        """Keep that somebody knows."""
        with self._store.writing() as db:
            _insert(db, "signals_acknowledged", acknowledgement)

    def backlog(self) -> Backlog:
        """The last readings, the oldest of them first, and all of the rest."""
        with self._store.reading() as db:
            last = "ORDER BY number DESC LIMIT ?"
            readings = _rows(db, "queue_reading", QueueReading, last, MOST_READINGS)
            counts = _rows(db, "day_count", DayCount, "ORDER BY day")
            said = _rows(db, "signals_acknowledged", Acknowledgement, "ORDER BY number")
        return Backlog(
            tuple(QueueReading(**row) for row in reversed(readings)),
            tuple(DayCount(**row) for row in counts),
            tuple(Acknowledgement(**row) for row in said),
        )


_Kept = type[QueueReading] | type[DayCount] | type[Acknowledgement]


def _of_request(db: Database, request: str) -> QueueReading | None:
    rows = _rows(db, "queue_reading", QueueReading, "WHERE request = ?", request)
    return QueueReading(**rows[0]) if rows else None


def _rows(
    db: Database, table: str, kept: _Kept, rest: str, *values: object
) -> list[dict[str, Any]]:
    names = [field.name for field in fields(kept)]
    statement = f"SELECT {', '.join(names)} FROM {table} {rest}"  # noqa: S608  # made of constants
    return [dict(zip(names, row, strict=True)) for row in db.execute(statement, values)]


def _insert(db: Database, table: str, kept: QueueReading | DayCount | Acknowledgement) -> None:
    names = [field.name for field in fields(kept)]
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608  # as above
    db.execute(statement, [_plain(getattr(kept, name)) for name in names])


def _plain(value: object) -> object:
    """Instants in UTC, so that they sort as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
