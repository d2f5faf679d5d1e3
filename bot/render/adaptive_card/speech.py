"""A reply in plain words: for clients that show no card, for notifications, and to be spoken."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.render.adaptive_card.inert import inert
from bot.render.adaptive_card.texts import ELLIPSIS, plain_line
from bot.render.cleaning import clean
from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Link,
    Part,
    Picture,
    Span,
)

_FALLBACK: Final = 1_000
_SPOKEN: Final = 500
_SUMMARY: Final = 200
_TO_WORDS = str.maketrans({"<": " ", ">": " ", "&": " and ", "🚨": ""})


def fallback_text(parts: Sequence[Part]) -> str:
    """Everything that is said, as far as it fits, line by line; it may be read as Markdown."""
    lines = [inert(text) for part in parts if (text := _line(part))]
    return _clipped("\n\n".join(lines), _FALLBACK) or ELLIPSIS


def spoken(parts: Sequence[Part]) -> str:
    """The answer and its facts without addresses or markup; SSML may be read out of it."""
    said = [_spoken(part.spans) for part in parts if isinstance(part, Headline | Alarm | Line)]
    return _clipped(" ".join(filter(None, said)).translate(_TO_WORDS), _SPOKEN)


def summary(parts: Sequence[Part]) -> str:
    """What a notification says: the first line."""
    return _clipped(next((text for part in parts if (text := _line(part))), ELLIPSIS), _SUMMARY)


def _line(part: Part) -> str:
    match part:
        case Alarm(spans):
            return f"🚨 {plain_line(spans)}"
        case Headline(spans) | Line(spans) | Bullet(spans) | Fineprint(spans):
            return plain_line(spans)
        case Picture(alt=alt):
            return clean(alt)
        case Buttons(buttons):
            return " · ".join(clean(b.label) for b in buttons if b.action is Action.ASK)


def _spoken(spans: Iterable[Span]) -> str:
    said = plain_line(span.text if isinstance(span, Link) else span for span in spans).strip()
    return said if said.endswith((".", "!", "?", ":")) or not said else f"{said}."


def _clipped(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + ELLIPSIS
