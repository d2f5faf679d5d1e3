"""Where the bot may write: kept on every sign of life, forgotten when a conversation is gone."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Final, get_args

from bot.platforms.teams.activity import (
    Activity,
    conversation_of,
    directory_id_of,
    text_at,
)
from knowledge.store.conversations import Conversation, ConversationKind, Conversations

_MOST_KEPT: Final = 10_000


class References:
    """The conversations that the bot belongs to, in the store and at hand.

    The database is used in threads: the event loop must not wait for its write lock.
    """

    def __init__(self, conversations: Conversations, clock: Callable[[], datetime]) -> None:
        self.conversations, self._clock = conversations, clock
        self._at_hand: dict[str, Conversation] = {}

    async def seen(self, activity: Activity) -> None:
        """Keep the conversation that an activity came from."""
        conversation = conversation_in(activity)
        if conversation is not None:
            await self.keep(conversation)

    async def keep(self, conversation: Conversation) -> None:
        """Keep a conversation, unless it is known exactly so."""
        if self._at_hand.get(conversation.id) == conversation:
            return
        await asyncio.to_thread(self.conversations.remember, conversation, self._clock())
        reached = (i for i in (conversation.id, conversation.person) if i)
        await asyncio.to_thread(self.conversations.within_reach, *reached)
        if len(self._at_hand) < _MOST_KEPT:
            self._at_hand[conversation.id] = conversation

    async def of(self, conversation_id: str) -> Conversation | None:
        """The conversation of an id."""
        at_hand = self._at_hand.get(conversation_id)
        return at_hand or await asyncio.to_thread(self.conversations.known, conversation_id)

    async def with_person(self, person: str) -> Conversation | None:
        """The personal conversation with somebody."""
        return await asyncio.to_thread(self.conversations.personal, person)

    async def beside(self, tenant: str) -> Conversation | None:
        """Some conversation of a directory, whose service takes new ones too."""
        return await asyncio.to_thread(self.conversations.any_of_tenant, tenant)

    async def forget(self, conversation_id: str) -> None:
        """The conversation is gone, or the bot is no longer in it."""
        self._at_hand.pop(conversation_id, None)
        await asyncio.to_thread(self.conversations.forget, conversation_id)

    async def forget_team(self, team: str) -> None:
        """The bot is no longer in a team."""
        self._at_hand.clear()
        await asyncio.to_thread(self.conversations.forget_team, team)


def conversation_in(activity: Activity) -> Conversation | None:
    """The conversation of an activity, as far as it tells enough to write there."""
    conversation_id, service_url = conversation_of(activity), text_at(activity, "serviceUrl")
    kind = _kind(text_at(activity, "conversation", "conversationType"))
    tenant = tenant_of(activity)
    if not (conversation_id and service_url and kind and tenant):
        return None
    return Conversation(
        conversation_id,
        kind,
        service_url,
        tenant,
        person=directory_id_of(activity) if kind == "personal" else None,
        team=text_at(activity, "channelData", "team", "id") or None,
        name=text_at(activity, "channelData", "channel", "name") or None,
    )


def tenant_of(activity: Activity) -> str:
    """The directory that a conversation belongs to."""
    named = text_at(activity, "conversation", "tenantId")
    return (named or text_at(activity, "channelData", "tenant", "id")).lower()


def _kind(text: str) -> ConversationKind | None:
    return next((kind for kind in get_args(ConversationKind) if kind == text), None)
