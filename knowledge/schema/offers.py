"""Shifts that others are asked to take. An offer ends once; what was answered never changes."""

from typing import Final

from sqlite_utils import Database

from knowledge.schema.registry import migrations

_TABLES: Final = """
CREATE TABLE offer (
    number      INTEGER PRIMARY KEY,
    at          TEXT NOT NULL,
    by          TEXT NOT NULL,
    source      TEXT NOT NULL,
    way         TEXT NOT NULL CHECK (way IN ('cover', 'swap')),
    rotation    TEXT NOT NULL,
    starts      TEXT NOT NULL,
    ends        TEXT NOT NULL,
    back_starts TEXT,
    back_ends   TEXT,
    asked       TEXT NOT NULL,
    reason      TEXT
);
CREATE TABLE offer_declined (
    offer INTEGER NOT NULL REFERENCES offer (number),
    by    TEXT NOT NULL,
    at    TEXT NOT NULL,
    PRIMARY KEY (offer, by)
) WITHOUT ROWID;
CREATE TABLE offer_ending (
    offer    INTEGER PRIMARY KEY REFERENCES offer (number),
    at       TEXT NOT NULL,
    by       TEXT NOT NULL,
    ending   TEXT NOT NULL CHECK (ending IN ('accepted', 'refused', 'withdrawn', 'expired')),
    revision INTEGER
);
"""

_KEYS: Final = {
    "offer": "number = NEW.number",
    "offer_declined": "offer = NEW.offer AND by = NEW.by",
    "offer_ending": "offer = NEW.offer",
}
_GUARDS: Final = "\n".join(
    f"""
CREATE TRIGGER {table}_is_new BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key})
BEGIN SELECT RAISE(ABORT, 'what was offered and answered is never replaced'); END;
CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'what was offered and answered is never deleted'); END;
CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'what was offered and answered never changes'); END;
"""  # noqa: S608  # made of constants
    for table, key in _KEYS.items()
)


@migrations(name="0004_offers")
def _offers(db: Database) -> None:
    db.executescript(_TABLES)
    db.executescript(_GUARDS)
