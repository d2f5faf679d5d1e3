"""Databases for tests, migrated once and copied: migrating each anew would take most of the time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from knowledge.difference import difference
from knowledge.ownership import OwnershipMap
from knowledge.store import Store
from tests.northwind import NORTHWIND, NOW


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "whoowns.db"
        Store.open(path).close()
        return path.read_bytes()


def fresh(path: Path) -> Store:
    """A store in which nothing is declared yet."""
    path.write_bytes(_empty())
    return Store.open(path)


@contextmanager
def store_of(
    path: Path,
    ownership: OwnershipMap = NORTHWIND,
    *,
    actor: str = "elena",
    at: datetime = NOW,
    source: str = "import",
) -> Iterator[Store]:
    """A store in which a map is declared, as its first revision."""
    with fresh(path) as store:
        store.record(difference(None, ownership), actor=actor, at=at, source=source)
        yield store


def database_of(path: Path, ownership: OwnershipMap = NORTHWIND, **said: Any) -> Path:
    """The same, let go of: for processes and commands that open it themselves."""
    with store_of(path, ownership, **said):
        return path


_LAST_DECLARED = """
SELECT kind, subject, aspect, id FROM declaration AS said
WHERE value IS NOT NULL AND from_revision = (
    SELECT max(from_revision) FROM declaration AS any
    WHERE any.kind = said.kind AND any.subject = said.subject AND any.aspect = said.aspect)
ORDER BY kind, subject, aspect
"""


def assert_what_stands_was_declared_last(path: Path) -> None:
    """The index of what stands says what the history does."""
    with closing(sqlite3.connect(path)) as raw:
        standing = raw.execute("SELECT * FROM standing ORDER BY kind, subject, aspect").fetchall()
        assert standing == raw.execute(_LAST_DECLARED).fetchall()
