"""Which concerns are open, and since when."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from knowledge.changes import ITSELF, Kind
from knowledge.concerns import Cause
from knowledge.entities import Id, PageKind
from knowledge.ownership import PageKey
from knowledge.reminders import ModelsSince, Opening, Tracked
from knowledge.store.instants import instant, text
from knowledge.store.store import Store

_COLUMNS: Final = "number, model, page, cause, since, appeared, closed_at"
_FIRST_DECLARED: Final = """
SELECT subject, (
    SELECT at FROM declaration JOIN revision ON revision.number = from_revision
    WHERE kind = :kind AND subject = wanted.subject AND aspect = :aspect
    ORDER BY from_revision LIMIT 1)
FROM (SELECT value AS subject FROM json_each(:models)) AS wanted
"""


class Concerns:
    """A concern is opened and closed, never changed or deleted."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open(self) -> list[Tracked]:
        """Those that are open."""
        return self._rows("closed_at IS NULL")

    def of(self, subjects: Iterable[str]) -> dict[str, Tracked]:
        """Those of these numbers, open or closed."""
        found = self._rows("number IN (SELECT value FROM json_each(?))", list(subjects))
        return {tracked.subject: tracked for tracked in found}

    def _rows(self, condition: str, *bound: object) -> list[Tracked]:
        statement = (
            f"SELECT {_COLUMNS} FROM concern"  # noqa: S608  # made of constants
            f" WHERE {condition} ORDER BY number"
        )
        with self._store.reading() as db:
            rows = db.execute(statement, [json.dumps(value) for value in bound]).fetchall()
        return [_tracked(row) for row in rows]

    def first_declared(self, models: Iterable[Id]) -> ModelsSince:
        """When each of these models was first declared."""
        bound = {"kind": Kind.MODEL, "aspect": ITSELF, "models": json.dumps(list(models))}
        with self._store.reading() as db:
            return {model: instant(at) for model, at in db.execute(_FIRST_DECLARED, bound) if at}

    def note(self, opened: Iterable[Opening], closed: Iterable[Tracked], now: datetime) -> None:
        """Open some and close others, together."""
        with self._store.writing() as db:
            for tracked in closed:
                db.execute(
                    "UPDATE concern SET closed_at = ? WHERE number = ? AND closed_at IS NULL",
                    [text(now), tracked.number],
                )
            for page, cause, since, appeared in opened:
                db.execute(
                    "INSERT OR IGNORE INTO concern (model, page, cause, since, appeared)"
                    " VALUES (?, ?, ?, ?, ?)",
                    [page.model, page.kind, cause, text(since), text(appeared)],
                )


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
