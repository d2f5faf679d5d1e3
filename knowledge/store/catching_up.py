"""A map at a later revision, out of what was declared or withdrawn since: however much it is.

Rows of models are read as they were written, one range of an index, and laid over the models that
are known. So what nobody touched costs nothing, not even where it belongs to a touched model. A model
that only says something else of itself, such as another runbook, stands where it stood in every index:
it is made later.
"""

from collections.abc import Iterable
from typing import Final

from sqlite_utils import Database

from knowledge.changes import Kind
from knowledge.entities import Id
from knowledge.ownership import OwnershipMap
from knowledge.revising import Pace, Touched, revised, with_models
from knowledge.store.rows import restated
from knowledge.store.snapshot import Snapshot, Stamps
from knowledge.store.touched_models import Make, TouchedModels
from knowledge.unread import PartlyUnread

MOST_RENAMED: Final = 2_000
"""Models whose names may change before indexing all anew is the shorter way."""

_HEARD: Final = 256
_MADE: Final = 128
"""Rows between two rests: to make models of them takes longer than to hear that they can wait."""

_BEGUN: Final = """
SELECT subject, aspect, from_revision, value FROM declaration INDEXED BY declaration_begun
WHERE from_revision > ? AND until_revision IS NULL AND kind = 'model'
ORDER BY from_revision, id
"""
_ENDED: Final = """
SELECT count(*) FROM declaration INDEXED BY declaration_ended WHERE until_revision > ? AND kind = 'model'
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


def caught_up(
    snapshot: Snapshot, ownership: OwnershipMap, pace: Pace, make: Make = restated
) -> OwnershipMap | None:
    """The map as the snapshot has it, some models unread; None where loading it is the shorter way.

    `make` makes models of what they say of themselves and of what is known of them.
    """
    models = _models(snapshot.db, ownership, pace, make)
    if models is None:
        return None
    others: dict[Kind, list[str]] = {}
    for kind, subject in snapshot.db.execute(_OTHERS, [ownership.revision]):
        others.setdefault(Kind(kind), []).append(subject)
    now = {kind: snapshot.chosen(kind, ids) for kind, ids in others.items()}
    touched = Touched.of(now | {Kind.MODEL: models.made})
    later = revised(ownership, touched, snapshot.revision, pace)
    if not models.said:
        return later
    return with_models(later, PartlyUnread(later.models, models.said, make))


def _models(db: Database, ownership: OwnershipMap, pace: Pace, make: Make) -> TouchedModels | None:
    """Every model that was touched; None as soon as too many are renamed."""
    now = TouchedModels(ownership.models, make)
    stamps, rows = Stamps(db), db.execute(_BEGUN, [ownership.revision])
    while lot := rows.fetchmany(_HEARD):
        pace()
        told = now.hear(lot)
        for start in range(0, len(told), _MADE):
            pace()
            now.lay_over(told[start : start + _MADE], stamps)
        if now.renamed > MOST_RENAMED:
            return None
    for number, (subject, aspect) in enumerate(_gone(db, ownership.revision, len(now.said))):
        if number % _MADE == 0:
            pace()
        now.withdraw(subject, aspect)
    return now if now.renamed <= MOST_RENAMED else None


def _gone(db: Database, revision: int, said: int) -> Iterable[tuple[Id, str]]:
    """Subject and aspect of what was withdrawn since.

    Each of the `said` models that says something else of itself ended what it said before. If
    nothing else was ended, nothing is gone, and needn't be looked for row by row.
    """
    (ended,) = db.execute(_ENDED, [revision]).fetchone()
    return db.execute(_GONE, [revision]) if ended > said else ()
