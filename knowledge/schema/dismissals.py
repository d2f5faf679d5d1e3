"""Findings that somebody has put aside, or taken up again. The last row about one counts."""

from typing import Final

from sqlite_utils import Database

from knowledge.schema.registry import migrations

_TABLE: Final = """
CREATE TABLE dismissal (
    number    INTEGER PRIMARY KEY,
    finding   TEXT NOT NULL,
    dismissed INTEGER NOT NULL CHECK (dismissed IN (0, 1)),
    by        TEXT NOT NULL,
    at        TEXT NOT NULL,
    source    TEXT NOT NULL,
    reason    TEXT CHECK (reason IS NOT NULL OR NOT dismissed)
);
CREATE INDEX dismissal_of ON dismissal (finding, number);
CREATE TRIGGER dismissal_is_kept BEFORE DELETE ON dismissal
BEGIN SELECT RAISE(ABORT, 'a dismissal is never deleted'); END;
CREATE TRIGGER dismissal_stands BEFORE UPDATE ON dismissal
BEGIN SELECT RAISE(ABORT, 'a dismissal never changes'); END;
"""


@migrations(name="0008_dismissals")
def _dismissals(db: Database) -> None:
    db.executescript(_TABLE)
