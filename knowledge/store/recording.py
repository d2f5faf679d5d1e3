"""Changes -> rows: what they supersede is ended, never overwritten."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import eq
from typing import Final, TypeVar

from sqlite_utils import Database

from knowledge.changes import Change
from knowledge.restating import Restated
from knowledge.store.rows import value_text
from knowledge.store.snapshot import current_revision


class Overtaken(Exception):  # caught in this package, so no part of the tree in knowledge.errors
    """The changes don't start from what is declared now."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who records something, when, from where and why."""

    actor: str
    at: datetime
    source: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Changes made ready before the database is locked."""

    superseded: list[tuple[str, str, str]]
    made: list[tuple[str, str, str, str]]

    @classmethod
    def of(cls, changes: Iterable[Change | Restated]) -> "Sheet":
        """The rows that these changes end, and those that they begin, as the indexes have them."""
        sheet = cls([], [])
        for change in changes:
            place = (change.kind, change.subject, change.aspect)
            if change.before is not None:
                sheet.superseded.append(place)
            if isinstance(change, Restated):
                sheet.made.append((*place, change.after.decode()))
            elif change.after is not None:
                text = value_text(change.kind, change.aspect, change.after)
                sheet.made.append((*place, text))
        sheet.superseded.sort()
        sheet.made.sort()
        return sheet

    def only_restates(self) -> bool:
        """Whether all that ends is begun anew, place by place, and nothing else."""
        made = (row[:3] for row in self.made)
        return len(self.superseded) == len(self.made) and all(map(eq, self.superseded, made))


_REVISION: Final = "INSERT INTO revision (number, at, actor, source, reason) VALUES (?, ?, ?, ?, ?)"
_SUPERSEDE: Final = """
UPDATE declaration INDEXED BY declaration_live SET until_revision = ?
WHERE until_revision IS NULL AND kind = ? AND aspect = ?
  AND subject IN (SELECT value FROM json_each(?))
"""
_DECLARE: Final = """
INSERT INTO declaration (from_revision, kind, subject, aspect, value) VALUES
"""
_ROW: Final = "(?, ?, ?, ?, ?)"
_MOST_ENDED: Final = 2_000
_MOST_BEGUN: Final = 100
"""Rows for one statement: each has to remember what it would take to be undone alone."""

T = TypeVar("T")

_ORPHAN: Final = """
SELECT 1 FROM (
    SELECT subject FROM declaration INDEXED BY declaration_begun
    WHERE from_revision = ?1 AND kind = 'model' AND aspect <> ''
    UNION ALL
    SELECT subject FROM declaration INDEXED BY declaration_ended
    WHERE until_revision = ?1 AND kind = 'model' AND aspect = '') AS touched
WHERE NOT EXISTS (
    SELECT 1 FROM declaration AS whole
    WHERE whole.kind = 'model' AND whole.subject = touched.subject AND whole.aspect = ''
      AND whole.until_revision IS NULL)
  AND EXISTS (
    SELECT 1 FROM declaration AS part INDEXED BY declaration_live
    WHERE part.kind = 'model' AND part.subject = touched.subject AND part.aspect <> ''
      AND part.until_revision IS NULL)
LIMIT 1
"""
"""A page or knowledge, begun now or left behind now, of a model that isn't declared.

The indexes are named, or SQLite would look through all models at each change.
"""


def write(db: Database, sheet: Sheet, author: Author) -> int:
    """Write a revision within the transaction at hand; Overtaken when it can't be."""
    number = current_revision(db) + 1
    at = author.at.astimezone(UTC).isoformat()
    db.execute(_REVISION, [number, at, author.actor, author.source, author.reason])
    _supersede(db, number, sheet.superseded)
    try:
        _declare(db, number, sheet.made)
    except sqlite3.IntegrityError as taken:
        raise Overtaken from taken
    if not sheet.only_restates() and db.execute(_ORPHAN, [number]).fetchone():
        raise Overtaken
    return number


def _supersede(db: Database, number: int, rows: Sequence[tuple[str, str, str]]) -> None:
    subjects: dict[tuple[str, str], list[str]] = {}
    for kind, subject, aspect in rows:
        subjects.setdefault((kind, aspect), []).append(subject)
    for place, of_place in subjects.items():
        for lot in _lots(of_place, _MOST_ENDED):
            if db.execute(_SUPERSEDE, [number, *place, json.dumps(lot)]).rowcount != len(lot):
                raise Overtaken


def _declare(db: Database, number: int, rows: Sequence[tuple[str, str, str, str]]) -> None:
    for lot in _lots(rows, _MOST_BEGUN):
        statement = _DECLARE + ",".join([_ROW] * len(lot))
        db.conn.execute(statement, [said for row in lot for said in (number, *row)])


def _lots(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))
