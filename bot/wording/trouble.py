"""What the operator reads when a setting, the database or a map file cannot be used."""

from collections.abc import Iterator

from bot.http.address import UnavailableAddress
from bot.settings import UnusableSettings
from bot.wording.problems import problem_text
from bot.wording.quoting import file_place
from bot.wording.serving import unavailable_address_text
from bot.wording.setting import settings_text
from bot.wording.unreadable import unreadable_text
from knowledge.errors import (
    BackupExists,
    DamagedDatabase,
    NewerDatabase,
    Problem,
    ReadOnlyDatabase,
    RejectedMap,
    StoreError,
    Superseded,
    UncopiedDatabase,
    UnreadableMap,
    WhoOwnsError,
)


def trouble_text(error: WhoOwnsError) -> str:
    """What happened, to what, and what to do."""
    match error:
        case UnreadableMap():
            return unreadable_text(error)
        case RejectedMap(path=path, problems=problems):
            return "\n".join(_problem_lines(path, problems))
        case StoreError():
            return _store_text(error)
        case UnusableSettings():
            return settings_text(error)
        case UnavailableAddress():
            return unavailable_address_text(error)
        case _:
            return str(error)


def _problem_lines(path: str, problems: tuple[Problem, ...]) -> Iterator[str]:
    for problem in problems:
        yield f"{file_place(path, problem.position)}: {problem_text(problem)}"


def _store_text(error: StoreError) -> str:
    match error:
        case NewerDatabase(path=path):
            return f"{path} was written by a later version of WhoOwns. Update WhoOwns, or use a backup."
        case DamagedDatabase(path=path, detail=detail):
            because = f" ({detail})" if detail else ""
            return f"{path} is damaged, or no WhoOwns database{because}. Restore it from a backup."
        case ReadOnlyDatabase(path=path):
            return (
                f"{path} can be read and not written to, so nothing can be changed there."
                " Give this user the right to write to the file and its directory; or make a copy"
                " with `whoowns backup`, and name that one."
            )
        case UncopiedDatabase(path=path, detail=detail):
            because = f"that failed ({detail})" if detail else "others write to it all the time"
            return (
                f"{path} can't be written to. A copy of it would be looked into, but {because}."
                " Copy it to where you can write, with its -wal file if there is one."
            )
        case BackupExists(path=path):
            return f"{path} exists already, and a backup replaces nothing. Choose another name."
        case Superseded(path=path):
            return f"Somebody has changed the map in {path} meanwhile. Look at it, and try again."
        case _:
            because = f" ({error.detail})" if error.detail else ""
            return (
                f"{error.path} cannot be opened{because}."
                " Check the path, its rights, that the disk has room, and that no other program locks it."
            )
