"""Reminders: what was claimed and sent, what they were about, what people put off, who ticks.

What somebody decided (a snooze, an accepted risk) is never changed: a later row outweighs it.
"""

from typing import Final

from sqlite_utils import Database

from knowledge.schema.registry import migrations

_TABLES: Final = """
CREATE TABLE reminder (
    number     INTEGER PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    place      TEXT NOT NULL,
    about      TEXT NOT NULL,
    body       TEXT NOT NULL,
    fence      INTEGER NOT NULL,
    claimed_at TEXT NOT NULL,
    ended_at   TEXT,
    platform   TEXT,
    channel    TEXT,
    message    TEXT,
    failure    TEXT
);
CREATE INDEX reminder_of ON reminder (kind, place, number);
CREATE INDEX reminder_unfinished ON reminder (number) WHERE ended_at IS NULL;
CREATE TABLE mention (
    kind     TEXT NOT NULL,
    subject  TEXT NOT NULL,
    times    INTEGER NOT NULL,
    first_at TEXT NOT NULL,
    last_at  TEXT NOT NULL,
    last_key TEXT NOT NULL,
    PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
CREATE TABLE concern (
    number    INTEGER PRIMARY KEY,
    model     TEXT NOT NULL,
    page      TEXT NOT NULL,
    cause     TEXT NOT NULL,
    since     TEXT NOT NULL,
    appeared  TEXT NOT NULL,
    closed_at TEXT
);
CREATE UNIQUE INDEX concern_open ON concern (model, page, cause) WHERE closed_at IS NULL;
CREATE TABLE respite (
    number  INTEGER PRIMARY KEY,
    sort    TEXT NOT NULL,
    subject TEXT NOT NULL,
    until   TEXT NOT NULL,
    by      TEXT NOT NULL,
    at      TEXT NOT NULL,
    source  TEXT NOT NULL,
    reason  TEXT
);
CREATE INDEX respite_until ON respite (until);
CREATE TABLE hindrance (
    number   INTEGER PRIMARY KEY,
    place    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    since    TEXT NOT NULL,
    tried_at TEXT NOT NULL,
    ended_at TEXT
);
CREATE UNIQUE INDEX hindrance_open ON hindrance (place) WHERE ended_at IS NULL;
CREATE TABLE lease (
    name   TEXT PRIMARY KEY,
    fence  INTEGER NOT NULL,
    holder TEXT,
    until  TEXT NOT NULL
) WITHOUT ROWID;
"""

_GUARDS: Final = """
CREATE TRIGGER respite_is_kept BEFORE DELETE ON respite
BEGIN SELECT RAISE(ABORT, 'what somebody decided is never deleted'); END;
CREATE TRIGGER respite_stands BEFORE UPDATE ON respite
BEGIN SELECT RAISE(ABORT, 'what somebody decided never changes'); END;
CREATE TRIGGER concern_is_kept BEFORE DELETE ON concern
BEGIN SELECT RAISE(ABORT, 'a concern is closed, never deleted'); END;
CREATE TRIGGER reminder_stands BEFORE DELETE ON reminder WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what was sent is never forgotten'); END;
"""


@migrations(name="0006_reminders")
def _reminders(db: Database) -> None:
    db.executescript(_TABLES)
    db.executescript(_GUARDS)
