"""What became of a model since somebody spoke of it: it may go by another name, or be no more.

A model is known by its id, and a rename is a revision that withdraws one and declares another. So
that what was said of a model follows it, its names are resolved when they are read:

- One model follows another if a single revision ends the one and begins the other, and either goes
  by the id of the other. Of several such models none does.
- A model that was withdrawn goes on where that is undone. Declared anew, it is another one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from pydantic_core import from_json
from sqlite_utils import Database

from knowledge.audit import undoing
from knowledge.consistency.naming import keys
from knowledge.entities import Id
from knowledge.store.instants import instant
from knowledge.store.snapshot import current_revision

_DECLARED: Final = """
SELECT begun, ended, json_extract(value, '$.aliases'), at, reason FROM (
    SELECT from_revision AS begun, lead(from_revision) OVER (ORDER BY from_revision) AS ended, value
    FROM declaration INDEXED BY declaration_history
    WHERE kind = 'model' AND subject = :model AND aspect = '' AND from_revision <= :as_of)
JOIN revision ON number = begun
WHERE value IS NOT NULL ORDER BY begun
"""
_TOUCHED_SINCE: Final = """
SELECT DISTINCT subject FROM declaration INDEXED BY declaration_history
WHERE kind = 'model' AND subject IN (SELECT value FROM json_each(?)) AND aspect = ''
  AND from_revision > ? AND from_revision <= ?
"""
_BEFORE: Final = """
SELECT value FROM declaration AS earlier INDEXED BY declaration_history
WHERE earlier.kind = 'model' AND earlier.subject = touched.subject AND earlier.aspect = ''
  AND earlier.from_revision < touched.from_revision
ORDER BY earlier.from_revision DESC LIMIT 1
"""
_BEGUN: Final = f"""
SELECT subject, json_extract(value, '$.aliases')
FROM declaration AS touched INDEXED BY declaration_begun
WHERE from_revision = ? AND kind = 'model' AND aspect = ''
  AND value IS NOT NULL AND ({_BEFORE}) IS NULL
"""  # noqa: S608  # made of constants
_GONE: Final = f"""
SELECT subject, json_extract(({_BEFORE}), '$.aliases')
FROM declaration AS touched INDEXED BY declaration_withdrawn
WHERE from_revision = ? AND kind = 'model' AND aspect = '' AND value IS NULL
"""  # noqa: S608  # made of constants
_BEGINNINGS: Final = """
SELECT subject, count(*), min(from_revision) FROM declaration INDEXED BY declaration_history
WHERE kind = 'model' AND aspect = '' AND from_revision <= ?
  AND subject IN (SELECT value FROM json_each(?)) GROUP BY subject
"""
_AT: Final = "SELECT at FROM revision WHERE number = ?"


class _Row(NamedTuple):
    begins: int
    ends: int | None
    aliases: str | None
    at: str
    reason: str | None


class Once(NamedTuple):
    """What a model was called, from one revision until another."""

    name: Id
    begun: int
    ended: int


class _Begun(NamedTuple):
    """The models that one revision began, by the forms of their ids, and of all their names."""

    by_id: dict[str, Id]
    by_name: dict[str, Id]


class Successions:
    """What models are called now, or were as a past revision left them.

    A revision that many names are sought in is read once.
    """

    def __init__(self, db: Database, as_of: int | None = None) -> None:
        self._db = db
        self._as_of = current_revision(db) if as_of is None else as_of
        self._begun: dict[int, _Begun] = {}
        self._gone: dict[int, dict[Id, Id]] = {}
        self._at: dict[int, datetime] = {}

    def name_now(self, model: Id, said_at: datetime) -> Id | None:
        """The id of what was called so at an instant; None where that model is no more.

        Clocks differ: what was said before anything was called so is said of the first that was.
        """
        rows = self._rows(model)
        begun = [number for number, row in enumerate(rows) if instant(row.at) <= said_at]
        return self._followed(model, rows[max(begun, default=0) :]) if rows else None

    def names_since(self, revision: int, models: Iterable[Id]) -> Mapping[Id, Id | None]:
        """What has another name than that revision gave it, of these names: None if it is no more."""
        bound = [json.dumps(sorted(set(models))), revision, self._as_of]
        touched = [model for (model,) in self._db.execute(_TOUCHED_SINCE, bound).fetchall()]
        now = {model: self._name_after(model, revision) for model in touched}
        return {model: name for model, name in now.items() if name != model}

    def _name_after(self, model: Id, revision: int) -> Id | None:
        standing = [r for r in self._rows(model) if r.ends is None or r.ends > revision]
        return self._followed(model, standing) if standing else None

    def first_declared(self, models: Iterable[Id]) -> dict[Id, datetime]:
        """When what is called so was first declared, under whatever name."""
        bound = [self._as_of, json.dumps(list(models))]
        found = self._db.execute(_BEGINNINGS, bound).fetchall()
        return {
            model: self._instant_of(
                first if times == 1 and not self._gone_in(first) else self._beginning(model)
            )
            for model, times, first in found
        }

    def once(self, model: Id) -> Iterator[Once]:
        """What the model that is called so was called before, the latest name first."""
        begun = self._begins(self._rows(model))
        while earlier := self._gone_in(begun).get(model):
            rows = [row for row in self._rows(earlier) if row.begins < begun]
            once = Once(earlier, self._begins(rows), begun)
            yield once
            model, begun = earlier, once.begun

    def _beginning(self, model: Id) -> int:
        """The revision in which it began, under whatever name."""
        *_, first = (self._begins(self._rows(model)), *(name.begun for name in self.once(model)))
        return first

    @staticmethod
    def _begins(rows: list[_Row]) -> int:
        """Where the last line of rows begins: whoever had the name before is another."""
        first = rows[0]
        while later := [row for row in rows if row.begins > _last(rows).begins]:
            first, rows = later[0], later
        return first.begins

    def _gone_in(self, revision: int) -> dict[Id, Id]:
        """By what a revision began: what it ended, and went on so."""
        if revision not in self._gone:
            rows = self._db.execute(_GONE, [revision]).fetchall()
            names = ((self._following(model, aliases, revision), model) for model, aliases in rows)
            self._gone[revision] = {later: model for later, model in names if later}
        return self._gone[revision]

    def _instant_of(self, revision: int) -> datetime:
        if revision not in self._at:
            self._at[revision] = instant(self._db.execute(_AT, [revision]).fetchone()[0])
        return self._at[revision]

    def _rows(self, model: Id) -> list[_Row]:
        rows = self._db.execute(_DECLARED, {"model": model, "as_of": self._as_of})
        return [_Row._make(row) for row in rows]

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
        rows = self._db.execute(_BEGUN, [revision]).fetchall()
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
