"""A reply as plain text, for the terminal. Mechanical: nothing is decided here."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import assert_never

from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Button,
    Buttons,
    ChannelMention,
    Fineprint,
    Headline,
    Line,
    Link,
    Mention,
    Part,
    Picture,
    Reply,
    Span,
    Spans,
    Strong,
    Struck,
    Verbatim,
)


def plain(reply: Reply) -> str:
    """The reply as lines of text, without a trailing newline."""
    numbers = count(1)
    return "\n".join(line for part in reply.parts for line in _lines(part, numbers))


def _lines(part: Part, numbers: Iterator[int]) -> Iterator[str]:
    match part:
        case Headline(spans) | Line(spans) | Fineprint(spans):
            yield _text(spans)
        case Alarm(spans):
            yield f"!! {_text(spans)}"
        case Bullet(spans):
            yield f"  - {_text(spans)}"
        case Buttons(buttons, by_label=True):
            yield f"  ({', '.join(button.label.lower() for button in buttons)})"
        case Buttons(buttons):
            yield from _buttons(buttons, numbers)
        case Picture(alt=alt):
            yield alt
        case _:
            assert_never(part)


def _buttons(buttons: Sequence[Button], numbers: Iterator[int]) -> Iterator[str]:
    """What can be picked by its number, and addresses; what only chat can do is left out."""
    for button in buttons:
        if button.action in {Action.ASK, Action.ASIDE}:
            yield f"  {next(numbers)}. {button.label}: {button.value}"
    for button in buttons:
        if button.action is Action.OPEN:
            yield f"{button.label}: {button.value}"


def _text(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    match span:
        case str():
            return span
        case Strong(text):
            return text
        case Verbatim(text):
            return f"`{text}`"
        case Struck(text):
            return f"~~{text}~~"
        case Mention(person):
            return person.name
        case Link(text, url):
            return f"{text} ({url})"
        case ChannelMention(channel):
            return f"channel {channel.slack or channel.teams or ''}".rstrip()
