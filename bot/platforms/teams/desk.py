"""What every listener works with, and what they have in common."""

import asyncio
import logging
from dataclasses import dataclass

from bot.commands.speaker import Speaker
from bot.delivering import deliver
from bot.identity import person_of
from bot.logs import report
from bot.office import Office
from bot.outbox import Outboxes
from bot.platforms.background import Background
from bot.platforms.known_members import UNKNOWN, Member
from bot.platforms.seen_requests import SeenRequests
from bot.platforms.teams.activity import TEAMS, Activity, message_of, sender_of
from bot.platforms.teams.members import Members
from bot.platforms.teams.outbox import TeamsOutbox
from bot.platforms.teams.references import References
from bot.platforms.teams.wire import Wire
from bot.reacting import awaits_speaker, only_looks, react
from bot.reply import Message, Reaction, Reply
from bot.wording.admission import only_members_ask, unknown_asker, unknown_speaker
from bot.wording.apologising import apology_reply

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """Reactions come from here, go out there, once, now or later."""

    office: Office
    connector: Wire
    members: Members
    references: References
    outbox: TeamsOutbox
    outboxes: Outboxes
    seen_requests: SeenRequests
    background: Background
    private_replies: bool

    async def reply_to(self, activity: Activity, said: str | None = None) -> Reply:
        """What is said back to an activity, or to the text of a button; an apology if that fails.

        Those whom it concerns besides are told after.
        """
        message = message_of(activity, said)
        try:
            reaction = await self._reaction(message, activity)
        except Exception as error:  # noqa: BLE001 - silence would be the worst answer
            return apology_reply(report(_log, "could not react", error))
        self.deliver(reaction)
        return reaction.reply

    def deliver(self, reaction: Reaction) -> None:
        """Tell everybody else whom it concerns, after whoever spoke was answered."""
        if reaction.notices or reaction.edits:
            self.background.start(deliver(reaction, self.outboxes, self.office.store))

    async def speaker(self, activity: Activity) -> Speaker | None:
        """Who speaks; None where Teams does not tell, and then nothing may be changed."""
        try:
            member = await self.members.member(activity)
        except Exception as error:  # noqa: BLE001 - whoever is not known for sure changes nothing
            report(_log, "could not look a member up", error)
            return None
        return self._speaker(activity, member)

    def _speaker(self, activity: Activity, member: Member) -> Speaker:
        account = sender_of(activity)
        person = person_of(account, member.email, TEAMS, self.office.current())
        return Speaker(
            person,
            member.name,
            TEAMS,
            self.office.clock(),
            is_admin=self.office.appoints(account, person.id if person else None),
            is_member=member.is_full,
            place=message_of(activity, "").place,
            account=account,
        )

    async def refusal(self, activity: Activity) -> Reply | None:
        """What somebody is told instead of an answer; None for whoever is answered."""
        if self.office.lets_ask(sender_of(activity)):
            return None
        speaker = await self.speaker(activity)
        if speaker is None:
            return unknown_asker(TEAMS)
        return None if speaker.is_member else only_members_ask()

    async def _reaction(self, message: Message, activity: Activity) -> Reaction:
        awaited = await asyncio.to_thread(awaits_speaker, message, self.office)
        if not awaited and self.office.lets_ask(message.sender):
            return await asyncio.to_thread(react, message, None, self.office)
        speaker, looks = await self.speaker(activity), only_looks(message.text)
        if speaker is None and looks and self.office.lets_ask(message.sender):
            speaker = self._speaker(activity, UNKNOWN)
        if speaker is None:
            is_asked = looks or not awaited
            return Reaction(unknown_asker(TEAMS) if is_asked else unknown_speaker(TEAMS))
        return await asyncio.to_thread(react, message, speaker, self.office)
