"""What can go wrong, as data; the sentences are worded in `bot.wording`.

WhoOwnsError
├── MapFileError
│   ├── UnreadableMap      not YAML or JSON, too large, not a mapping, not to be opened
│   └── RejectedMap        read, but wrong: every problem, each with line and column
└── StoreError
    ├── NewerDatabase      written by a later version
    ├── DamagedDatabase    not a database, or no longer a whole one
    └── UnavailableDatabase  locked for too long, or not to be opened
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class WhoOwnsError(Exception):
    """The root: whatever this program raises on purpose."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a map.

    `code` is stable and has one wording; `path` are the keys and indexes that lead to the place;
    `facts` are what the wording needs.
    """

    code: str
    path: tuple[str | int, ...]
    facts: tuple[tuple[str, str], ...] = ()
    position: Position | None = None

    def fact(self, name: str) -> str:
        """One fact, empty where it is not known."""
        return dict(self.facts).get(name, "")


class MapFileError(WhoOwnsError):
    """A map file that cannot be used."""


class UnreadableMap(MapFileError):
    """The file gives no map at all."""

    def __init__(
        self, path: str, code: str, detail: str = "", position: Position | None = None
    ) -> None:
        super().__init__(path, code, detail)
        self.path, self.code, self.detail, self.position = path, code, detail, position


class RejectedMap(MapFileError):
    """The file was read; these problems stand against it."""

    def __init__(self, path: str, problems: Sequence[Problem]) -> None:
        super().__init__(path, tuple(problems))
        self.path, self.problems = path, tuple(problems)


class StoreError(WhoOwnsError):
    """The database cannot be used."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path, self.detail = path, detail


class NewerDatabase(StoreError):
    """A later version of WhoOwns has migrated this database."""


class DamagedDatabase(StoreError):
    """SQLite cannot make sense of the file."""


class UnavailableDatabase(StoreError):
    """The file cannot be opened, or stayed locked."""
