"""Commands and errands said in Slack: after the acknowledgement, once it is known who speaks."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.commands.speaker import Speaker
from bot.delivering import bring_up_to_date, tell
from bot.identity import person_of
from bot.logs import report
from bot.office import Office
from bot.outbox import Outboxes
from bot.platforms.background import Background
from bot.platforms.known_members import UNKNOWN, Member
from bot.platforms.slack.answers import Aside, Rendered, rendered
from bot.platforms.slack.members import Members
from bot.platforms.slack.payload import SLACK
from bot.reacting import only_looks, react
from bot.reply import Message, Reaction, Reply
from bot.wording.admission import unknown_asker, unknown_speaker
from bot.wording.apologising import apology_text

_log = logging.getLogger(__name__)


class NobodyKnown(Exception):  # never leaves this platform
    """Slack does not say who somebody is; whoever is not known for sure changes nothing."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Carries out what members say, and tells those whom it concerns."""

    office: Office
    members: Members
    outboxes: Outboxes
    illustrated: Callable[[Reply], Awaitable[Rendered]]
    background: Background

    async def to(self, message: Message) -> Rendered:
        """What became of a command or errand; an apology if that fails."""
        try:
            speaker = await self._speaker_or_guest(message)
            reaction = await asyncio.to_thread(react, message, speaker, self.office)
        except NobodyKnown:
            looks = only_looks(message.text)
            return rendered(unknown_asker(SLACK) if looks else unknown_speaker(SLACK))
        except Exception as error:  # noqa: BLE001 - silence would be the worst answer
            return Aside(
                text=apology_text(report(_log, "could not carry out what was said", error))
            )
        await self.deliver(reaction)
        return await self.illustrated(reaction.reply)

    async def speaker(self, message: Message) -> Speaker:
        """Who says something; NobodyKnown where Slack does not tell."""
        try:
            member = await self.members.member(message.sender or "")
        except Exception as error:
            report(_log, "could not look a member up", error)
            raise NobodyKnown from error
        return self._speaker(message, member)

    async def _speaker_or_guest(self, message: Message) -> Speaker:
        """Looking is open to whoever may ask, also while Slack does not tell who that is."""
        try:
            return await self.speaker(message)
        except NobodyKnown:
            if only_looks(message.text) and self.office.lets_ask(message.sender):
                return self._speaker(message, UNKNOWN)
            raise

    async def deliver(self, reaction: Reaction) -> None:
        """Tell everybody else whom it concerns, after whoever spoke was answered.

        Earlier messages come first: the answer may take the place of one of them.
        """
        await bring_up_to_date(reaction, self.outboxes, self.office.store)
        if reaction.notices or reaction.edits:
            self.background.start(tell(reaction, self.outboxes, self.office.store))

    def _speaker(self, message: Message, member: Member) -> Speaker:
        person = person_of(message.sender, member.email, SLACK, self.office.current())
        return Speaker(
            person,
            member.name,
            SLACK,
            self.office.clock(),
            is_admin=self.office.appoints(message.sender, person.id if person else None),
            is_member=member.is_full,
            place=message.place,
            account=message.sender,
        )
