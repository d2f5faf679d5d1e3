"""The bot comes and goes: where it may write from now on, and where no longer."""

from typing import Final

from bot.platforms.teams.activity import (
    Activity,
    at,
    conversation_of,
    is_personal,
    place_of,
    text_at,
)
from bot.platforms.teams.desk import Desk
from bot.platforms.teams.references import tenant_of
from bot.reply import Reply
from bot.wording.onboarding.offers import installed_offer_reply
from knowledge.store.conversations import Conversation

_CHANNEL_CAME: Final = {"channelCreated", "channelRenamed", "channelRestored", "channelShared"}
_CHANNEL_WENT: Final = {"channelDeleted", "channelUnshared"}
_TEAM_WENT: Final = {"teamDeleted", "teamHardDeleted", "teamArchived"}


class Installs:
    """The listener for installations, and for what becomes of teams and channels."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def installed(self, activity: Activity) -> None:
        """The app was added somewhere, or removed; an upgrade is both, and changes nothing."""
        action = text_at(activity, "action")
        if action == "remove":
            await self._left(activity)
            return
        await self._arrived(activity)
        if action == "add" and is_personal(activity):
            await self._desk.outbox.post(place_of(activity), await self._greeting(activity))

    async def _greeting(self, activity: Activity) -> Reply:
        """What can be asked; while nothing is declared yet, an offer to begin."""
        if self._desk.office.current() is None:
            return installed_offer_reply()
        return await self._desk.reply_to(activity, "help")

    async def updated(self, activity: Activity) -> None:
        """Something about a conversation, a team or a channel has changed."""
        event = text_at(activity, "channelData", "eventType")
        if event in _TEAM_WENT or self._has(activity, "membersRemoved"):
            await self._left(activity)
        elif event in _CHANNEL_WENT:
            channel = text_at(activity, "channelData", "channel", "id")
            await self._desk.references.forget(channel)
        elif event in _CHANNEL_CAME:
            await self._keep_channel(activity)
        elif self._has(activity, "membersAdded"):
            await self._arrived(activity)

    async def _arrived(self, activity: Activity) -> None:
        """Keep the conversation; of a team, all its channels."""
        await self._desk.references.seen(activity)
        team = text_at(activity, "channelData", "team", "id")
        if team:
            self._desk.background.start(self._keep_channels(activity, team))

    async def _keep_channels(self, activity: Activity, team: str) -> None:
        service_url, tenant = text_at(activity, "serviceUrl"), tenant_of(activity)
        for channel, name in await self._desk.connector.channels(service_url, team):
            kept = Conversation(channel, "channel", service_url, tenant, team=team, name=name)
            await self._desk.references.keep(kept)

    async def _keep_channel(self, activity: Activity) -> None:
        channel = text_at(activity, "channelData", "channel", "id")
        team = text_at(activity, "channelData", "team", "id") or None
        name = text_at(activity, "channelData", "channel", "name") or None
        service_url, tenant = text_at(activity, "serviceUrl"), tenant_of(activity)
        if channel and service_url and tenant:
            kept = Conversation(channel, "channel", service_url, tenant, team=team, name=name)
            await self._desk.references.keep(kept)

    async def _left(self, activity: Activity) -> None:
        team = text_at(activity, "channelData", "team", "id")
        if team:
            await self._desk.references.forget_team(team)
        await self._desk.references.forget(conversation_of(activity))

    def _has(self, activity: Activity, change: str) -> bool:
        """Whether the bot itself is among those who came or went."""
        own, members = text_at(activity, "recipient", "id"), at(activity, change)
        ids = [text_at(m, "id") for m in members if isinstance(m, dict)] if members else []
        return bool(own) and own in ids
