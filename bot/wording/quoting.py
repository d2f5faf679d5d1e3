"""How somebody's own words are quoted in a sentence."""

from collections.abc import Iterator

from bot.reply import Span, Verbatim
from knowledge.errors import MapPath, Position

_LONGEST_QUOTE = 80


def shown(text: str) -> str:
    """Somebody's own words, cut and without anything that a terminal would obey."""
    visible = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return visible if len(visible) <= _LONGEST_QUOTE else visible[: _LONGEST_QUOTE - 1] + "…"


def quoted(text: str) -> str:
    """The same, set apart from the sentence."""
    return f"`{shown(text)}`"


def spans_of(sentence: str) -> Iterator[Span]:
    """A sentence for chat: what stands between backticks is shown there as it stands."""
    for place, text in enumerate(sentence.split("`")):
        if text:
            yield Verbatim(text) if place % 2 else text


def dotted(path: MapPath) -> str:
    """`models.churn.aliases[0]`."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return quoted(words.removeprefix("."))


def file_place(file: str, position: Position | None) -> str:
    """`ownership.yaml:3:7`, which editors and CI systems turn into a link."""
    return f"{file}:{position.line}:{position.column}" if position else file
