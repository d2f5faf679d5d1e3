"""The App Home: drawn anew whenever somebody opens it, and after they have done something there."""

import asyncio
import logging
from typing import Any

from bot.home import home
from bot.logs import report
from bot.platforms.slack.changes import NobodyKnown
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.payload import SLACK
from bot.render import block_kit
from bot.reply import Message, Place, Reply
from bot.wording.admission import only_members_ask, unknown_speaker
from bot.wording.apologising import apology_reply

_log = logging.getLogger(__name__)


class HomeTab:
    """The listener for whoever opens it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def opened(self, body: dict[str, Any]) -> None:
        """Acknowledge now, draw after; the other tab is the conversation with the bot."""
        if body["event"].get("tab") == "home":
            self._desk.background.start(self.draw(body["event"]["user"]))

    async def draw(self, user_id: str) -> None:
        """Put somebody's page there as it is now."""
        reply = await self._page(user_id)
        await self._desk.outbox.publish_home(user_id, block_kit.block_kit(reply))

    async def _page(self, user_id: str) -> Reply:
        changes = self._desk.changes
        message = Message("", user_id, Place(SLACK, user_id, is_direct=True))
        try:
            speaker = await changes.speaker(message)
            if not (speaker.is_member or changes.office.lets_ask(user_id)):
                return only_members_ask()
            return await asyncio.to_thread(home, speaker, changes.office)
        except NobodyKnown:
            return unknown_speaker(SLACK)
        except Exception as error:  # noqa: BLE001 - an empty page would tell nothing
            return apology_reply(report(_log, "could not draw a home page", error))
