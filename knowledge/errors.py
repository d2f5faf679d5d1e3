"""What can go wrong, as data; the sentences are worded in `bot.wording`.

WhoOwnsError
├── MapFileError
│   ├── UnreadableMap      not YAML or JSON, too large, not a mapping, not to be opened
│   └── RejectedMap        read, but wrong: every problem, each with line and column
└── StoreError
    ├── NewerDatabase      written by a later version
    ├── DamagedDatabase    not a database, or no longer a whole one
    ├── UnavailableDatabase  locked for too long, or not to be opened
    ├── ReadOnlyDatabase   to be read and not written to
    ├── UncopiedDatabase   not to be written to, nor copied to be looked into
    ├── ReplacedDatabase   the file that was opened is no longer the one at its path
    ├── Superseded         somebody else has declared something since
    └── BackupExists       a backup would replace a file
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class WhoOwnsError(Exception):
    """The root: whatever this program raises on purpose."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file, both counted from 1."""

    line: int
    column: int


MapPath = tuple[str | int, ...]
"""The keys and indexes that lead to a place of a map file."""


class ProblemCode(StrEnum):
    """Everything that can be wrong with a map; each has one wording."""

    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    DUPLICATE_KEY = "duplicate-key"
    MERGE_KEY = "merge-key"
    NO_VALUE = "no-value"
    WRONG_TYPE = "wrong-type"
    NOT_A_NUMBER = "not-a-number"
    NOT_TRUE_OR_FALSE = "not-true-or-false"
    NOT_ONE_OF = "not-one-of"
    TOO_LONG = "too-long"
    TOO_SMALL = "too-small"
    TOO_LARGE = "too-large"
    BAD_ID = "bad-id"
    BAD_WEB_ADDRESS = "bad-web-address"
    BAD_CHAT_ID = "bad-chat-id"
    BAD_EMAIL = "bad-email"
    BAD_ZONE = "bad-zone"
    BAD_CADENCE = "bad-cadence"
    BAD_TIME = "bad-time"
    BAD_DAY = "bad-day"
    OFFSET_NOT_WANTED = "offset-not-wanted"
    OFFSET_WANTED = "offset-wanted"
    TIME_OUT_OF_RANGE = "time-out-of-range"
    FRACTION_OF_A_SECOND = "fraction-of-a-second"
    CONTROL_CHARACTERS = "control-characters"
    NOT_UNICODE = "not-unicode"
    NOT_ACCEPTED = "not-accepted"
    NOTHING_DECLARED = "nothing-declared"
    ID_TAKEN = "id-taken"
    UNKNOWN_ID = "unknown-id"
    WRONG_SORT = "wrong-sort"
    SAME_NAME = "same-name"
    REPEATED_NAME = "repeated-name"
    NAMELESS = "nameless"
    ILLEGIBLE_NAME = "illegible-name"
    CHAT_ID_TAKEN = "chat-id-taken"
    EMPTY_OVERRIDE = "empty-override"
    OVERLAPPING_OVERRIDES = "overlapping-overrides"
    CONSUMER_CYCLE = "consumer-cycle"
    MEMBER_CYCLE = "member-cycle"
    MORE = "more"


class UnreadableCode(StrEnum):
    """Every reason for which a file gives no map at all; each has one wording."""

    MISSING = "missing"
    DIRECTORY = "directory"
    FORBIDDEN = "forbidden"
    NOT_TO_BE_OPENED = "not-to-be-opened"
    TOO_BIG = "too-big"
    NOT_UTF_8 = "not-utf-8"
    EMPTY = "empty"
    NOT_YAML = "not-yaml"
    NOT_JSON = "not-json"
    NOT_A_MAPPING = "not-a-mapping"
    SEVERAL_DOCUMENTS = "several-documents"
    ALIAS_BOMB = "alias-bomb"
    SELF_REFERENCE = "self-reference"
    UNKNOWN_ANCHOR = "unknown-anchor"
    TAG = "tag"
    KEY_NOT_TEXT = "key-not-text"
    TOO_DEEP = "too-deep"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a map.

    `code` is stable and has one wording; `facts` are what the wording needs.
    """

    code: str
    path: MapPath
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


class ReadOnlyDatabase(StoreError):
    """The file, or the directory in which it is, can be read and not written to."""


class UncopiedDatabase(StoreError):
    """It can't be written to, nor copied to be looked into: others write, where no detail is given."""


class ReplacedDatabase(StoreError):
    """The file or its log was removed or replaced while it was open: others declare elsewhere."""


class Superseded(StoreError):
    """Somebody else has declared something since; `revision` is the current one."""

    def __init__(self, path: Path, revision: int) -> None:
        super().__init__(path, str(revision))
        self.revision = revision


class BackupExists(StoreError):
    """A backup never replaces a file; `path` is the one in the way."""
