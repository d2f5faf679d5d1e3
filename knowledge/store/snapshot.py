"""Rows -> entities, as they stand now or stood as of a past revision.

Rows are read in batches, each put together into one text by SQLite. A step of SQLite lets go of
the interpreter's lock, so a few large steps leave far more room to other threads than many small.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from pydantic_core import from_json
from sqlite_utils import Database

from knowledge.changes import Kind
from knowledge.entities import Declaration, Id
from knowledge.ownership import Imprint, OwnershipMap
from knowledge.store.rows import Subject, damage, entity, models
from knowledge.values import ModelText

_BATCH: Final = 1_000
_STANDS: Final = """
FROM standing AS place CROSS JOIN declaration AS said ON said.id = place.id WHERE
"""
_STOOD: Final = """
FROM declaration AS place INDEXED BY declaration_history
CROSS JOIN declaration AS said ON said.id = place.id
WHERE place.from_revision <= :revision AND said.value IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM declaration AS later INDEXED BY declaration_history
    WHERE later.kind = place.kind AND later.subject = place.subject AND later.aspect = place.aspect
      AND later.from_revision > place.from_revision AND later.from_revision <= :revision) AND
"""
_LINE: Final = """
SELECT place.subject AS subject, '[' || json_quote(place.subject) || ',{' || group_concat(
    json_quote(place.aspect) || ':[' || said.from_revision || ',' || said.value || ']') || '}]' AS line
%s place.kind = :kind
"""
_ALL: Final = f"""
SELECT coalesce(max(subject), ''), coalesce(group_concat(line, char(10)), '') FROM (
    {_LINE} AND place.subject > :after GROUP BY place.subject ORDER BY place.subject LIMIT :size)
"""  # noqa: S608  # made of constants
_CHOSEN: Final = f"""
SELECT coalesce(group_concat(line, char(10)), '') FROM (
    {_LINE} AND place.subject IN (SELECT value FROM json_each(:ids)) GROUP BY place.subject)
"""  # noqa: S608  # made of constants
_TEXTS: Final = """
SELECT coalesce(max(subject), ''), CAST(coalesce(group_concat(line, char(10)), '') AS BLOB) FROM (
    SELECT place.subject AS subject, place.subject || char(9)
        || group_concat(place.aspect || char(9) || said.value, char(9)) AS line
    %s place.kind = 'model' AND place.subject > :after
    GROUP BY place.subject ORDER BY place.subject LIMIT :size)
"""
"""A line for each model, and tabs between; JSON holds neither by itself."""

_AT: Final = """
SELECT number FROM revision NOT INDEXED WHERE at <= ? ORDER BY number DESC LIMIT 1
"""
"""By number, because two machines' clocks may differ; looking from the last on finds it soon."""


def current_revision(db: Database) -> int:
    """The number of the last revision; 0 before the first."""
    return int(db.execute("SELECT coalesce(max(number), 0) FROM revision").fetchone()[0])


def continues(db: Database, ownership: OwnershipMap) -> bool:
    """Whether what a map was declared by is still told there: not where a backup was restored.

    Then nothing of it can be kept, whichever number that has come to.
    """
    return _imprint(db, ownership.revision) == ownership.imprint


def _imprint(db: Database, number: int) -> Imprint:
    found: Imprint = db.execute("SELECT * FROM revision WHERE number = ?", [number]).fetchone()
    return found


