"""Opening a database file: the settings of a connection, and SQLite's errors in our terms."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from knowledge.errors import DamagedDatabase, NewerDatabase, ReadOnlyDatabase, UnavailableDatabase
from knowledge.schema import belongs_to_another_program, bring_up_to_date, unknown_migrations

PATIENCE: Final = 15.0
"""Seconds to wait for another writer: the import of 100,000 models holds the lock for a few."""

_CHECKPOINT: Final = 1_000
"""Pages of the log after which a commit copies them into the file: SQLite's own default."""

_NO_DATABASE: Final = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
_NOT_NOW: Final = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_PROTOCOL,
}


@contextmanager
def in_our_terms(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file into StoreErrors; what is our own fault passes."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary part of the code
        if code in _NO_DATABASE:
            raise DamagedDatabase(path, str(error)) from error
        if code == sqlite3.SQLITE_READONLY:
            raise ReadOnlyDatabase(path) from error
        if code in _NOT_NOW:
            raise UnavailableDatabase(path, str(error)) from error
        raise


@contextmanager
def as_written(path: Path) -> Iterator[None]:
    """What can't be made of what was read is damage: nothing of the kind was ever written."""
    try:
        yield
    except ValueError as error:  # pydantic's, and those of JSON, instants and kinds
        raise DamagedDatabase(path, str(error)) from error


def connect(path: Path, patience: float = PATIENCE) -> Database:
    """Open an existing, migrated database."""
    # Absolute: SQLite would take the name `:memory:` for no file at all.
    # Threads may share the connection because the store lets in one at a time.
    connection = sqlite3.connect(
        path.absolute(), timeout=patience, isolation_level=None, check_same_thread=False
    )
    db = Database(connection, execute_plugins=False)
    try:
        db.execute("PRAGMA foreign_keys = ON")
        # An accepted change must outlive a power cut too: NORMAL would only outlive the process.
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA mmap_size = 268435456")
        # A mass import touches most pages of the indexes; written out early, each comes back again.
        db.execute("PRAGMA cache_size = -131072")
        # What it would take to undo one statement alone, not what outlives the process.
        db.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        db.close()
        raise
    return db


def open_migrated(path: Path, patience: float = PATIENCE, file: Path | None = None) -> Database:
    """Open a database, or a copy of it, creating and migrating it where need be."""
    if file is None and not can_be_written(path):
        raise ReadOnlyDatabase(path)
    with in_our_terms(path):
        db = connect(file or path, patience)
        try:
            _refuse_what_is_not_ours(db, path)
            _patiently(lambda: db.execute("PRAGMA journal_mode = WAL"), patience)
            bring_up_to_date(db)
        except BaseException:
            db.close()
            raise
    return db


def can_be_written(path: Path) -> bool:
    """Whether a database, and beside it what SQLite needs; one that isn't there can be tried."""
    mine = os.access in os.supports_effective_ids
    return not path.is_file() or all(
        os.access(place, os.W_OK, effective_ids=mine) for place in (path, path.absolute().parent)
    )


def _refuse_what_is_not_ours(db: Database, path: Path) -> None:
    """Before anything is touched."""
    if unknown := unknown_migrations(db):
        raise NewerDatabase(path, unknown[-1])
    if belongs_to_another_program(db):
        raise DamagedDatabase(path, db.table_names()[0])


def _patiently(attempt: Callable[[], object], patience: float) -> None:
    """Repeat what SQLite gives up at once when another process is at it, busy timeout or not."""
    deadline = time.monotonic() + patience
    while True:
        try:
            attempt()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def identity(path: Path) -> tuple[int, int] | None:
    """Which file a path names, whatever it holds; None where it names none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def parts_of(db: Database, path: Path) -> dict[Path, tuple[int, int]]:
    """Which files a database consists of that was opened there: itself, and the log of what is read."""
    log = Path(f"{db.execute('PRAGMA database_list').fetchone()[2]}-wal")
    return {part: found for part in (path, log) if (found := identity(part))}


@contextmanager
def reading(db: Database) -> Iterator[None]:
    """Look at one state of the database, whatever others commit meanwhile."""
    if db.conn.in_transaction:  # which holds one state already
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Take the write lock first: a transaction that reads before it writes fails beside another.

    One inside another is a part of it: it is undone alone, and kept only with the whole.
    """
    if db.conn.in_transaction:
        with _within(db):
            yield
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


@contextmanager
def copied_afterwards(db: Database) -> Iterator[None]:
    """Let others see what is committed before its pages are copied from the log into the file.

    A mass import writes nearly every page. The commit itself is on the disk all the same.
    """
    if db.conn.in_transaction:  # whose commit it is not ours to say
        yield
        return
    db.execute("PRAGMA wal_autocheckpoint = 0")
    try:
        yield
    finally:
        db.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT}")
    with suppress(sqlite3.Error):  # as SQLite does by itself: a later commit copies it too
        db.execute("PRAGMA wal_checkpoint(PASSIVE)")


@contextmanager
def without_waiting(db: Database) -> Iterator[None]:
    """Commit without waiting for the disk: a power cut may cost what is committed."""
    db.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        db.execute("PRAGMA synchronous = FULL")


@contextmanager
def _within(db: Database) -> Iterator[None]:
    db.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK TO part")
        raise
    finally:
        db.execute("RELEASE part")
