"""Rows -> an ownership map: the whole of it, or what was touched since a revision.

Rows are read in batches, each put together into one text by SQLite. A step of SQLite lets go of
the interpreter's lock, so a few large steps leave far more room to other threads than many small.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, Final

from pydantic_core import from_json
from sqlite_utils import Database

from knowledge.changes import Kind
from knowledge.entities import Declaration
from knowledge.ownership import OwnershipMap
from knowledge.revising import MapBuilder, Touched, revised
from knowledge.store.rows import Subject, entity, models

Pace = Callable[[], None]
"""Called between two batches; a background thread rests in it."""

_BATCH: Final = 1_000
_PACED_BATCH: Final = 60
_LOT: Final = 12
_NAMED: Final = {"people": Kind.PERSON, "teams": Kind.TEAM, "rotations": Kind.ROTATION}
_SINGLE: Final = {"queue": Kind.QUEUE, "vocabulary": Kind.VOCABULARY}

_LINE: Final = """
SELECT subject, '[' || json_quote(subject) || ',{' || group_concat(
    json_quote(aspect) || ':[' || from_revision || ',' || value || ']') || '}]' AS line
FROM declaration WHERE until_revision IS NULL AND kind = ?
"""
_ALL: Final = f"""
SELECT coalesce(max(subject), ''), '[' || coalesce(group_concat(line), '') || ']' FROM (
    {_LINE} AND subject > ? GROUP BY subject ORDER BY subject LIMIT ?)
"""  # noqa: S608  # made of constants
_CHOSEN: Final = f"""
SELECT '[' || coalesce(group_concat(line), '') || ']' FROM (
    {_LINE} AND subject IN (SELECT value FROM json_each(?)) GROUP BY subject)
"""  # noqa: S608  # made of constants
_TOUCHED: Final = """
SELECT kind, subject FROM declaration WHERE from_revision > ?1
UNION SELECT kind, subject FROM declaration WHERE until_revision > ?1
LIMIT ?2
"""


def current_revision(db: Database) -> int:
    """The number of the last revision; 0 before the first."""
    return int(db.execute("SELECT coalesce(max(number), 0) FROM revision").fetchone()[0])


def load_map(db: Database, pace: Pace | None = None) -> OwnershipMap | None:
    """Everything that is live; None while no organisation is declared."""
    organisation = _single(db, Kind.ORGANISATION)
    if organisation is None:
        return None
    builder = MapBuilder()
    stamps = Stamps(db)
    for subjects in _paced(db, pace) if pace else _hurried(db):
        builder.add(models(subjects, stamps.of(subjects)))
    return builder.build(
        organisation=organisation,
        revision=current_revision(db),
        **{part: _everyone(db, kind) for part, kind in _NAMED.items()},
        **{part: said for part, kind in _SINGLE.items() if (said := _single(db, kind))},
    )


def touched_since(db: Database, revision: int, limit: int) -> list[tuple[str, str]]:
    """Kind and subject of what was declared or withdrawn after a revision, `limit` at most."""
    return db.execute(_TOUCHED, [revision, limit]).fetchall()


def apply_touched(
    db: Database, ownership: OwnershipMap, touched: list[tuple[str, str]]
) -> OwnershipMap:
    """The map with these subjects as they are now; they must be all that were touched."""
    ids: dict[str, list[str]] = {}
    for kind, subject in touched:
        ids.setdefault(kind, []).append(subject)
    now = {Kind(kind): _chosen(db, Kind(kind), chosen) for kind, chosen in ids.items()}
    return revised(
        ownership,
        Touched(
            organisation=now.get(Kind.ORGANISATION, {}).get(""),
            models=now.get(Kind.MODEL, {}),
            named={part: now[kind] for part, kind in _NAMED.items() if kind in now},
            single={part: now[kind][""] for part, kind in _SINGLE.items() if kind in now},
        ),
        current_revision(db),
    )


class Stamps:
    """What each revision says of whoever declared something in it: one shared value a revision."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[int, Declaration] = {}

    def of(self, subjects: Iterable[Subject]) -> dict[int, Declaration]:
        """The stamps of every revision that these declarations come from, among others."""
        met = {revision for s in subjects for revision, _ in s.declared.values()}
        for number in met - self._known.keys():
            self._known[number] = self._stamp(number)
        return self._known

    def _stamp(self, number: int) -> Declaration:
        at, actor, source, reason = self._db.execute(
            "SELECT at, actor, source, reason FROM revision WHERE number = ?", [number]
        ).fetchone()
        return Declaration(
            by=actor, at=datetime.fromisoformat(at), source=source, reason=reason, stamped=True
        )


def _paced(db: Database, pace: Pace) -> Iterator[list[Subject]]:
    """All models, a few at a time."""
    for subjects in _hurried(db, _PACED_BATCH):
        for start in range(0, len(subjects), _LOT):
            pace()
            yield subjects[start : start + _LOT]


def _hurried(db: Database, size: int = _BATCH) -> Iterator[list[Subject]]:
    """All models; the next batch is fetched while this one is used."""
    with ThreadPoolExecutor(1, "whoowns-rows") as fetcher:
        last, text = _fetch(db, Kind.MODEL, "", size)
        while last:
            ahead = fetcher.submit(_fetch, db, Kind.MODEL, last, size)
            yield _parsed(text)
            last, text = ahead.result()


def _fetch(db: Database, kind: Kind, after: str, size: int) -> tuple[str, str]:
    """The last subject of the batch, empty where there is none, and the batch as JSON."""
    last, text = db.execute(_ALL, [kind, after, size]).fetchone()
    return last, text


def _parsed(text: str) -> list[Subject]:
    return [Subject._make(parsed) for parsed in from_json(text)]


def _everyone(db: Database, kind: Kind) -> dict[str, Any]:
    _, text = _fetch(db, kind, "", -1)
    return {subject.id: entity(kind, subject) for subject in _parsed(text)}


def _chosen(db: Database, kind: Kind, ids: list[str]) -> dict[str, Any]:
    """The entities of that kind by id, None where nothing is declared now."""
    subjects = _parsed(db.execute(_CHOSEN, [kind, json.dumps(ids)]).fetchone()[0])
    if kind is Kind.MODEL:
        found = {model.id: model for model in models(subjects, Stamps(db).of(subjects))}
    else:
        found = {subject.id: entity(kind, subject) for subject in subjects}
    return dict.fromkeys(ids) | found


def _single(db: Database, kind: Kind) -> Any:  # the entity of that kind, or None
    return _chosen(db, kind, [""])[""]
