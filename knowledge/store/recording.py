"""Changes -> rows, which are only ever added: one without a value withdraws what stood there."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
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

    rows: list[tuple[str, str, str, str | None]]
    ended: list[tuple[str, str, str]]
    begun: list[tuple[str, str, str]]

    @classmethod
    def of(cls, changes: Iterable[Change | Restated]) -> "Sheet":
        """What these changes declare or withdraw, and the places where something stands or doesn't."""
        sheet = cls([], [], [])
        for change in changes:
            place = (change.kind, change.subject, change.aspect)
            text: str | None = None
            if isinstance(change, Restated):
                text = change.after.decode()
            elif change.after is not None:
                text = value_text(change.kind, change.aspect, change.after)
            sheet.rows.append((*place, text))
            (sheet.begun if change.before is None else sheet.ended).append(place)
        sheet.rows.sort(key=itemgetter(0, 1, 2))  # as the indexes have them
        sheet.ended.sort()
        sheet.begun.sort()
        return sheet

    def only_restates(self) -> bool:
        """Whether something stood at each place, and does after it."""
        return not self.begun and all(text is not None for *_, text in self.rows)


_REVISION: Final = "INSERT INTO revision (number, at, actor, source, reason) VALUES (?, ?, ?, ?, ?)"
_HOW_MANY_STAND: Final = """
SELECT count(*) FROM standing
WHERE kind = ? AND aspect = ? AND subject IN (SELECT value FROM json_each(?))
"""
_DECLARE: Final = """
INSERT INTO declaration (from_revision, kind, subject, aspect, value) VALUES
"""
_ROW: Final = "(?, ?, ?, ?, ?)"
_MOST_SOUGHT: Final = 2_000
_MOST_DECLARED: Final = 100
"""Rows for one statement: each has to remember what it would take to be undone alone."""

T = TypeVar("T")

_ORPHAN: Final = """
SELECT 1 FROM declaration AS touched INDEXED BY declaration_begun
WHERE from_revision = ? AND kind = 'model' AND (aspect = '') = (value IS NULL)
  AND NOT EXISTS (
    SELECT 1 FROM standing
    WHERE kind = 'model' AND subject = touched.subject AND aspect = '')
  AND EXISTS (
    SELECT 1 FROM standing
    WHERE kind = 'model' AND subject = touched.subject AND aspect <> '')
LIMIT 1
"""
"""A page or knowledge, begun now or left behind now, of a model that isn't declared.

The index is named, or SQLite might look through all models at each change.
"""


def write(db: Database, sheet: Sheet, author: Author) -> int:
    """Write a revision within the transaction at hand; Overtaken when it can't be."""
    number = current_revision(db) + 1
    at = author.at.astimezone(UTC).isoformat()
    db.execute(_REVISION, [number, at, author.actor, author.source, author.reason])
    if _standing(db, sheet.ended) != len(sheet.ended) or _standing(db, sheet.begun):
        raise Overtaken
    try:
        _declare(db, number, sheet.rows)
    except sqlite3.IntegrityError as taken:
        raise Overtaken from taken
    if not sheet.only_restates() and db.execute(_ORPHAN, [number]).fetchone():
        raise Overtaken
    return number


def _standing(db: Database, places: Sequence[tuple[str, str, str]]) -> int:
    """At how many of these places something stands."""
    subjects: dict[tuple[str, str], list[str]] = {}
    for kind, subject, aspect in places:
        subjects.setdefault((kind, aspect), []).append(subject)
    return sum(
        db.execute(_HOW_MANY_STAND, [*place, json.dumps(lot)]).fetchone()[0]
        for place, of_place in subjects.items()
        for lot in _lots(of_place, _MOST_SOUGHT)
    )


def _declare(db: Database, number: int, rows: Sequence[tuple[str, str, str, str | None]]) -> None:
    for lot in _lots(rows, _MOST_DECLARED):
        statement = _DECLARE + ",".join([_ROW] * len(lot))
        db.conn.execute(statement, [said for row in lot for said in (number, *row)])


def _lots(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))
