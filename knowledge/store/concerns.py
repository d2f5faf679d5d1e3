"""Which concerns are open, and since when.

A concern is of one model, whatever that is called: those that are open call it as the map of one
revision does, and follow it when they are noted for a later one.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from knowledge.concerns import Cause
from knowledge.entities import Id, PageKind
from knowledge.ownership import PageKey
from knowledge.reminders import ModelsSince, Step, Tracked
from knowledge.store.instants import instant, text
from knowledge.store.store import Store
from knowledge.store.successions import Successions

_COLUMNS: Final = "number, model, page, cause, since, appeared, closed_at"
_AWAY: Final = "UPDATE concern SET model = ' ' || number WHERE number = ?"
"""Out of the way of others that move; no id begins with a space."""


class Concerns:
    """A concern is opened, follows its model, and is closed; never anything else."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open(self) -> list[Tracked]:
        """Those that are open."""
        return self._rows("closed_at IS NULL")

    def of(self, subjects: Iterable[str]) -> dict[str, Tracked]:
        """Those of these numbers, open or closed, by the name that a closed one's model has now."""
        found = self._rows("number IN (SELECT value FROM json_each(?))", list(subjects))
        with self._store.reading() as db:
            successions = Successions(db)
            return {tracked.subject: _called_now(tracked, successions) for tracked in found}

    def hold_at(self) -> int:
        """The revision whose map calls the models as the open concerns do."""
        with self._store.reading() as db:
            return int(db.execute("SELECT revision FROM concerns_hold_at").fetchone()[0])

    def renamed(self, known: Iterable[Tracked], revision: int) -> Mapping[Id, Id | None]:
        """What models of open concerns are called as of a later revision; None if one is no more."""
        with self._store.reading() as db:
            held_at = self.hold_at()
            if held_at >= revision:
                return {}
            successions = Successions(db, revision)
            return successions.names_since(held_at, {tracked.page.model for tracked in known})

    def _rows(self, condition: str, *bound: object) -> list[Tracked]:
        statement = (
            f"SELECT {_COLUMNS} FROM concern"  # noqa: S608  # made of constants
            f" WHERE {condition} ORDER BY number"
        )
        with self._store.reading() as db:
            rows = db.execute(statement, [json.dumps(value) for value in bound]).fetchall()
        return [_tracked(row) for row in rows]

    def first_declared(self, models: Iterable[Id], revision: int) -> ModelsSince:
        """When each of these models was first declared, whatever it was called then."""
        with self._store.reading() as db:
            return Successions(db, revision).first_declared(models)

    def note(self, step: Step, revision: int, now: datetime) -> None:
        """Close, move and open some together: then those that are open are as of a revision."""
        with self._store.writing() as db:
            for tracked in step.closed:
                db.execute(
                    "UPDATE concern SET closed_at = ?, model = ?"
                    " WHERE number = ? AND closed_at IS NULL",
                    [text(now), tracked.page.model, tracked.number],
                )
            db.conn.executemany(_AWAY, [[tracked.number] for tracked in step.moved])
            for tracked in step.moved:
                db.execute(
                    "UPDATE concern SET model = ? WHERE number = ?",
                    [tracked.page.model, tracked.number],
                )
            for page, cause, since, appeared in step.opened:
                db.execute(
                    "INSERT OR IGNORE INTO concern (model, page, cause, since, appeared)"
                    " VALUES (?, ?, ?, ?, ?)",
                    [page.model, page.kind, cause, text(since), text(appeared)],
                )
            db.execute("UPDATE concerns_hold_at SET revision = ?", [revision])


def _called_now(tracked: Tracked, successions: Successions) -> Tracked:
    if tracked.closed_at is None:
        return tracked
    name = successions.name_now(tracked.page.model, tracked.closed_at)
    return replace(tracked, page=tracked.page._replace(model=name)) if name else tracked


def _tracked(row: tuple[Any, ...]) -> Tracked:
    number, model, page, cause, since, appeared, closed_at = row
    return Tracked(
        number,
        PageKey(model, PageKind(page)),
        Cause(cause),
        instant(since),
        instant(appeared),
        instant(closed_at) if closed_at else None,
    )
