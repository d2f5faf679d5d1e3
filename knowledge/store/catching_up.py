"""A map at a later revision, out of what was declared or withdrawn since: however much it is.

Rows of models are read as they were written, one range of an index, and laid over the models that
are known. So what nobody touched costs nothing, not even where it belongs to a touched model.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from pydantic_core import from_json
from sqlite_utils import Database

from knowledge.changes import Change, Kind
from knowledge.entities import Id, Model
from knowledge.ownership import OwnershipMap
from knowledge.revising import Pace, Touched, revised, with_part
from knowledge.store.rows import Subject, overlaid
from knowledge.store.snapshot import Snapshot, Stamps

MOST_RENAMED: Final = 2_000
"""Models whose names may change before indexing all anew is the shorter way."""

_LOT: Final = 128

_BEGUN: Final = """
SELECT subject, aspect, from_revision, value FROM declaration INDEXED BY declaration_begun
WHERE from_revision > ? AND until_revision IS NULL AND kind = 'model'
ORDER BY from_revision, id
"""
_GONE: Final = """
SELECT subject, aspect FROM declaration AS gone INDEXED BY declaration_ended
WHERE until_revision > ? AND kind = 'model' AND NOT EXISTS (
    SELECT 1 FROM declaration AS live INDEXED BY declaration_live
    WHERE live.kind = gone.kind AND live.subject = gone.subject AND live.aspect = gone.aspect
      AND live.until_revision IS NULL)
"""
_OTHERS: Final = """
SELECT kind, subject FROM declaration INDEXED BY declaration_begun
WHERE from_revision > ?1 AND kind <> 'model'
UNION SELECT kind, subject FROM declaration INDEXED BY declaration_ended
WHERE until_revision > ?1 AND kind <> 'model'
"""
"""The indexes are named, or SQLite would look through every declaration of models."""


def caught_up(snapshot: Snapshot, ownership: OwnershipMap, pace: Pace) -> OwnershipMap | None:
    """The map as the snapshot has it; None where loading it whole is the shorter way."""
    models = _models(snapshot.db, ownership, pace)
    if sum(map(_is_renamed(ownership), models.items())) > MOST_RENAMED:
        return None
    others: dict[Kind, list[str]] = {}
    for kind, subject in snapshot.db.execute(_OTHERS, [ownership.revision]):
        others.setdefault(Kind(kind), []).append(subject)
    now = {kind: snapshot.chosen(kind, ids) for kind, ids in others.items()}
    return revised(ownership, Touched.of(now | {Kind.MODEL: models}), snapshot.revision, pace)


def _models(db: Database, ownership: OwnershipMap, pace: Pace) -> dict[Id, Model | None]:
    """Every model that was touched, as it is now."""
    now: dict[Id, Model | None] = {}
    stamps, rows = Stamps(db), db.execute(_BEGUN, [ownership.revision])
    while lot := rows.fetchmany(_LOT):
        pace()
        subjects = _subjects(lot)
        known = [now.get(s.id) or ownership.models.get(s.id) for s in subjects]
        now.update((model.id, model) for model in overlaid(subjects, known, stamps.of(subjects)))
    for number, (subject, aspect) in enumerate(db.execute(_GONE, [ownership.revision])):
        if number % _LOT == 0:
            pace()
        model = now[subject] if subject in now else ownership.models.get(subject)
        now[subject] = with_part(model, Change(Kind.MODEL, subject, aspect, None, None))
    return now


def _subjects(rows: Sequence[tuple[Any, ...]]) -> list[Subject]:
    subjects: list[Subject] = []
    said = from_json(f"[{','.join([value for _, _, _, value in rows])}]")
    for (subject, aspect, revision, _), value in zip(rows, said, strict=True):
        if not subjects or subjects[-1].id != subject:
            subjects.append(Subject(subject, {}))
        subjects[-1].declared[aspect] = (revision, value)
    return subjects


def _is_renamed(ownership: OwnershipMap) -> Callable[[tuple[Id, Model | None]], bool]:
    """Whether a model goes by other names than in this map."""

    def is_renamed(touched: tuple[Id, Model | None]) -> bool:
        before, after = ownership.models.get(touched[0]), touched[1]
        return before is None or after is None or before.aliases != after.aliases

    return is_renamed
