"""Declarations are only ever added: what was written once is never touched again.

A declaration holds until another one of the same place, or one without a value, which withdraws it.
What stands at each place is kept beside, by triggers: an index that always says what the last
declaration of the place does. Nobody else can make it say anything.
"""

from typing import Final

from sqlite_utils import Database

from knowledge.schema.registry import migrations

_TABLES: Final = """
CREATE TABLE declaration_once (
    id            INTEGER PRIMARY KEY,
    kind          TEXT NOT NULL,
    subject       TEXT NOT NULL,
    aspect        TEXT NOT NULL,
    value         TEXT,
    from_revision INTEGER NOT NULL REFERENCES revision (number)
);
CREATE TABLE standing (
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    aspect  TEXT NOT NULL,
    id      INTEGER NOT NULL,
    PRIMARY KEY (kind, subject, aspect)
) WITHOUT ROWID;
"""

_MOVED: Final = """
INSERT INTO declaration_once
SELECT id, kind, subject, aspect, value, from_revision FROM declaration ORDER BY id;
INSERT INTO declaration_once (kind, subject, aspect, from_revision)
SELECT kind, subject, aspect, until_revision FROM declaration AS gone INDEXED BY declaration_ended
WHERE until_revision IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM declaration AS next INDEXED BY declaration_history
    WHERE next.kind = gone.kind AND next.subject = gone.subject AND next.aspect = gone.aspect
      AND next.from_revision = gone.until_revision)
ORDER BY until_revision, kind, subject, aspect;
INSERT INTO standing SELECT kind, subject, aspect, id FROM declaration INDEXED BY declaration_live
WHERE until_revision IS NULL ORDER BY kind, subject, aspect;
DROP TABLE declaration;
ALTER TABLE declaration_once RENAME TO declaration;
CREATE UNIQUE INDEX declaration_history ON declaration (kind, subject, aspect, from_revision);
CREATE INDEX declaration_begun ON declaration (from_revision);
CREATE INDEX declaration_withdrawn ON declaration (from_revision) WHERE value IS NULL;
"""

_GUARDS: Final = """
CREATE TRIGGER declaration_is_kept BEFORE DELETE ON declaration
BEGIN SELECT RAISE(ABORT, 'a declaration is never deleted'); END;
CREATE TRIGGER declaration_stands BEFORE UPDATE ON declaration
BEGIN SELECT RAISE(ABORT, 'a declaration never changes'); END;
CREATE TRIGGER declaration_begins BEFORE INSERT ON declaration
WHEN NEW.from_revision IS NOT (SELECT max(number) FROM revision)
  OR EXISTS (SELECT 1 FROM declaration WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM declaration INDEXED BY declaration_history
             WHERE kind = NEW.kind AND subject = NEW.subject AND aspect = NEW.aspect
               AND from_revision = NEW.from_revision)
  OR (NEW.value IS NULL AND NOT EXISTS (
      SELECT 1 FROM standing
      WHERE kind = NEW.kind AND subject = NEW.subject AND aspect = NEW.aspect))
BEGIN SELECT RAISE(ABORT, 'a declaration begins with the last revision and replaces none'); END;
CREATE TRIGGER declaration_is_made AFTER INSERT ON declaration WHEN NEW.value IS NOT NULL
BEGIN
    INSERT INTO standing VALUES (NEW.kind, NEW.subject, NEW.aspect, NEW.id)
    ON CONFLICT (kind, subject, aspect) DO UPDATE SET id = excluded.id;
END;
CREATE TRIGGER declaration_is_withdrawn AFTER INSERT ON declaration WHEN NEW.value IS NULL
BEGIN
    DELETE FROM standing
    WHERE kind = NEW.kind AND subject = NEW.subject AND aspect = NEW.aspect;
END;
"""

_LAST_MADE: Final = """(NEW.kind, NEW.subject, NEW.aspect, NEW.id) IS NOT (
    SELECT kind, subject, aspect, iif(value IS NULL, NULL, id)
    FROM declaration ORDER BY id DESC LIMIT 1)"""
_FOLLOWING: Final = f"""
CREATE TRIGGER standing_begins BEFORE INSERT ON standing WHEN {_LAST_MADE}
BEGIN SELECT RAISE(ABORT, 'what stands is what was declared last'); END;
CREATE TRIGGER standing_changes BEFORE UPDATE ON standing
WHEN (NEW.kind, NEW.subject, NEW.aspect) IS NOT (OLD.kind, OLD.subject, OLD.aspect) OR {_LAST_MADE}
BEGIN SELECT RAISE(ABORT, 'what stands is what was declared last'); END;
CREATE TRIGGER standing_ends BEFORE DELETE ON standing
WHEN (OLD.kind, OLD.subject, OLD.aspect) IS NOT (
    SELECT kind, subject, iif(value IS NULL, aspect, NULL)
    FROM declaration ORDER BY id DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'what stands falls when it is withdrawn'); END;
"""  # noqa: S608  # made of constants


@migrations(name="0016_written_once")
def _written_once(db: Database) -> None:
    for script in (_TABLES, _MOVED, _GUARDS, _FOLLOWING):
        db.executescript(script)
