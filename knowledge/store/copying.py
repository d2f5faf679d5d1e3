"""A copy of a database that can't be written to: a mounted snapshot, or somebody else's file.

To read a database in WAL mode, SQLite makes companions beside it. Told that a file is immutable it
needs none, but then it passes over a log that is there, and answers from before it. So what is read
is a copy, log and all, that was made while nothing stirred.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from knowledge.errors import UncopiedDatabase
from knowledge.store.connection import can_be_written

_PARTS: Final = ("", "-wal", "-journal")
_TRIES: Final = 20
_REST: Final = 0.05


@contextmanager
def readable(path: Path) -> Iterator[Path]:
    """A file that SQLite can read: the database, or its copy where that can't be written to."""
    if can_be_written(path):
        yield path
        return
    with ExitStack() as stack:
        try:
            directory = Path(stack.enter_context(TemporaryDirectory(prefix="whoowns-")))
            copy = copied(path, directory / "copy.db")
        except OSError as error:
            raise UncopiedDatabase(path, str(error)) from error
        yield copy


def copied(path: Path, to: Path) -> Path:
    """A copy of one state of a database; UncopiedDatabase where others don't leave it in peace."""
    for _ in range(_TRIES):
        before = _states(path)
        for part in before:
            shutil.copyfile(f"{path}{part}", f"{to}{part}")
        if _states(path) == before:
            return to
        for part in before:
            Path(f"{to}{part}").unlink()
        time.sleep(_REST)
    raise UncopiedDatabase(path)


def _states(path: Path) -> dict[str, tuple[int, int, int]]:
    """What tells whether the parts of a database have changed."""
    found = {part: Path(f"{path}{part}") for part in _PARTS}
    stats = {part: file.stat() for part, file in found.items() if file.exists()}
    return {part: (s.st_ino, s.st_size, s.st_mtime_ns) for part, s in stats.items()}
