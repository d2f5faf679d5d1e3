"""A map at a later revision, out of what was declared or withdrawn since: however much it is.

Rows of models are read as they were written, one range of an index, and laid over the models that
are known. So what nobody touched costs nothing, not even where it belongs to a touched model.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
from sqlite_utils import Database

from knowledge.changes import Change, Kind
from knowledge.entities import Id, Model
from knowledge.ownership import OwnershipMap
from knowledge.revising import Pace, Touched, revised, with_part
from knowledge.store.rows import Subject, overlaid, restated
from knowledge.store.snapshot import Snapshot, Stamps

MOST_RENAMED: Final = 2_000
"""Models whose names may change before indexing all anew is the shorter way."""

_LOT: Final = 128

_Row = tuple[Id, str, int, str]
"""Subject, aspect, from which revision on, and what is declared."""

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
    if models is None:
        return None
    others: dict[Kind, list[str]] = {}
    for kind, subject in snapshot.db.execute(_OTHERS, [ownership.revision]):
        others.setdefault(Kind(kind), []).append(subject)
    now = {kind: snapshot.chosen(kind, ids) for kind, ids in others.items()}
    return revised(ownership, Touched.of(now | {Kind.MODEL: models}), snapshot.revision, pace)


def _models(db: Database, ownership: OwnershipMap, pace: Pace) -> dict[Id, Model | None] | None:
    """Every model that was touched, as it is now; None as soon as too many are renamed."""
    now: dict[Id, Model | None] = {}
    renamed = 0
    stamps, rows = Stamps(db), db.execute(_BEGUN, [ownership.revision])
    while lot := rows.fetchmany(_LOT):
        pace()
        known = {subject: now.get(subject) or ownership.models.get(subject) for subject, *_ in lot}
        models = _laid_over(known, lot, stamps)
        now.update((model.id, model) for model in models)
        renamed += sum(_is_renamed(known[model.id], model) for model in models)
        if renamed > MOST_RENAMED:
            return None
    for number, (subject, aspect) in enumerate(db.execute(_GONE, [ownership.revision])):
        if number % _LOT == 0:
            pace()
        model = now[subject] if subject in now else ownership.models.get(subject)
        now[subject] = with_part(model, Change(Kind.MODEL, subject, aspect, None, None))
        renamed += model is not None and now[subject] is None
    return now if renamed <= MOST_RENAMED else None


def _is_renamed(before: Model | None, after: Model) -> bool:
    """Whether a model goes by other names now."""
    return before is None or before.aliases != after.aliases


def _laid_over(
    known: Mapping[Id, Model | None], rows: Sequence[_Row], stamps: Stamps
) -> list[Model]:
    """The models of these rows as they are now, `known` as they were."""
    said = msgspec.json.decode(f"[{','.join([value for _, _, _, value in rows])}]")
    before = [model for model in known.values() if model is not None]
    if len(before) == len(rows) and not any(aspect for _, aspect, _, _ in rows):
        return restated(said, before)  # as nearly always where there are many
    subjects = _subjects(rows, said)
    return overlaid(subjects, [known[subject.id] for subject in subjects], stamps.of(subjects))


def _subjects(rows: Sequence[_Row], said: Iterable[Any]) -> list[Subject]:
    subjects: list[Subject] = []
    for (subject, aspect, revision, _), value in zip(rows, said, strict=True):
        if not subjects or subjects[-1].id != subject:
            subjects.append(Subject(subject, {}))
        subjects[-1].declared[aspect] = (revision, value)
    return subjects
