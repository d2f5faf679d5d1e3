"""What is said of words that nobody can read or write, or that name nobody."""

from collections.abc import Sequence

from bot.wording.quoting import quoted


def no_text_text(word: str) -> str:
    """Why a word of the command line is none, with its bytes."""
    shown = word.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return f"`{shown}` is no text: it holds bytes that are no UTF-8"


def no_name_text() -> str:
    """Why nobody can be recorded under what was typed."""
    return "that is no name: one has from 1 to 200 characters, and no control characters"


def one_map_text() -> str:
    """Why it isn't told which of several maps is meant."""
    return "--map, --sample and --database name different maps; give one of them"


def nameless_user_text(number: int) -> str:
    """Who it was where the machine has only a number for them."""
    return f"user {number}"


def nobody_text(typed: str, near: Sequence[str]) -> str:
    """That no person of the map has an id, and whose ids come near."""
    offered = f" ({' or '.join(map(quoted, near))} is)" if near else ""
    return f"{quoted(typed)} is no person's id in the map{offered}"


def no_right_text(file: str | None) -> str:
    """Why a file can't even be looked for."""
    return (
        f"{file or 'A file'} can't be reached: this user has no right to it, or to its directory."
    )


def long_name_text(file: str | None) -> str:
    """Why no file can go by a name."""
    return f"{file or 'A name'} is too long for the name of a file."


def no_room_text(file: str | None) -> str:
    """Why what was to be written isn't there, or is cut short."""
    return f"{file or 'The output'} can't be written: the disk is full."
