"""What became of a model since somebody spoke of it: it may go by another name, or be no more.

A model is known by its id, and a rename is a revision that withdraws one and declares another. So
that what was said of a model follows it, its names are resolved when they are read:

- One model follows another if a single revision ends the one and begins the other, and either goes
  by the id of the other. Of several such models none does.
- A model that was withdrawn goes on where that is undone. Declared anew, it is another one.
"""

from datetime import datetime
from typing import Final, NamedTuple

from pydantic_core import from_json
from sqlite_utils import Database

from knowledge.audit import undoing
from knowledge.consistency.naming import keys
from knowledge.entities import Id
from knowledge.store.instants import instant

_DECLARED: Final = """
SELECT from_revision, until_revision, json_extract(value, '$.aliases'), at, reason
FROM declaration INDEXED BY declaration_history JOIN revision ON number = from_revision
WHERE kind = 'model' AND subject = ? AND aspect = '' ORDER BY from_revision
"""
_BEGUN: Final = """
SELECT subject, json_extract(value, '$.aliases') FROM declaration AS begun INDEXED BY declaration_begun
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


class _Begun(NamedTuple):
    """The models that one revision began, by the forms of their ids, and of all their names."""

    by_id: dict[str, Id]
    by_name: dict[str, Id]


class Successions:
    """What models are called now. A revision that many names are sought in is read once."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._begun: dict[int, _Begun] = {}

    def name_now(self, model: Id, said_at: datetime) -> Id | None:
        """The id of what was called so at an instant; None where that model is no more.

        Clocks differ: what was said before anything was called so is said of the first that was.
        """
        rows = self._rows(model)
        begun = [number for number, row in enumerate(rows) if instant(row.at) <= said_at]
        return self._followed(model, rows[max(begun, default=0) :]) if rows else None

    def _rows(self, model: Id) -> list[_Row]:
        return [_Row._make(row) for row in self._db.execute(_DECLARED, [model])]

    def _followed(self, model: Id, rows: list[_Row]) -> Id | None:
        """What the model that the first of these rows declares is called in the end."""
        last = _last(rows)
        if last.ends is None:
            return model
        following = self._following(model, last.aliases, last.ends)
        if following is None:
            return None
        return self._followed(
            following, [r for r in self._rows(following) if r.begins >= last.ends]
        )

    def _following(self, model: Id, aliases: str | None, revision: int) -> Id | None:
        begun = self._begun.get(revision) or self._begun_in(revision)
        own, *others = keys((model, *_names(aliases)))
        found = {begun.by_name.get(own), *map(begun.by_id.get, others)} - {None}
        return found.pop() if len(found) == 1 else None

    def _begun_in(self, revision: int) -> _Begun:
        rows = self._db.execute(_BEGUN, {"revision": revision}).fetchall()
        ids = [model for model, _ in rows]
        by_id = dict(zip(keys(ids), ids, strict=True))
        named = [(name, model) for model, aliases in rows for name in _names(aliases)]
        by_alias = zip(keys([name for name, _ in named]), (m for _, m in named), strict=True)
        self._begun[revision] = found = _Begun(by_id, {**dict(by_alias), **by_id})
        return found


def _last(rows: list[_Row]) -> _Row:
    """The last row in a line, without another model of that name between."""
    last, *later = rows
    for row in later:
        if last.ends is None or not (row.begins == last.ends or row.reason == undoing(last.ends)):
            break
        last = row
    return last


def _names(aliases: str | None) -> list[str]:
    names: list[str] = from_json(aliases) if aliases else []
    return names
