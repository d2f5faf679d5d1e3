"""Who is answered in Slack: full members, whomever the map knows, and others where that is allowed."""

import asyncio
import logging
from dataclasses import dataclass

from bot.logs import report
from bot.office import Office
from bot.platforms.slack.answers import Rendered, rendered
from bot.platforms.slack.members import Members
from bot.platforms.slack.payload import SLACK
from bot.reply import Message
from bot.wording.admission import only_members_ask, unknown_asker

_log = logging.getLogger(__name__)

_PATIENCE = 2.0
"""Seconds that Slack has to tell who asks: it waits three for an answer itself."""


@dataclass(frozen=True, slots=True)
class Askers:
    """Whoever is not known for sure to be one of us is not answered."""

    office: Office
    members: Members

    def at_once(self, message: Message) -> bool:
        """Whether somebody is known to be answered, without asking Slack."""
        known = self.members.known(message.sender or "")
        return known.is_full if known else self.office.lets_ask(message.sender)

    async def refusal(self, message: Message) -> Rendered | None:
        """What somebody is told instead of an answer; None for whoever is answered."""
        if self.office.lets_ask(message.sender):
            return None
        try:
            async with asyncio.timeout(_PATIENCE):
                member = await self.members.member(message.sender or "")
        except Exception as error:  # noqa: BLE001 - whoever is not known for sure is not answered
            report(_log, "could not look an asker up", error)
            return rendered(unknown_asker(SLACK))
        return None if member.is_full else rendered(only_members_ask())
