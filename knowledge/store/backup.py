"""A consistent copy of a database, whatever version wrote it and whoever writes to it."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from knowledge.errors import BackupExists, DamagedDatabase, UnavailableDatabase
from knowledge.store.connection import PATIENCE, in_our_terms
from knowledge.store.copying import readable


def back_up(path: Path, to: Path) -> None:
    """Copy the state at this moment. The copy appears whole or not at all, and replaces nothing."""
    if to.exists():
        raise BackupExists(to)
    if not path.exists():
        raise UnavailableDatabase(path, "there is no such file")
    partial = to.with_name(f".{to.name}.{os.getpid()}.partial")
    try:
        with (
            readable(path) as file,
            in_our_terms(path),
            closing(_opened(file)) as origin,
            in_our_terms(to),
        ):
            # Whoever may not read the database may not read its copy.
            with suppress(OSError):  # which SQLite tells better
                partial.touch(mode=path.stat().st_mode & 0o666 | 0o600)
            found = _copied(origin, partial)
        if found != "ok":
            raise DamagedDatabase(path, found)
        partial.rename(to)
    finally:
        with suppress(OSError):  # of a directory that isn't one
            partial.unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    """An existing database, read from once: what is wrong with it must not be laid to the copy."""
    existing = f"{path.absolute().as_uri()}?mode=rw"
    origin = sqlite3.connect(existing, uri=True, timeout=PATIENCE)
    try:
        origin.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        origin.close()
        raise
    return origin


def _copied(origin: sqlite3.Connection, to: Path) -> str:
    """Copy all pages, and say what a check of the copy finds: `ok`, or the damage."""
    with closing(sqlite3.connect(to)) as target:
        # All pages in one step, which is one read transaction: writers go on meanwhile.
        origin.backup(target)
        # One file without companions: it can be moved, and read from read-only media.
        target.execute("PRAGMA journal_mode = DELETE")
        found: str = target.execute("PRAGMA quick_check(1)").fetchone()[0]
    return found
