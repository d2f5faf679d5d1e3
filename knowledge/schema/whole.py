"""The past stays whole: nothing is replaced in it, and nothing is slipped in.

`INSERT OR REPLACE` deletes the row in its way without firing a trigger that guards deletions (unless
`PRAGMA recursive_triggers` is on, which is the connection's choice). What fires before an insertion
is heeded always.
"""

from typing import Final

from sqlite_utils import Database

from knowledge.schema.registry import migrations

_GUARDS: Final = """
CREATE TRIGGER revision_follows BEFORE INSERT ON revision
WHEN NEW.number <= (SELECT max(number) FROM revision)
BEGIN SELECT RAISE(ABORT, 'a revision comes after the last one'); END;
CREATE TRIGGER declaration_begins BEFORE INSERT ON declaration
WHEN NEW.from_revision IS NOT (SELECT max(number) FROM revision)
  OR NEW.until_revision IS NOT NULL
  OR EXISTS (SELECT 1 FROM declaration WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM declaration INDEXED BY declaration_live
             WHERE until_revision IS NULL
               AND kind = NEW.kind AND subject = NEW.subject AND aspect = NEW.aspect)
BEGIN SELECT RAISE(ABORT, 'a declaration begins with the last revision and replaces none'); END;
CREATE TRIGGER declaration_ends BEFORE UPDATE ON declaration
WHEN NEW.until_revision IS NOT (SELECT max(number) FROM revision)
BEGIN SELECT RAISE(ABORT, 'a declaration ends with the last revision'); END;
"""


@migrations(name="0005_whole")
def _whole(db: Database) -> None:
    db.executescript(_GUARDS)


_NEVER_REPLACED: Final = """
CREATE TRIGGER {table}_is_new BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key})
BEGIN SELECT RAISE(ABORT, '{what} replaces none'); END;
"""
_RECORDS: Final = (
    ("queue_reading", "number = NEW.number OR request = NEW.request", "a reading"),
    ("day_count", "day = NEW.day", "a count"),
    ("signals_acknowledged", "number = NEW.number", "an acknowledgement"),
    ("dismissal", "number = NEW.number", "a dismissal"),
    ("respite", "number = NEW.number", "what somebody decided"),
    ("concern", "number = NEW.number", "a concern"),
)
_CONCERNS_AND_REMINDERS: Final = """
CREATE TRIGGER concern_is_open_once BEFORE INSERT ON concern
WHEN EXISTS (SELECT 1 FROM concern WHERE closed_at IS NULL
             AND model = NEW.model AND page = NEW.page AND cause = NEW.cause)
BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER concern_is_closed BEFORE UPDATE ON concern
WHEN OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL
  OR (NEW.number, NEW.model, NEW.page, NEW.cause, NEW.since, NEW.appeared)
     IS NOT (OLD.number, OLD.model, OLD.page, OLD.cause, OLD.since, OLD.appeared)
BEGIN SELECT RAISE(ABORT, 'a concern is only ever closed'); END;
CREATE TRIGGER reminder_is_claimed_once BEFORE INSERT ON reminder
WHEN EXISTS (SELECT 1 FROM reminder WHERE number = NEW.number OR key = NEW.key)
BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER reminder_keeps_its_key BEFORE UPDATE ON reminder
WHEN (NEW.number, NEW.key) IS NOT (OLD.number, OLD.key)
BEGIN SELECT RAISE(ABORT, 'a reminder keeps its key'); END;
"""
"""A concern that is open and a claim that is made are passed over without an error, as they are
looked for: a second one would be no news."""


@migrations(name="0012_whole_records")
def _whole_records(db: Database) -> None:
    for table, key, what in _RECORDS:
        db.executescript(_NEVER_REPLACED.format(table=table, key=key, what=what))
    db.executescript(_CONCERNS_AND_REMINDERS)


_FOLLOWING: Final = """
CREATE TABLE concerns_hold_at (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    revision INTEGER NOT NULL
);
INSERT INTO concerns_hold_at SELECT 1, coalesce(max(number), 0) FROM revision;
DROP TRIGGER concern_is_closed;
CREATE TRIGGER concern_is_closed BEFORE UPDATE ON concern
WHEN OLD.closed_at IS NOT NULL OR (NEW.closed_at IS NULL AND NEW.model IS OLD.model)
  OR (NEW.number, NEW.page, NEW.cause, NEW.since, NEW.appeared)
     IS NOT (OLD.number, OLD.page, OLD.cause, OLD.since, OLD.appeared)
BEGIN SELECT RAISE(ABORT, 'an open concern is closed, or follows its model'); END;
"""
"""A concern calls its model as the map of one revision does, the same for all that are open."""


@migrations(name="0015_concerns_follow")
def _concerns_follow(db: Database) -> None:
    db.executescript(_FOLLOWING)
