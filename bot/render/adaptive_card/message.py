"""Reply -> what the connector is sent: a card, a line for notifications, and pictures beside it."""

from base64 import b64encode
from typing import Any, Final

from bot.render.adaptive_card.card import CARD_TYPE, adaptive_card
from bot.render.adaptive_card.speech import spoken, summary
from bot.reply import Picture, Reply

Rendered = dict[str, Any]
"""An activity of type `message`, without what says where it goes."""

_PICTURES: Final = 40_000
"""Bytes of pictures that fit a message. What a picture shows stands in the card in words."""


def message(reply: Reply, *, mentioning: bool = True) -> Rendered:
    """The activity of a reply."""
    card = adaptive_card(reply, mentioning=mentioning)
    return {
        "type": "message",
        "summary": summary(reply.parts),
        "speak": spoken(reply.parts),
        "attachments": [{"contentType": CARD_TYPE, "content": card}, *_pictures(reply)],
    }


def _pictures(reply: Reply) -> list[dict[str, str]]:
    room, attached = _PICTURES, []
    for part in reply.parts:
        if isinstance(part, Picture) and len(part.png) <= room:
            room -= len(part.png)
            url = f"data:image/png;base64,{b64encode(part.png).decode()}"
            attached.append({"contentType": "image/png", "contentUrl": url, "name": part.title})
    return attached
