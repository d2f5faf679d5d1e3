"""Reply -> a card that stays small and readable on a phone, whatever the data.

One column of lines and rows of buttons: no table, no picture that says what no line says.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from bot.render.adaptive_card.actions import rows, submitting
from bot.render.adaptive_card.speech import fallback_text, spoken
from bot.render.adaptive_card.texts import ELLIPSIS, Element, Mentions, line
from bot.reply import (
    Alarm,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Part,
    Picture,
    Reply,
)

Card = dict[str, Any]

CARD_TYPE: Final = "application/vnd.microsoft.card.adaptive"

_ROOM = 16_000
"""Bytes of a card's body. Teams takes 28 KB in all; the texts beside the body and the mentions have
the rest."""

_CUT = {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": ELLIPSIS}]}


def adaptive_card(reply: Reply, *, mentioning: bool = True) -> Card:
    """The card of a reply. Where nobody may be mentioned, people are plain names."""
    mentions = Mentions() if mentioning else Mentions(most=0)
    body = _within(_ROOM, _elements(reply.parts, mentions)) or [_CUT]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": fallback_text(reply.parts),
        "speak": spoken(reply.parts),
        "body": body,
    }
    entities = mentions.entities(body)
    return {**card, "msteams": {"entities": entities}} if entities else card


def dialog_card(reply: Reply) -> Card:
    """The card of a reply in a dialog, which knows no action but to submit: its buttons do that."""
    card = adaptive_card(reply)
    return {**card, "body": [submitting(element) for element in card["body"]]}


def _elements(parts: Sequence[Part], mentions: Mentions) -> Iterator[Element]:
    """Rows of buttons stand where they stood; neighbours share a row."""
    waiting: list[Button] = []
    for part in parts:
        if isinstance(part, Buttons):
            waiting += part.buttons
            continue
        yield from rows(waiting)
        waiting = []
        if element := _element(part, mentions):
            yield element
    yield from rows(waiting)


def _element(part: Part, mentions: Mentions) -> Element | None:
    match part:
        case Headline(spans):
            return line("", spans, mentions, size="Medium")
        case Alarm(spans):
            loud = line("🚨 ", spans, mentions, weight="Bolder", size="Medium")
            return {"type": "Container", "style": "attention", "items": [loud]} if loud else None
        case Line(spans):
            return line("", spans, mentions)
        case Bullet(spans):
            bullet = line("• ", spans, mentions)
            return {**bullet, "spacing": "Small"} if bullet else None
        case Fineprint(spans):
            small = line("", spans, mentions, size="Small", isSubtle=True)
            return {**small, "spacing": "Small"} if small else None
        case Picture(alt=alt):
            return line("", (alt,), mentions, isSubtle=True)
        case Buttons():
            return None


def _within(room: int, elements: Iterable[Element]) -> list[Element]:
    """As many as there is room for beside the buttons at the end, which lead to the rest."""
    lines = [*elements]
    buttons: list[Element] = []
    while lines and lines[-1]["type"] == "ActionSet":
        buttons.insert(0, lines.pop())
    buttons = _fitting(room // 2, buttons)
    return [*_fitting(room - sum(map(_size, buttons)), lines), *buttons]


def _fitting(room: int, elements: Iterable[Element]) -> list[Element]:
    """As many as there is room for; where some are left out, that shows."""
    kept: list[Element] = []
    for element in elements:
        room -= _size(element)
        if room < 0:
            return [*kept, _CUT]
        kept.append(element)
    return kept


def _size(element: Element) -> int:
    return len(json.dumps(element, ensure_ascii=False).encode()) + 2
