"""Memory: the map as it was declared at any past instant, quickly."""

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Final

from sqlite_utils import Database

from knowledge.audit import Entry, Revision, Then
from knowledge.changes import Kind
from knowledge.collecting import without_collections
from knowledge.entities import Id
from knowledge.errors import DamagedDatabase
from knowledge.ownership import OwnershipMap
from knowledge.store.audit_trail import AuditTrail
from knowledge.store.loading import apply_touched, load_map, touched_since
from knowledge.store.snapshot import Snapshot, continues, revision_at
from knowledge.store.store import Store

_KEPT: Final = 2
"""Past maps that are kept; one that differs much from today's is as large as today's."""

_FEW: Final = 2_000
"""Subjects that are cheaper to look at one by one than to load everything."""

_REVISION: Final = "SELECT number, at, actor, source FROM revision WHERE number = ?"
_FIRST: Final = "SELECT number, at, actor, source FROM revision ORDER BY number LIMIT 1"


class Memory:
    """Looks back from the current map, which differs from a past one in little; threads may share it."""

    def __init__(self, store: Store, current: Callable[[], OwnershipMap | None]) -> None:
        self._store, self._current = store, current
        self._kept: OrderedDict[Revision, OwnershipMap] = OrderedDict()
        self._lock = Lock()

    def at(self, instant: datetime) -> Then | None:
        """The map as it was declared at an instant; None where nothing had been yet."""
        current = self._current()  # first: whatever is later is in the state that is read
        with self._lock, self._store.reading() as db, without_collections():
            number = revision_at(db, instant)
            revision = _revision(db, _REVISION, number)
            ownership = self._map(db, revision, current) if revision else None
        return Then(ownership, revision) if ownership and revision else None

    def beginning(self) -> Revision | None:
        """The revision that the map began with."""
        with self._store.reading() as db:
            return _revision(db, _FIRST)

    def of_model(self, model: Id) -> list[Entry]:
        """Every change of a model, newest first."""
        return AuditTrail(self._store).history(kind=Kind.MODEL, subject=model)

    def _map(
        self, db: Database, revision: Revision, current: OwnershipMap | None
    ) -> OwnershipMap | None:
        number = revision.number
        if current is not None and not continues(db, current):
            current = None
        if current is not None and current.revision == number:
            return current
        # By all of it: in a backup that is restored a number may be that of something else.
        ownership = self._kept.get(revision) or _past(db, self._store.path, number, current)
        if ownership is not None:
            self._kept[revision] = ownership
            self._kept.move_to_end(revision)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return ownership


def _past(
    db: Database, path: Path, number: int, current: OwnershipMap | None
) -> OwnershipMap | None:
    snapshot = Snapshot.of(db, path, number)
    if current is None or current.revision < number:
        return load_map(snapshot)
    touched = touched_since(db, number, _FEW)
    if touched is not None:
        with suppress(DamagedDatabase):  # of what has become of a model since, it may be
            return apply_touched(snapshot, current, touched)
    return load_map(snapshot)


def _revision(db: Database, statement: str, *values: object) -> Revision | None:
    found = db.execute(statement, values).fetchone()
    if found is None:
        return None
    number, at, actor, source = found
    return Revision(number, datetime.fromisoformat(at), actor, source)
