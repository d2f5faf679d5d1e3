"""Pressed buttons. A value is treated as what it is: something said by whoever pressed."""

import asyncio
from typing import Any, Final

from bot.platforms.teams.activity import (
    Activity,
    conversation_of,
    is_personal,
    place_of,
    sender_of,
    text_at,
)
from bot.platforms.teams.desk import Desk
from bot.render.adaptive_card import CARD_TYPE, adaptive_card, fallback_text
from bot.reply import Action, Posted, Reply

MESSAGE_TYPE: Final = "application/vnd.microsoft.activity.message"

_DOUBLE_CLICK: Final = 5.0
"""Seconds in which pressing the same button again means the same thing."""

Press = tuple[str, str, str, str]


class Pressed:
    """The listener for every button that a card can have.

    Whoever pressed sees the answer in the place of the card at once; a message to all is edited
    after, so that the others see it too. A card that stays, such as a reminder, is left as it is.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._in_hand: dict[Press, asyncio.Task[Reply]] = {}

    async def button(self, activity: Activity) -> dict[str, Any] | None:
        """The card that takes the place of the pressed one; None where no text was pressed."""
        said = text_at(activity, "value", "action", "data", "say")
        if not said:
            return None
        await self._desk.references.seen(activity)
        reply = await self._once(activity, said)
        if _stays(activity):
            return {"statusCode": 200, "type": MESSAGE_TYPE, "value": fallback_text(reply.parts)}
        return {"statusCode": 200, "type": CARD_TYPE, "value": adaptive_card(reply)}

    async def _once(self, activity: Activity, said: str) -> Reply:
        """A double click is one press: both get what comes of the first."""
        card = text_at(activity, "replyToId")
        press = (conversation_of(activity), card, sender_of(activity) or "", said)
        if press not in self._in_hand:
            loop = asyncio.get_running_loop()
            self._in_hand[press] = loop.create_task(self._react(activity, said, card))
            loop.call_later(_DOUBLE_CLICK, self._in_hand.pop, press, None)
        return await asyncio.shield(self._in_hand[press])

    async def _react(self, activity: Activity, said: str, card: str) -> Reply:
        reply = await self._desk.reply_to(activity, said)
        shown_to_all = not _stays(activity) and (not reply.aside or is_personal(activity))
        if card and shown_to_all:
            posted = Posted(place_of(activity), card)
            self._desk.background.start(self._desk.outbox.edit(posted, reply))
        return reply


def _stays(activity: Activity) -> bool:
    return text_at(activity, "value", "action", "verb") == Action.ASIDE
