"""Changes declared in Slack: after the acknowledgement, by full members only."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.commands.outcome import Declared, handovers
from bot.commands.speaker import Speaker
from bot.declaring import Declarations
from bot.logs import report
from bot.platforms.slack.answers import Rendered, rendered
from bot.platforms.slack.members import Member, Members
from bot.platforms.slack.outbox import SlackOutbox
from bot.reply import Message, Place
from bot.wording.declaring import declaring_reply, handover_reply
from bot.wording.slack import apology, not_a_full_member, not_known_to_slack
from knowledge.entities import Person
from knowledge.ownership import OwnershipMap

_log = logging.getLogger(__name__)
_SOURCE = "slack"


@dataclass(frozen=True, slots=True)
class Changes:
    """Carries commands out, and tells those who lost or gained a page."""

    declarations: Declarations
    clock: Callable[[], datetime]
    members: Members
    outbox: SlackOutbox

    async def to(self, message: Message) -> Rendered:
        """What became of a command; an apology if that fails."""
        try:
            member = await self.members.member(message.sender or "")
        except Exception as error:  # noqa: BLE001 - whoever is not known for sure changes nothing
            report(_log, "could not look a member up", error)
            return rendered(not_known_to_slack())
        if not member.is_full:
            return rendered(not_a_full_member())
        try:
            return await self._declared(message, member)
        except Exception as error:  # noqa: BLE001 - silence would be the worst answer
            return {"text": apology(report(_log, "could not declare", error))}

    async def _declared(self, message: Message, member: Member) -> Rendered:
        speaker = self._speaker(message, member)
        outcome = await asyncio.to_thread(self.declarations.declare, message.text, speaker)
        if isinstance(outcome, Declared):
            await self._tell(outcome)
        return rendered(declaring_reply(outcome))

    def _speaker(self, message: Message, member: Member) -> Speaker:
        person = person_of(message.sender, member, self.declarations.current())
        is_admin = self.declarations.appoints(message.sender, person.id if person else None)
        return Speaker(person, member.name, _SOURCE, self.clock(), is_admin)

    async def _tell(self, declared: Declared) -> None:
        """Write to those concerned; that one of them cannot be reached undoes nothing."""
        for handover in handovers(declared):
            if not handover.person.slack:
                continue
            try:
                place = Place(_SOURCE, handover.person.slack)
                await self.outbox.post(place, handover_reply(handover, declared))
            except Exception as error:  # noqa: BLE001 - the declaration stands all the same
                report(_log, "could not tell somebody about a page", error)


def person_of(sender: str | None, member: Member, ownership: OwnershipMap | None) -> Person | None:
    """The person of the map that a Slack member is: by their id, then by their e-mail."""
    if ownership is None or sender is None:
        return None
    by_id = ownership.people_by_chat_id.get(sender)
    if by_id or not member.email:
        return by_id
    email = member.email.casefold()
    people = [p for p in ownership.people.values() if p.email and p.email.casefold() == email]
    return people[0] if len(people) == 1 and people[0].slack is None else None
