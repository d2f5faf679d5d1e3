"""Something was said to the bot, in a personal chat, a group chat or a channel's thread."""

import logging

from bot.logs import report
from bot.platforms.teams.activity import (
    Activity,
    at,
    is_from_a_bot,
    is_personal,
    message_of,
    request_id,
    text_at,
)
from bot.platforms.teams.desk import Desk
from bot.reply import Reply
from bot.wording.teams import in_short

_log = logging.getLogger(__name__)


class Messages:
    """The listener for messages: acknowledged now, answered after."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def heard(self, activity: Activity) -> None:
        """Answer beside it; an edit, or what a bot says, is not answered."""
        if not is_from_a_bot(activity):
            self._desk.background.start(self._answer(activity))

    async def _answer(self, activity: Activity) -> None:
        if await self._desk.seen_requests.is_new(request_id(activity)):
            await self._desk.references.seen(activity)
            await self._say(activity, await self._desk.reply_to(activity))

    async def _say(self, activity: Activity, reply: Reply) -> None:
        """An aside is shown to whoever asked alone, where that can be; else it is kept short.

        What was asked in private is answered so, or not at all.
        """
        message = message_of(activity)
        if at(activity, "recipient", "isTargeted") is True:
            await self._whispered(activity, reply)
            return
        if not reply.aside or is_personal(activity):
            await self._desk.outbox.post(message.place, reply)
            return
        if self._desk.private_replies and await self._whispered(activity, reply):
            return
        short = in_short(reply, message.text, text_at(activity, "recipient", "id"))
        await self._desk.outbox.post(message.place, short)

    async def _whispered(self, activity: Activity, reply: Reply) -> bool:
        place, sender = message_of(activity).place, at(activity, "from")
        try:
            await self._desk.outbox.whisper(place, reply, sender)
        except Exception as error:  # noqa: BLE001 - it is a preview; the short line is left
            report(_log, "could not reply in private", error)
            return False
        return True
