"""A consistent copy of a database, whatever version wrote it and whoever writes to it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.errors import BackupExists, DamagedDatabase
from knowledge.store.connection import PATIENCE, in_our_terms


def back_up(path: Path, to: Path) -> None:
    """Copy the state at this moment. The copy appears whole or not at all, and replaces nothing."""
    if to.exists():
        raise BackupExists(to)
    partial = to.with_name(f".{to.name}.{os.getpid()}.partial")
    try:
        with in_our_terms(path):
            _copy(path, partial)
        partial.rename(to)
    finally:
        partial.unlink(missing_ok=True)


def _copy(path: Path, to: Path) -> None:
    existing = f"{path.absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(existing, uri=True, timeout=PATIENCE)) as origin,
        closing(sqlite3.connect(to)) as target,
    ):
        # All pages in one step, which is one read transaction: writers go on meanwhile.
        origin.backup(target)
        # One file without companions: it can be moved, and read from read-only media.
        target.execute("PRAGMA journal_mode = DELETE")
        found = target.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise DamagedDatabase(path, found)
