"""Messages that are owed to people for what was settled or said: struck out once they went out."""

from typing import Final

from sqlite_utils import Database

from knowledge.schema.registry import migrations

_TABLE: Final = """
CREATE TABLE owed_message (
    key      TEXT PRIMARY KEY,
    tried_at TEXT NOT NULL,
    tries    INTEGER NOT NULL
) WITHOUT ROWID;
"""


@migrations(name="0013_owed_messages")
def _owed_messages(db: Database) -> None:
    db.executescript(_TABLE)
