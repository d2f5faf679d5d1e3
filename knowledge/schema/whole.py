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
