"""Who cannot be written to in Teams: the admins are told, once, and how to change it."""

import asyncio
import logging
from collections.abc import Iterator

from bot.logs import report
from bot.office import Office
from bot.outbox import Outboxes
from bot.reply import Notice, Reply
from bot.wording.teams import channel_out_of_reach, person_out_of_reach
from knowledge.entities import Person
from knowledge.ownership import OwnershipMap
from knowledge.store.conversations import Conversations

_log = logging.getLogger(__name__)


class Reach:
    """Remembers what the admins were told, so that each loss is news once until it is mended."""

    def __init__(self, conversations: Conversations, office: Office, outboxes: Outboxes) -> None:
        self._conversations, self._office, self._outboxes = conversations, office, outboxes

    async def lost_person(self, person: Person) -> None:
        """Somebody for whom the app is not installed."""
        await self._lost(person.teams or person.id, person_out_of_reach(person), person)

    async def lost_channel(self, channel: str) -> None:
        """A channel in whose team the app is not installed."""
        await self._lost(channel, channel_out_of_reach(channel), None)

    async def _lost(self, addressee: str, reply: Reply, person: Person | None) -> None:
        """Whatever happens here must not hide that the message itself was not delivered."""
        try:
            at = self._office.clock()
            news = await asyncio.to_thread(self._conversations.out_of_reach, addressee, at)
            admins = admins_of(self._office) if news else ()
            await self._outboxes.give(Notice(a, reply) for a in admins if a != person)
        except Exception as error:  # noqa: BLE001 - the caller tells of the message
            report(_log, "could not tell the admins who is out of reach", error)


def admins_of(office: Office) -> Iterator[Person]:
    """The admins that the map or the settings name, as far as the map knows them."""
    ownership: OwnershipMap | None = office.current()
    if ownership is None:
        return
    for person in ownership.people.values():
        appointed = office.appoints(person.id, person.slack, person.teams)
        if person.active and (appointed or person.id in ownership.organisation.admins):
            yield person
