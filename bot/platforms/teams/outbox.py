"""What goes out to Teams by itself, and what goes back to somebody who spoke there."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from bot.logs import report
from bot.outbox import Hindrance, Undelivered
from bot.platforms.teams.activity import TEAMS
from bot.platforms.teams.reach import Reach
from bot.platforms.teams.references import References
from bot.platforms.teams.wire import Unreadable, Wire
from bot.render.adaptive_card import Rendered, message
from bot.reply import Place, Posted, Reply
from knowledge.entities import Person
from knowledge.store.conversations import Conversation

_GONE: Final = {Hindrance.NOT_A_MEMBER, Hindrance.UNKNOWN_PLACE}

_log = logging.getLogger(__name__)


class TeamsOutbox:
    """An `Outbox`. Teams has no way to search for a message: what was sent by a key is recorded.

    A place may go by the id of a person too, for the chat with them.
    """

    def __init__(
        self,
        connector: Wire,
        references: References,
        reach: Reach,
        clock: Callable[[], datetime],
        tenant: str,
    ) -> None:
        self._connector, self._references, self._reach = connector, references, reach
        self._clock, self._tenant = clock, tenant

    async def post(self, place: Place, reply: Reply, key: str | None = None) -> Posted:
        """Say something in a place, in its thread where there is one."""
        conversation = await self._references.of(place.channel or "")
        if conversation is None:
            await self._reach.lost_channel(place.channel or "")
            raise Undelivered(Hindrance.NOT_A_MEMBER)
        try:
            return await self._send(conversation, place, reply, key)
        except Undelivered as undelivered:
            if undelivered.hindrance in _GONE:
                await self._references.forget(conversation.id)
                await self._reach.lost_channel(conversation.id)
            raise

    async def whisper(self, place: Place, reply: Reply, recipient: Any) -> None:
        """Say something in a place that only one of those who are there can see."""
        conversation = await self._references.of(place.channel or "")
        if conversation is None:
            raise Undelivered(Hindrance.NOT_A_MEMBER)
        activity = {**message(reply), "recipient": {**recipient, "isTargeted": True}}
        await self._connector.send(conversation.service_url, _address(place), activity)

    async def edit(self, posted: Posted, reply: Reply) -> None:
        """Put another text in the place of an earlier one."""
        conversation = await self._references.of(posted.place.channel or "")
        if conversation is None:
            raise Undelivered(Hindrance.UNKNOWN_PLACE)
        address = _address(posted.place)

        async def update(activity: Rendered) -> None:
            await self._connector.update(
                conversation.service_url, address, posted.message, activity
            )

        try:
            await update(message(reply))
        except Unreadable:
            await update(message(reply, mentioning=False))

    async def tell(self, person: Person, reply: Reply, key: str | None = None) -> Posted:
        """Say something to somebody in a personal chat."""
        conversation = await self._with(person)
        if conversation is None:
            await self._reach.lost_person(person)
            raise Undelivered(Hindrance.UNREACHABLE_PERSON)
        place = Place(TEAMS, conversation.id, is_direct=True)
        try:
            return await self._send(conversation, place, reply, key)
        except Undelivered as undelivered:
            if undelivered.hindrance in _GONE:
                await self._references.forget(conversation.id)
                await self._reach.lost_person(person)
                raise Undelivered(Hindrance.UNREACHABLE_PERSON) from undelivered
            raise

    async def find(self, place: Place, key: str, since: datetime) -> Posted | None:
        """The message that was recorded with a key. One whose record was lost is not found."""
        addressee = place.channel or ""
        conversation = await self._references.of(addressee)
        conversation = conversation or await self._references.with_person(addressee.lower())
        if conversation is None:
            return None
        sent = self._references.conversations.sent
        found = await asyncio.to_thread(sent, conversation.id, key, since)
        where = Place(TEAMS, conversation.id, place.thread, conversation.kind == "personal")
        return Posted(where, found) if found else None

    async def _with(self, person: Person) -> Conversation | None:
        """The conversation with somebody; a new one where the app is installed for them."""
        account = (person.teams or "").lower()
        known = await self._references.with_person(account) if account else None
        beside = await self._references.beside(self._tenant) if account and not known else None
        if known or beside is None:
            return known
        try:
            opened = await self._connector.open_personal(beside.service_url, account, self._tenant)
        except Undelivered as undelivered:
            if undelivered.hindrance in {Hindrance.BUSY, Hindrance.MISSING_SCOPE}:
                raise
            return None
        new = Conversation(opened, "personal", beside.service_url, self._tenant, person=account)
        await self._references.keep(new)
        return new

    async def _send(
        self, conversation: Conversation, place: Place, reply: Reply, key: str | None
    ) -> Posted:
        address, service_url = _address(place), conversation.service_url
        try:
            sent = await self._connector.send(service_url, address, message(reply))
        except Unreadable:  # a mention of somebody who is not there, mostly
            sent = await self._connector.send(
                service_url, address, message(reply, mentioning=False)
            )
        if key:
            await self._record(conversation, key, sent)
        return Posted(place, sent)

    async def _record(self, conversation: Conversation, key: str, sent: str) -> None:
        """It was sent: that this could not be written down must not have it sent again."""
        record = self._references.conversations.record
        try:
            await asyncio.to_thread(record, conversation.id, key, sent, self._clock())
        except Exception as error:  # noqa: BLE001 - whatever it is, the message is out
            report(_log, "could not record a message that was sent", error)


def _address(place: Place) -> str:
    """The conversation's id, with the thread's where there is one."""
    return f"{place.channel};messageid={place.thread}" if place.thread else place.channel or ""
