"""The central queue: its readings, the map's counts day by day, acknowledged signals. All is kept."""

from typing import Final

from sqlite_utils import Database

from knowledge.schema.registry import migrations

_TABLES: Final = """
CREATE TABLE queue_reading (
    number      INTEGER PRIMARY KEY,
    at          TEXT NOT NULL,
    depth       INTEGER NOT NULL CHECK (depth >= 0),
    oldest_days INTEGER CHECK (oldest_days >= 0),
    team        TEXT,
    reported_by TEXT NOT NULL,
    source      TEXT NOT NULL,
    reported_at TEXT NOT NULL,
    request     TEXT
);
CREATE UNIQUE INDEX queue_reading_request ON queue_reading (request) WHERE request IS NOT NULL;
CREATE TABLE day_count (
    day             TEXT PRIMARY KEY,
    at              TEXT NOT NULL,
    models          INTEGER NOT NULL,
    producing_teams INTEGER NOT NULL,
    named           INTEGER NOT NULL
);
CREATE TABLE signals_acknowledged (
    number INTEGER PRIMARY KEY,
    by     TEXT NOT NULL,
    at     TEXT NOT NULL,
    until  TEXT NOT NULL,
    reason TEXT
);
"""

_GUARD: Final = """
CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{what} is never deleted'); END;
CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{what} never changes'); END;
"""

_GUARDED: Final = {
    "queue_reading": "a reading",
    "day_count": "a count",
    "signals_acknowledged": "an acknowledgement",
}


@migrations(name="0007_queue")
def _queue(db: Database) -> None:
    db.executescript(_TABLES)
    for table, what in _GUARDED.items():
        db.executescript(_GUARD.format(table=table, what=what))
