"""Reminders: claimed before they are sent, recorded after.

A claim carries the fence of the lease under which it was made. Whoever has lost the lease can
neither claim nor record any more.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlite_utils import Database

from knowledge.reminders import Claim, Mentioned, Sent
from knowledge.store.instants import instant, text
from knowledge.store.store import Store

LEASE: Final = "reminders"
"""The lease under which reminders are sent."""

_COLUMNS: Final = "key, kind, place, about, body, claimed_at, platform, channel"
_SENT: Final = f"{_COLUMNS}, ended_at, message, failure"
_CLAIM: Final = f"""
INSERT INTO reminder ({_COLUMNS}, fence)
SELECT :key, :kind, :place, :about, :body, :at, :platform, :channel, :fence
WHERE (SELECT fence FROM lease WHERE name = '{LEASE}') = :fence
ON CONFLICT (key) DO NOTHING
"""  # noqa: S608  # made of constants
_ADOPT: Final = f"""
UPDATE reminder SET fence = :fence WHERE key = :key AND ended_at IS NULL
AND (SELECT fence FROM lease WHERE name = '{LEASE}') = :fence
"""  # noqa: S608  # made of constants
_LATEST: Final = f"""
SELECT {_SENT} FROM reminder WHERE number IN (
    SELECT max(number) FROM reminder WHERE ended_at IS NOT NULL AND failure IS %s NULL
    GROUP BY kind, place)
"""  # noqa: S608  # made of constants
_MENTION: Final = """
INSERT INTO mention (kind, subject, times, first_at, last_at, last_key)
SELECT :kind, value, 1, :at, :at, :key FROM json_each(:about) WHERE true
ON CONFLICT (kind, subject) DO UPDATE SET times = times + 1, last_at = :at, last_key = :key
WHERE last_key <> :key
"""


class Reminders:
    """What was sent, and what is about to be."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def claim(self, claim: Claim, fence: int) -> bool:
        """Say that this will be sent now; False where it was claimed before, or the lease is lost."""
        with self._store.writing() as db:
            return db.execute(_CLAIM, _values(claim, fence)).rowcount == 1

    def adopt(self, claim: Claim, fence: int) -> bool:
        """Take over the claim of a holder before us, to find out what became of it."""
        with self._store.writing() as db:
            return db.execute(_ADOPT, {"key": claim.key, "fence": fence}).rowcount == 1

    def release(self, key: str, fence: int) -> None:
        """Forget a claim of ours that certainly was not sent."""
        with self._store.writing() as db:
            db.execute(
                "DELETE FROM reminder WHERE key = ? AND fence = ? AND ended_at IS NULL",
                [key, fence],
            )

    def record(self, sent: Sent, fence: int) -> bool:
        """Say that it was sent, or can't be; False where the claim isn't ours any more.

        What was sent has spoken of its subjects.
        """
        claim, at = sent.claim, text(sent.at)
        with self._store.writing() as db:
            recorded = db.execute(
                "UPDATE reminder SET ended_at = ?, platform = ?, channel = ?, message = ?,"
                " failure = ? WHERE key = ? AND fence = ? AND ended_at IS NULL",
                [
                    at,
                    claim.platform,
                    claim.channel,
                    sent.message,
                    sent.failure,
                    claim.key,
                    fence,
                ],
            )
            if recorded.rowcount == 1 and sent.failure is None:
                _mention(db, claim, at)
            return recorded.rowcount == 1

    def amend(self, claim: Claim, at: datetime) -> None:
        """Say that what was sent says this now, and of what it speaks."""
        with self._store.writing() as db:
            db.execute(
                "UPDATE reminder SET about = ?, body = ? WHERE key = ?",
                [json.dumps(claim.about), claim.body, claim.key],
            )
            _mention(db, claim, text(at))

    def unfinished(self) -> list[Claim]:
        """What was claimed, and neither sent nor given up as far as is known; oldest first."""
        statement = (
            f"SELECT {_COLUMNS} FROM reminder"  # noqa: S608  # made of constants
            " WHERE ended_at IS NULL ORDER BY number"
        )
        with self._store.reading() as db:
            return [_claim(row) for row in db.execute(statement)]

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of these keys that were claimed already."""
        statement = "SELECT key FROM reminder WHERE key IN (SELECT value FROM json_each(?))"
        with self._store.reading() as db:
            return {key for (key,) in db.execute(statement, [json.dumps(list(keys))])}

    def got_through(self, kind: str) -> list[str]:
        """The keys of a kind that were sent, or may have been."""
        statement = "SELECT key FROM reminder WHERE kind = ? AND failure IS NULL"
        with self._store.reading() as db:
            return [key for (key,) in db.execute(statement, [kind])]

    def latest(self) -> dict[tuple[str, str], Sent]:
        """The last reminder of each kind that got through, in each place."""
        return self._latest(_LATEST % "")

    def refused(self) -> dict[tuple[str, str], Sent]:
        """The last one that did not."""
        return self._latest(_LATEST % "NOT")

    def _latest(self, statement: str) -> dict[tuple[str, str], Sent]:
        with self._store.reading() as db:
            found = [_sent(row) for row in db.execute(statement)]
        return {(sent.claim.kind, sent.claim.place): sent for sent in found}

    def mentions(self, kind: str, subjects: Iterable[str]) -> dict[str, Mentioned]:
        """How often reminders of a kind have spoken of each of these subjects."""
        statement = (
            "SELECT subject, times, last_key FROM mention"
            " WHERE kind = ? AND subject IN (SELECT value FROM json_each(?))"
        )
        with self._store.reading() as db:
            return {
                subject: Mentioned(times, key)
                for subject, times, key in db.execute(statement, [kind, json.dumps(list(subjects))])
            }


def _mention(db: Database, claim: Claim, at: str) -> None:
    about = json.dumps(claim.about)
    db.execute(_MENTION, {"kind": claim.kind, "about": about, "at": at, "key": claim.key})


def _values(claim: Claim, fence: int) -> dict[str, object]:
    return {
        "key": claim.key,
        "kind": claim.kind,
        "place": claim.place,
        "about": json.dumps(claim.about),
        "body": claim.body,
        "at": text(claim.claimed_at),
        "platform": claim.platform,
        "channel": claim.channel,
        "fence": fence,
    }


def _claim(row: tuple[Any, ...]) -> Claim:
    key, kind, place, about, body, claimed_at, *where = row
    return Claim(key, kind, place, tuple(json.loads(about)), body, instant(claimed_at), *where)


def _sent(row: tuple[Any, ...]) -> Sent:
    *claimed, ended_at, message, failure = row
    return Sent(_claim(tuple(claimed)), instant(ended_at), message, failure)
