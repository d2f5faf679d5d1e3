"""Where the bot may write in Microsoft Teams, what it has written there, and who is out of reach."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from knowledge.store.instants import text
from knowledge.store.store import Store

REMEMBERED: Final = timedelta(days=90)
"""How long a message is found again by its key."""

ConversationKind = Literal["personal", "groupChat", "channel"]


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation that the bot belongs to, and the service that takes messages for it.

    `person` is whose a personal one is, by their id in the directory; `team` whose a channel is.
    """

    id: str
    kind: ConversationKind
    service_url: str
    tenant: str
    person: str | None = None
    team: str | None = None
    name: str | None = None


class Conversations:
    """Questions and answers about conversations; each call is one short transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def remember(self, conversation: Conversation, at: datetime) -> None:
        """Keep a conversation, or what has become of it; what is not told now stays."""
        c = conversation
        row = [c.id, c.kind, c.service_url, c.tenant, c.person, c.team, c.name, text(at)]
        with self._store.writing() as db:
            db.execute(_UPSERT, row)

    def known(self, conversation_id: str) -> Conversation | None:
        """The conversation of an id."""
        return self._one("id = ?", conversation_id)

    def personal(self, person: str) -> Conversation | None:
        """The conversation with somebody, by their id in the directory."""
        return self._one("person = ? AND kind = 'personal'", person)

    def any_of_tenant(self, tenant: str) -> Conversation | None:
        """The last conversation of a directory: what is new there goes to the same service."""
        return self._one("tenant = ?", tenant)

    def forget(self, conversation_id: str) -> None:
        """The conversation is gone, or the bot is no longer in it."""
        with self._store.writing() as db:
            db.execute("DELETE FROM teams_conversation WHERE id = ?", [conversation_id])

    def forget_team(self, team: str) -> None:
        """The bot is no longer in a team, nor in its channels."""
        with self._store.writing() as db:
            db.execute("DELETE FROM teams_conversation WHERE team = ? OR id = ?", [team, team])

    def record(self, conversation_id: str, key: str, message: str, at: datetime) -> None:
        """A message that carries a key was sent."""
        with self._store.writing() as db:
            db.execute("DELETE FROM teams_sent WHERE at < ?", [text(at - REMEMBERED)])
            db.execute(
                "INSERT OR REPLACE INTO teams_sent (conversation, key, message, at)"
                " VALUES (?, ?, ?, ?)",
                [conversation_id, key, message, text(at)],
            )

    def sent(self, conversation_id: str, key: str, since: datetime) -> str | None:
        """The message of a key, if it isn't older than `since`."""
        with self._store.reading() as db:
            row = db.execute(
                "SELECT message FROM teams_sent WHERE conversation = ? AND key = ? AND at >= ?",
                [conversation_id, key, text(since)],
            ).fetchone()
        return str(row[0]) if row else None

    def out_of_reach(self, addressee: str, at: datetime) -> bool:
        """Whether it is news that somebody, or a channel, cannot be written to."""
        with self._store.writing() as db:
            told = db.execute(
                "INSERT OR IGNORE INTO teams_out_of_reach (addressee, told_at) VALUES (?, ?)",
                [addressee, text(at)],
            )
            return bool(told.rowcount)

    def within_reach(self, *addressees: str) -> None:
        """They can be written to: if that changes, it is news again."""
        with self._store.writing() as db:
            for addressee in addressees:
                db.execute("DELETE FROM teams_out_of_reach WHERE addressee = ?", [addressee])

    def _one(self, where: str, value: str) -> Conversation | None:
        with self._store.reading() as db:
            row = db.execute(f"{_SELECT} WHERE {where} ORDER BY seen_at DESC", [value]).fetchone()
        return _conversation(row) if row else None


_SELECT: Final = "SELECT id, kind, service_url, tenant, person, team, name FROM teams_conversation"
_UPSERT: Final = """
INSERT INTO teams_conversation (id, kind, service_url, tenant, person, team, name, seen_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    kind = excluded.kind, service_url = excluded.service_url, tenant = excluded.tenant,
    person = coalesce(excluded.person, person), team = coalesce(excluded.team, team),
    name = coalesce(excluded.name, name), seen_at = excluded.seen_at
"""


def _conversation(row: Any) -> Conversation:
    return Conversation(*row)
