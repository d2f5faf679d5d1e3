"""Files that this process may read and not write to, whoever runs it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_NOBODY = 65534


@contextmanager
def snapshot(database: Path) -> Iterator[Path]:
    """A copy of a database and its log, as a mounted snapshot of the disk would look."""
    with TemporaryDirectory(prefix="snapshot-") as place:
        Path(place).chmod(0o755)
        disk = Path(place) / "disk"
        disk.mkdir()
        for part in ("", "-wal"):
            if (found := Path(f"{database}{part}")).exists():
                Path(f"{disk / database.name}{part}").write_bytes(found.read_bytes())
                Path(f"{disk / database.name}{part}").chmod(0o444)
        disk.chmod(0o555)
        try:
            yield disk / database.name
        finally:
            disk.chmod(0o755)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may write everywhere, so for a while it isn't root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