def revision_at(db: Database, instant: datetime) -> int:
    """The number of the last revision at or before an instant; 0 before the first."""
    found = db.execute(_AT, [instant.astimezone(UTC).isoformat()]).fetchone()
    return found[0] if found else 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What stands in a file as of a revision; `past` is None where that is the last one."""

    db: Database
    path: Path
    revision: int
    past: int | None = None

    @classmethod
    def now(cls, db: Database, path: Path) -> Self:
        """What stands as of the last revision."""
        return cls(db, path, current_revision(db))

    @classmethod
    def of(cls, db: Database, path: Path, revision: int) -> Self:
        """What stood as of that revision; one that is not made yet means the last."""
        current = current_revision(db)
        if revision >= current:
            return cls(db, path, current)
        return cls(db, path, revision, past=revision)

    @property
    def imprint(self) -> Imprint:
        """What its revision says of itself; None of no revision."""
        return _imprint(self.db, self.revision)

    def fetch(self, kind: Kind, after: str, size: int) -> tuple[str, str]:
        """The last subject of the batch, empty where there is none, and the batch: a line for each."""
        last, text = self._rows(_ALL, kind=kind, after=after, size=size)
        return last, text

    def texts(self) -> Iterator[tuple[Id, ModelText]]:
        """Every model as a map file says it."""
        last, lines = self._rows(_TEXTS, after="", size=_BATCH)
        while last:
            for line in lines.split(b"\n"):
                subject, *said = line.split(b"\t")
                yield subject.decode(), ModelText.of(said[::2], said[1::2])
            last, lines = self._rows(_TEXTS, after=last, size=_BATCH)

    def everyone(self, kind: Kind) -> dict[str, Any]:
        """All entities of that kind by id."""
        _, text = self.fetch(kind, "", -1)
        entities = [entity(kind, s) for lines in lots(text) for s in parsed(kind, lines)]
        return {each.id: each for each in entities}

    def chosen(self, kind: Kind, ids: list[str]) -> dict[str, Any]:
        """The entities of that kind by id, None where nothing is declared."""
        (text,) = self._rows(_CHOSEN, kind=kind, ids=json.dumps(ids))
        subjects = [s for lines in lots(text) for s in parsed(kind, lines)]
        if kind is Kind.MODEL:
            stamps = Stamps(self.db).of(subjects)
            found = {model.id: model for model in models(subjects, stamps)}
        else:
            found = {subject.id: entity(kind, subject) for subject in subjects}
        return dict.fromkeys(ids) | found

    def single(self, kind: Kind) -> Any:  # the entity of that kind, or None
        """What there is one of."""
        return self.chosen(kind, [""])[""]

    def _rows(self, statement: str, **values: object) -> tuple[Any, ...]:
        holds = _STANDS if self.past is None else _STOOD
        bound = values if self.past is None else values | {"revision": self.past}
        row: tuple[Any, ...] = self.db.execute(statement % holds, bound).fetchone()
        return row


def lots(text: str, size: int = 64) -> Iterator[list[str]]:
    """A batch, a few lines at a time: what is made of many wouldn't stay in the caches."""
    lines = text.split("\n") if text else []
    for start in range(0, len(lines), size):
        yield lines[start : start + size]


def parsed(kind: Kind, lines: Collection[str]) -> list[Subject]:
    """Lines, read; a ValueError says whose line can't be."""
    try:
        return [Subject._make(subject) for subject in from_json(f"[{','.join(lines)}]")]
    except ValueError:
        for line in lines:
            _read_alone(kind, line)
        raise


def _read_alone(kind: Kind, line: str) -> None:
    try:
        from_json(line)
    except ValueError as error:
        subject, _ = json.JSONDecoder().raw_decode(line, len("["))
        raise damage(kind, subject, "", str(error)) from error


class Stamps:
    """What each revision says of whoever declared something in it: one shared value a revision."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[int, Declaration] = {}

    def of(self, subjects: Iterable[Subject]) -> dict[int, Declaration]:
        """The stamps of every revision that these declarations come from, among others."""
        return self.by({revision for s in subjects for revision, _ in s.declared.values()})

    def by(self, revisions: AbstractSet[int]) -> dict[int, Declaration]:
        """The stamps of these revisions, among others."""
        for number in revisions - self._known.keys():
            self._known[number] = self._stamp(number)
        return self._known

    def _stamp(self, number: int) -> Declaration:
        at, actor, source, reason = self._db.execute(
            "SELECT at, actor, source, reason FROM revision WHERE number = ?", [number]
        ).fetchone()
        return stamp(at, actor, source, reason)


def stamp(at: str, actor: str, source: str, reason: str | None) -> Declaration:
    """Who declared what a revision holds, where nobody was named in so many words."""
    return Declaration(
        by=actor, at=datetime.fromisoformat(at), source=source, reason=reason, stamped=True
    )
