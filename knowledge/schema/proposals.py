"""What was told in messages that may get another text later, and changes that were proposed.

A proposal is settled by the first decision: one row for each, and neither is ever changed.
"""

from typing import Final

from sqlite_utils import Database

from knowledge.schema.registry import migrations

_TABLES: Final = """
CREATE TABLE posting (
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL,
    platform TEXT NOT NULL,
    channel  TEXT,
    thread   TEXT,
    message  TEXT NOT NULL
);
CREATE INDEX posting_key ON posting (key);
CREATE TABLE proposal (
    number   INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    by       TEXT NOT NULL,
    name     TEXT NOT NULL,
    source   TEXT NOT NULL,
    account  TEXT,
    command  TEXT NOT NULL,
    meaning  TEXT NOT NULL,
    revision INTEGER NOT NULL
);
CREATE TABLE proposal_decision (
    proposal INTEGER PRIMARY KEY REFERENCES proposal (number),
    at       TEXT NOT NULL,
    by       TEXT NOT NULL,
    verdict  TEXT NOT NULL CHECK (verdict IN ('approved', 'declined', 'lapsed')),
    reason   TEXT,
    revision INTEGER
);
"""

_GUARDS: Final = """
CREATE TRIGGER proposal_is_kept BEFORE DELETE ON proposal
BEGIN SELECT RAISE(ABORT, 'a proposal is never deleted'); END;
CREATE TRIGGER proposal_stands BEFORE UPDATE ON proposal
BEGIN SELECT RAISE(ABORT, 'a proposal never changes'); END;
CREATE TRIGGER proposal_decision_is_kept BEFORE DELETE ON proposal_decision
BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;
CREATE TRIGGER proposal_decision_stands BEFORE UPDATE ON proposal_decision
BEGIN SELECT RAISE(ABORT, 'a decision never changes'); END;
"""


@migrations(name="0003_proposals")
def _proposals(db: Database) -> None:
    db.executescript(_TABLES)
    db.executescript(_GUARDS)


_WHOLE: Final = """
CREATE TRIGGER proposal_is_new BEFORE INSERT ON proposal
WHEN EXISTS (SELECT 1 FROM proposal WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a proposal replaces none'); END;
CREATE TRIGGER proposal_decision_is_first BEFORE INSERT ON proposal_decision
WHEN EXISTS (SELECT 1 FROM proposal_decision WHERE proposal = NEW.proposal)
BEGIN SELECT RAISE(ABORT, 'the first decision counts'); END;
"""
"""`INSERT OR REPLACE` would delete the row in its way, and no guard of deletions heeds that."""


@migrations(name="0011_whole_proposals")
def _whole_proposals(db: Database) -> None:
    db.executescript(_WHOLE)
