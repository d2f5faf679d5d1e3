"""Databases for tests, migrated once and copied: migrating each anew would take most of the time."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.store import Store


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
