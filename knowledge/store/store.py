"""Store: everything that is kept, in one SQLite file that several processes may share."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Final, Self

from sqlite_utils import Database

from knowledge.changes import Change, Kind
from knowledge.collecting import without_collections
from knowledge.entities import Id, Model
from knowledge.errors import DamagedDatabase, ReplacedDatabase, StoreError, Superseded
from knowledge.ownership import OwnershipMap
from knowledge.restating import Restated
from knowledge.revising import Pace
from knowledge.store.backup import back_up
from knowledge.store.catching_up import caught_up
from knowledge.store.commits import Commits
from knowledge.store.connection import (
    PATIENCE,
    as_written,
    connect,
    copied_afterwards,
    identity,
    in_our_terms,
    open_migrated,
    parts_of,
    reading,
    without_waiting,
    writing,
)
from knowledge.store.loading import (
    apply_touched,
    load_beside_models,
    load_map,
    load_with_bodies,
    touched_since,
)
from knowledge.store.recording import Author, Overtaken, Sheet, write
from knowledge.store.rows import Body
from knowledge.store.snapshot import Snapshot, continues, current_revision, revision_at
from knowledge.values import ModelText

FEW: Final = 100
"""Subjects that are cheaper to look at one by one than to load everything."""


class Store:
    """One connection. Threads may share it: they take turns."""

    def __init__(self, path: Path, db: Database, commits: Commits | None = None) -> None:
        self.path = path
        self.commits = commits or Commits()
        self._db = db
        self._turn = RLock()
        self._parts = parts_of(db, path)

    @classmethod
    def open(cls, path: Path, patience: float = PATIENCE) -> Self:
        """Open a database; make it, or bring it up to date, where need be.

        `patience` is how many seconds a call waits for another writer.
        """
        return cls(path, open_migrated(path, patience))

    def another(self) -> "Store":
        """A second connection to the same file; each is told of the other's commits."""
        with in_our_terms(self.path):
            return Store(self.path, connect(self.path), self.commits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._db.close()

    def revision(self) -> int:
        """The number of the last revision; 0 before the first."""
        with self._using() as db:
            return current_revision(db)

    def is_current(self, ownership: OwnershipMap | None) -> bool:
        """Whether a map is what the last revision left, and not one of that number elsewhere."""
        with self._using() as db, reading(db):
            if ownership is None:
                return current_revision(db) == 0
            return current_revision(db) == ownership.revision and continues(db, ownership)

    def load(self, pace: Pace | None = None) -> OwnershipMap | None:
        """All that is declared, indexed; None when nothing has been yet.

        Models are PartlyUnread unless they are few. `pace` is called every few milliseconds of work.
        """
        with self._using() as db, reading(db), without_collections():
            return load_map(Snapshot.now(db, self.path), pace)

    def load_with_bodies(self) -> tuple[OwnershipMap | None, dict[Id, Body]]:
        """The same without its indexes, and each model as a map file says it."""
        with self._using() as db, reading(db), without_collections():
            return load_with_bodies(Snapshot.now(db, self.path))

    def load_beside_models(self) -> OwnershipMap | None:
        """Everything that is declared but the models, without indexes."""
        with self._using() as db, reading(db), without_collections():
            return load_beside_models(Snapshot.now(db, self.path))

    def texts_of_models(self, revision: int) -> Iterator[tuple[Id, ModelText]]:
        """All models as a map file says them, as that revision left them; one after another."""
        with self._using() as db, reading(db):
            yield from Snapshot.of(db, self.path, revision).texts()

    def models_of(self, ids: Iterable[Id], revision: int) -> dict[Id, Model]:
        """Some models as that revision left them."""
        with self._using() as db, reading(db), without_collections():
            found = Snapshot.of(db, self.path, revision).chosen(Kind.MODEL, list(ids))
        return {model_id: model for model_id, model in found.items() if model is not None}

    def at(self, instant: datetime) -> OwnershipMap | None:
        """The map as it was declared at an instant; None where nothing had been yet."""
        with self._using() as db, reading(db), without_collections():
            return load_map(Snapshot.of(db, self.path, revision_at(db, instant)))

    def at_revision(self, number: int) -> OwnershipMap | None:
        """The map as that revision left it; None before the first."""
        with self._using() as db, reading(db), without_collections():
            return load_map(Snapshot.of(db, self.path, number))

    def since(self, ownership: OwnershipMap) -> OwnershipMap | None:
        """The map as it is now, by the shorter way; None where no organisation is left."""
        return self.since_if_little(ownership) or self.load()

    def caught_up(self, ownership: OwnershipMap, pace: Pace) -> OwnershipMap | None:
        """The map as it is now, whatever was touched; `pace` is called as in `load`.

        Models that only say something else of themselves are PartlyUnread. None where loading it
        whole is the shorter way, or the only one.
        """
        with suppress(DamagedDatabase), self._using() as db, reading(db), without_collections():
            return caught_up(Snapshot.now(db, self.path), ownership, pace)
        return None

    def since_if_little(
        self, ownership: OwnershipMap | None, limit: int = FEW
    ) -> OwnershipMap | None:
        """The map as it is now, unless more than `limit` subjects were touched: then None.

        So too where it has to be loaded: something is damaged, or a backup was restored.
        """
        with suppress(DamagedDatabase), self._using() as db, reading(db):
            if ownership and not continues(db, ownership):
                return None
            touched = touched_since(db, ownership.revision if ownership else 0, limit)
            if touched is None:
                return None
            snapshot = Snapshot.now(db, self.path)
            return apply_touched(snapshot, ownership, touched) if ownership else load_map(snapshot)
        return None

    def record(
        self,
        changes: Iterable[Change | Restated],
        *,
        actor: str,
        at: datetime,
        source: str,
        reason: str | None = None,
        expected_revision: int | None = None,
    ) -> int:
        """Write changes as one revision, wholly or not at all; its number.

        Superseded is raised when they don't start from what is declared now, or when the last
        revision isn't the expected one. No changes make no revision.
        """
        sheet = Sheet.of(changes)
        with self._using() as db, _unhindered(db, sheet), self.writing():
            revision = current_revision(db)
            if expected_revision not in {None, revision}:
                raise Superseded(self.path, revision)
            if not sheet.rows:
                return revision
            try:
                return write(db, sheet, Author(actor, at, source, reason))
            except Overtaken as overtaken:
                raise Superseded(self.path, revision) from overtaken

    def backup(self, to: Path) -> None:
        """Write a consistent copy while others go on; it appears whole or not at all."""
        back_up(self.path, to)

    def is_reachable(self) -> bool:
        """Whether the file is there and can be read."""
        try:
            self.revision()
        except (StoreError, sqlite3.Error):
            return False
        return True

    def data_version(self) -> int:
        """A number that changes when another connection has committed. Costs microseconds.

        ReplacedDatabase is raised where that can't be told, since others use another file.
        """
        if any(identity(part) not in {None, known} for part, known in self._parts.items()):
            raise ReplacedDatabase(self.path)
        with self._turn, in_our_terms(self.path):
            return int(self._db.conn.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """One state of the database, for the classes beside this one."""
        with self._using() as db, reading(db):
            yield db

    @contextmanager
    def writing(self, *, hasty: bool = False) -> Iterator[Database]:
        """A transaction that holds the write lock from its start; wholly or not at all.

        One in haste doesn't wait for the disk: a power cut may cost it.
        """
        with self._using() as db, without_waiting(db) if hasty else nullcontext():
            with writing(db):
                yield db
            self.commits.note()

    @contextmanager
    def _using(self) -> Iterator[Database]:
        if any(identity(part) != known for part, known in self._parts.items()):
            raise ReplacedDatabase(self.path)
        with self._turn, in_our_terms(self.path), as_written(self.path):
            yield self._db


def _unhindered(db: Database, sheet: Sheet) -> AbstractContextManager[None]:
    return copied_afterwards(db) if len(sheet.rows) > FEW else nullcontext()
