"""A map at a later revision, out of what was declared or withdrawn since: however much it is.

Rows of models are read as they were written, one range of an index, and laid over the models that
are known. So what nobody touched costs nothing, not even where it belongs to a touched model. A model
that only says something else of itself, such as another runbook, stands where it stood in every index:
it is made later.
"""

from collections.abc import Mapping
from typing import Final

from sqlite_utils import Database

from knowledge.changes import Kind
from knowledge.entities import Id, Model
from knowledge.ownership import OwnershipMap
from knowledge.revising import Pace, Touched, revised, with_models
from knowledge.store.connection import as_written
from knowledge.store.rows import restated
from knowledge.store.snapshot import Snapshot, Stamps, continues
from knowledge.store.touched_models import TouchedModels
from knowledge.unread import PartlyUnread

MOST_RENAMED: Final = 2_000
"""Models whose names may change before indexing all anew is the shorter way."""

_HEARD: Final = 256
_MADE: Final = 128
"""Rows between two rests: to make models of them takes longer than to hear that they can wait."""

_OF_MODELS: Final = """
SELECT subject, aspect, from_revision, value FROM declaration INDEXED BY declaration_begun
WHERE from_revision = ? AND kind = 'model' ORDER BY id
"""
_OTHERS: Final = """
SELECT DISTINCT kind, subject FROM declaration INDEXED BY declaration_begun
WHERE from_revision > ? AND kind <> 'model'
"""
"""The index is named, or SQLite would look through every declaration of models."""


def caught_up(snapshot: Snapshot, ownership: OwnershipMap, pace: Pace) -> OwnershipMap | None:
    """The map as the snapshot has it, some models unread; None where loading it is the shorter way."""
    if not continues(snapshot.db, ownership):
        return None
    models = TouchedModels(ownership.models)
    for number in range(ownership.revision + 1, snapshot.revision + 1):
        _hear(snapshot.db, number, models, pace)
        if models.renamed > MOST_RENAMED:
            return None
    others: dict[Kind, list[str]] = {}
    for kind, subject in snapshot.db.execute(_OTHERS, [ownership.revision]):
        others.setdefault(Kind(kind), []).append(subject)
    now = {kind: snapshot.chosen(kind, ids) for kind, ids in others.items()}
    touched = Touched.of(now | {Kind.MODEL: models.made})
    later = revised(ownership, touched, snapshot.revision, pace, imprint=snapshot.imprint)
    if not models.said:
        return later

    def make(texts: Mapping[Id, str]) -> list[Model]:
        with as_written(snapshot.path):
            return restated(texts, later.models)

    return with_models(later, PartlyUnread(later.models, models.said, make))


def _hear(db: Database, revision: int, models: TouchedModels, pace: Pace) -> None:
    """What one revision declares of models, and what it withdraws; until too many are renamed."""
    stamps, rows = Stamps(db), db.execute(_OF_MODELS, [revision])
    while models.renamed <= MOST_RENAMED and (lot := rows.fetchmany(_HEARD)):
        pace()
        told = models.hear([row for row in lot if row[-1] is not None])
        for start in range(0, len(told), _MADE):
            pace()
            models.lay_over(told[start : start + _MADE], stamps)
        gone = [row for row in lot if row[-1] is None]
        for number, (subject, aspect, *_) in enumerate(gone, 1):
            models.withdraw(subject, aspect)
            if number % _MADE == 0:
                pace()
