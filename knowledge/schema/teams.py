"""What Microsoft Teams needs kept: where the bot may write, and what it has written.

Unlike a declaration, none of it is history: a conversation that is gone is forgotten.
"""

from typing import Final

from sqlite_utils import Database

from knowledge.schema.registry import migrations

_TABLES: Final = """
CREATE TABLE teams_conversation (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('personal', 'groupChat', 'channel')),
    service_url TEXT NOT NULL,
    tenant TEXT NOT NULL,
    person TEXT,
    team TEXT,
    name TEXT,
    seen_at TEXT NOT NULL
);
CREATE INDEX teams_conversation_person ON teams_conversation (person) WHERE person IS NOT NULL;
CREATE INDEX teams_conversation_team ON teams_conversation (team) WHERE team IS NOT NULL;
CREATE TABLE teams_sent (
    conversation TEXT NOT NULL,
    key TEXT NOT NULL,
    message TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (conversation, key)
) WITHOUT ROWID;
CREATE INDEX teams_sent_at ON teams_sent (at);
CREATE TABLE teams_out_of_reach (
    addressee TEXT PRIMARY KEY,
    told_at TEXT NOT NULL
) WITHOUT ROWID;
"""


@migrations(name="0010_teams")
def _teams(db: Database) -> None:
    db.executescript(_TABLES)


_PREFERENCES: Final = """
CREATE TABLE preferred_platform (
    person TEXT PRIMARY KEY,
    platform TEXT NOT NULL CHECK (platform IN ('slack', 'teams')),
    at TEXT NOT NULL
) WITHOUT ROWID;
"""


@migrations(name="0011_preferred_platform")
def _preferred_platform(db: Database) -> None:
    db.executescript(_PREFERENCES)
