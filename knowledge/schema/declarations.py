"""Declarations, and the revisions that they belong to, as they were kept at first.

A declaration was superseded by giving it the revision that ended it; `written_once` does without.
Triggers refuse everything else, whoever holds the connection.
"""

from typing import Final

from sqlite_utils import Database

from knowledge.schema.registry import migrations

_TABLES: Final = """
CREATE TABLE revision (
    number INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    actor  TEXT NOT NULL,
    source TEXT NOT NULL,
    reason TEXT
);
CREATE TABLE declaration (
    id             INTEGER PRIMARY KEY,
    kind           TEXT NOT NULL,
    subject        TEXT NOT NULL,
    aspect         TEXT NOT NULL,
    value          TEXT NOT NULL,
    from_revision  INTEGER NOT NULL REFERENCES revision (number),
    until_revision INTEGER REFERENCES revision (number) CHECK (until_revision > from_revision)
);
CREATE UNIQUE INDEX declaration_live ON declaration (kind, subject, aspect)
    WHERE until_revision IS NULL;
CREATE INDEX declaration_begun ON declaration (from_revision);
CREATE INDEX declaration_ended ON declaration (until_revision) WHERE until_revision IS NOT NULL;
CREATE TABLE seen_request (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX seen_request_at ON seen_request (at);
"""

_GUARDS: Final = """
CREATE TRIGGER revision_is_kept BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision is never deleted'); END;
CREATE TRIGGER revision_stands BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision never changes'); END;
CREATE TRIGGER declaration_is_kept BEFORE DELETE ON declaration
BEGIN SELECT RAISE(ABORT, 'a declaration is never deleted'); END;
CREATE TRIGGER declaration_stands BEFORE UPDATE ON declaration
WHEN OLD.until_revision IS NOT NULL OR NEW.until_revision IS NULL
  OR (NEW.id, NEW.kind, NEW.subject, NEW.aspect, NEW.value, NEW.from_revision)
     IS NOT (OLD.id, OLD.kind, OLD.subject, OLD.aspect, OLD.value, OLD.from_revision)
BEGIN SELECT RAISE(ABORT, 'a declaration is only ever superseded'); END;
"""


@migrations(name="0001_declarations")
def _declarations(db: Database) -> None:
    db.executescript(_TABLES)
    db.executescript(_GUARDS)


_HISTORY: Final = """
CREATE INDEX declaration_history ON declaration (kind, subject, aspect, from_revision);
CREATE INDEX revision_at ON revision (at);
DROP INDEX declaration_ended;
CREATE INDEX declaration_ended ON declaration (until_revision, kind, subject, aspect)
    WHERE until_revision IS NOT NULL;
"""


@migrations(name="0002_history")
def _history(db: Database) -> None:
    db.executescript(_HISTORY)
