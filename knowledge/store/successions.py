"""What became of a model since somebody spoke of it: it may go by another name, or be no more.

A model is known by its id, and a rename is a revision that withdraws one and declares another. So
that what was said of a model follows it, its names are resolved when they are read:

- One model follows another if a single revision ends the one and begins the other, and either goes
  by the id of the other. Of several such models none does.
- A model that was withdrawn goes on where that is undone. Declared anew, it is another one.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from pydantic_core import from_json
from sqlite_utils import Database

from knowledge.audit import undoing
from knowledge.entities import Id
from knowledge.names import key
from knowledge.store.instants import instant

_DECLARED: Final = """
SELECT from_revision, until_revision, value ->> '$.aliases', at, reason
FROM declaration INDEXED BY declaration_history JOIN revision ON number = from_revision
WHERE kind = 'model' AND subject = ? AND aspect = '' ORDER BY from_revision
"""
_BEGUN: Final = """
SELECT subject, value ->> '$.aliases' FROM declaration AS begun INDEXED BY declaration_begun
WHERE from_revision = :revision AND kind = 'model' AND aspect = '' AND NOT EXISTS (
    SELECT 1 FROM declaration AS earlier INDEXED BY declaration_history
    WHERE earlier.kind = 'model' AND earlier.subject = begun.subject AND earlier.aspect = ''
      AND earlier.until_revision = :revision)
"""


class _Row(NamedTuple):
    begins: int
    ends: int | None
    aliases: str | None
    at: str
    reason: str | None


def name_now(db: Database, model: Id, said_at: datetime) -> Id | None:
    """The id of what was called so at an instant; None where that model is no more.

    Clocks differ: what was said before anything was called so is said of the first that was.
    """
    rows = _rows(db, model)
    begun = [number for number, row in enumerate(rows) if instant(row.at) <= said_at]
    return _followed(db, model, rows[max(begun, default=0) :]) if rows else None


def _rows(db: Database, model: Id) -> list[_Row]:
    return [_Row._make(row) for row in db.execute(_DECLARED, [model])]


def _followed(db: Database, model: Id, rows: list[_Row]) -> Id | None:
    """What the model that the first of these rows declares is called in the end."""
    last = _last(rows)
    if last.ends is None:
        return model
    following = _following(db, model, last)
    if following is None:
        return None
    return _followed(db, following, [r for r in _rows(db, following) if r.begins >= last.ends])


def _last(rows: list[_Row]) -> _Row:
    """The last row in a line, without another model of that name between."""
    last, *later = rows
    for row in later:
        if last.ends is None or not (row.begins == last.ends or row.reason == undoing(last.ends)):
            break
        last = row
    return last


def _following(db: Database, model: Id, last: _Row) -> Id | None:
    named = set(_keys(model, last.aliases))
    begun = db.execute(_BEGUN, {"revision": last.ends}).fetchall()
    found = [
        other
        for other, aliases in begun
        if key(other) in named or key(model) in _keys(other, aliases)
    ]
    return found[0] if len(found) == 1 else None


def _keys(model: Id, aliases: str | None) -> Iterator[str]:
    yield key(model)
    yield from map(key, from_json(aliases) if aliases else ())
