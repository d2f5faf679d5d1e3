"""What people put off: snoozes and accepted risks. Later ones outweigh earlier ones."""

from datetime import datetime
from typing import Any, Final

from knowledge.reminders import Respite, Sort
from knowledge.store.instants import instant, text
from knowledge.store.store import Store

_STANDING: Final = """
SELECT sort, subject, until, by, at, source, reason FROM respite
WHERE number IN (SELECT max(number) FROM respite GROUP BY sort, subject) AND until > ?
ORDER BY until, number
"""
_ALL: Final = "SELECT sort, subject, until, by, at, source, reason FROM respite ORDER BY number"


class Respites:
    """Each is kept for ever, with who decided it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def grant(self, respite: Respite) -> None:
        """Put something off; one that ends at once takes an earlier one back."""
        with self._store.writing() as db:
            db.execute(
                "INSERT INTO respite (sort, subject, until, by, at, source, reason)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    respite.sort,
                    respite.subject,
                    text(respite.until),
                    respite.by,
                    text(respite.at),
                    respite.source,
                    respite.reason,
                ],
            )

    def standing(self, since: datetime) -> list[Respite]:
        """What was put off last, for each subject, and was not over at `since`; soonest first."""
        with self._store.reading() as db:
            return [_respite(row) for row in db.execute(_STANDING, [text(since)])]

    def all(self) -> list[Respite]:
        """Whatever was put off, in the order in which it was."""
        with self._store.reading() as db:
            return [_respite(row) for row in db.execute(_ALL)]


def _respite(row: tuple[Any, ...]) -> Respite:
    sort, subject, until, by, at, source, reason = row
    return Respite(Sort(sort), subject, instant(until), by, instant(at), source, reason)
