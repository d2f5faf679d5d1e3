"""What people put off: snoozes and accepted risks. Later ones outweigh earlier ones."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from knowledge.reminders import Respite, Sort
from knowledge.store.instants import instant, text
from knowledge.store.store import Store
from knowledge.store.successions import Successions

_SAID_LATELY: Final = """
SELECT sort, subject, until, by, at, source, reason FROM respite
WHERE number >= (SELECT min(number) FROM respite WHERE until > ?) ORDER BY number
"""
"""From the first on that isn't over; those that take it back come later, and end at once."""
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
        """What was put off last, for each subject, and was not over at `since`; soonest first.

        What is about a model follows it, whatever it is called now.
        """
        with self._store.reading() as db:
            said = map(_respite, db.execute(_SAID_LATELY, [text(since)]).fetchall())
            successions = Successions(db)
            last = {
                (r.sort, r.subject): r for r in (_today(successions, said_) for said_ in said) if r
            }
        return sorted((r for r in last.values() if r.until > since), key=lambda r: (r.until, r.at))

    def all(self) -> list[Respite]:
        """Whatever was put off, in the order in which it was."""
        with self._store.reading() as db:
            return [_respite(row) for row in db.execute(_ALL)]


def _respite(row: tuple[Any, ...]) -> Respite:
    sort, subject, until, by, at, source, reason = row
    return Respite(Sort(sort), subject, instant(until), by, instant(at), source, reason)


def _today(successions: Successions, respite: Respite) -> Respite | None:
    """The same of its model as it is called now; None where that is no more."""
    if respite.sort is Sort.CHANNEL:
        return respite
    model, *kind = respite.subject.split(" ")
    found = successions.name_now(model, respite.at)
    return replace(respite, subject=" ".join((found, *kind))) if found else None
