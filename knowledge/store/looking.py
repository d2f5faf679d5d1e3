"""Looking into a database, also where it can't be written to."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from knowledge.store.connection import open_migrated
from knowledge.store.copying import readable
from knowledge.store.store import Store


@contextmanager
def looking_into(path: Path) -> Iterator[Store]:
    """An existing database to read from; where a copy of it is read, nothing can be written."""
    with readable(path) as file:
        db = open_migrated(path, file=file)
        with closing(Store(path, db)) as store:
            if file != path:
                db.execute("PRAGMA query_only = ON")
            yield store
