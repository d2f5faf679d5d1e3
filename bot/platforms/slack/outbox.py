"""What goes out to Slack by itself: messages to channels, and to a request's `response_url`."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final

from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.identity import SLACK_MEMBER_ID
from bot.outbox import Hindrance, Undelivered
from bot.platforms.slack.answers import Rendered
from bot.platforms.slack.payload import SLACK
from bot.platforms.slack.pictures import Pictures, tries
from bot.platforms.slack.responses import NotDelivered, in_words, respond
from bot.reply import Place, Posted, Reply
from knowledge.entities import Person

_log = logging.getLogger(__name__)

_EVENT_TYPE = "whoowns"
"""What the metadata of our messages are called."""

_LOOKED_BACK = 200
"""Messages of a channel that are looked at for one of ours."""

_PAGES = 10
"""How many times as many, at most."""

_NOT_SHOWN: Final = "invalid_blocks"
"""What Slack says of a picture too that it hasn't looked at yet."""


_HINDRANCES = {
    "not_in_channel": Hindrance.NOT_A_MEMBER,
    "channel_not_found": Hindrance.NOT_A_MEMBER,  # as Slack calls private ones that we are not in
    "is_archived": Hindrance.ARCHIVED,
    "missing_scope": Hindrance.MISSING_SCOPE,
    "user_not_found": Hindrance.UNREACHABLE_PERSON,
    "cannot_dm_bot": Hindrance.UNREACHABLE_PERSON,
    "messages_tab_disabled": Hindrance.UNREACHABLE_PERSON,
    "message_not_found": Hindrance.DELETED,
    "cant_update_message": Hindrance.DELETED,
    "edit_window_closed": Hindrance.DELETED,
    "ratelimited": Hindrance.BUSY,
}


class SlackOutbox:
    """An `Outbox`. The session carries the time limit of a call."""

    def __init__(self, client: AsyncWebClient, session: ClientSession) -> None:
        self._client, self._session = client, session
        self._pictures = Pictures(client, session)

    async def rendered(self, reply: Reply) -> Rendered:
        """A reply in Slack's dialect; its pictures are uploaded for it."""
        return await self._pictures.rendered(reply)

    async def post(self, place: Place, reply: Reply, key: str | None = None) -> Posted:
        """Say something in a place."""
        return await self.post_rendered(place, await self.rendered(reply), key)

    async def post_rendered(
        self, place: Place, message: Rendered, key: str | None = None
    ) -> Posted:
        """Say it in the place, in its thread where there is one."""
        response = await self._taken(
            message,
            self._client.chat_postMessage,
            channel=place.channel or "",
            thread_ts=place.thread,
            unfurl_links=False,
            unfurl_media=False,
            metadata=_metadata(key),
        )
        # The channel that Slack names: a direct message is addressed to a person.
        channel = response.get("channel") or place.channel
        return Posted(Place(SLACK, channel, place.thread), str(response.get("ts") or ""))

    async def edit(self, posted: Posted, reply: Reply) -> None:
        """Put another text in the place of an earlier one; its metadata stays."""
        await self._taken(
            await self.rendered(reply),
            self._client.chat_update,
            channel=posted.place.channel or "",
            ts=posted.message,
        )

    async def _taken(
        self, message: Rendered, call: Callable[..., Awaitable[AsyncSlackResponse]], **where: Any
    ) -> AsyncSlackResponse:
        """What Slack says to a message; one whose picture or blocks it doesn't show is sent again."""
        async for attempt in tries(message):
            try:
                return await call(**where, **attempt)
            except SlackApiError as error:
                if _word(error) != _NOT_SHOWN:
                    raise _undelivered(error) from error
        try:
            return await call(**where, **in_words(message))
        except SlackApiError as error:
            raise _undelivered(error) from error

    async def tell(self, person: Person, reply: Reply, key: str | None = None) -> Posted:
        """Say something to somebody in a direct message."""
        if not person.slack:
            raise Undelivered(Hindrance.UNREACHABLE_PERSON)
        return await self.post(Place(SLACK, person.slack), reply, key)

    async def find(self, place: Place, key: str, since: datetime) -> Posted | None:
        """Look back in a channel, or in somebody's direct messages, for one that carries the key."""
        try:
            channel = await self._channel(place.channel or "")
            cursor: str | None = None
            for _ in range(_PAGES):
                response = await self._client.conversations_history(
                    channel=channel,
                    oldest=f"{since.timestamp():.6f}",
                    limit=_LOOKED_BACK,
                    cursor=cursor,
                    include_all_metadata=True,
                )
                for message in response.get("messages") or ():
                    if _key_of(message) == key:
                        return Posted(Place(SLACK, channel), str(message["ts"]))
                cursor = (response.get("response_metadata") or {}).get("next_cursor")
                if not cursor:
                    return None
        except SlackApiError as error:
            raise _undelivered(error) from error
        return None

    async def _channel(self, channel_or_person: str) -> str:
        """A message can be sent to a person's id, but it stands in a channel of its own."""
        if not SLACK_MEMBER_ID.fullmatch(channel_or_person):
            return channel_or_person
        opened = await self._client.conversations_open(users=channel_or_person)
        return str((opened.get("channel") or {}).get("id") or "")

    async def open_view(self, trigger_id: str, view: dict[str, Any]) -> None:
        """Show a modal to whoever did something less than three seconds ago."""
        await self._client.views_open(trigger_id=trigger_id, view=view)

    async def publish_home(self, user_id: str, blocks: list[dict[str, Any]]) -> None:
        """Put a text on somebody's home tab."""
        view = {"type": "home", "blocks": blocks}
        await self._client.views_publish(user_id=user_id, view=view)

    async def answer(
        self, url: str | None, account: str | None, message: Rendered, **how: Any
    ) -> None:
        """Answer where a request told us to; where that is too late, in a direct message."""
        try:
            if url:
                await self.respond(url, {**how, **message})
                return
        except NotDelivered as error:  # an address is good for half an hour, and five times
            facts = {"status": error.status}
            _log.warning("an answer goes to a direct message", extra={"facts": facts})
        await self.post_rendered(Place(SLACK, account), message)

    async def respond(self, url: str, message: Rendered) -> None:
        """Answer where a request told us to."""
        await respond(url, message, self._session, self._client.base_url)


def _metadata(key: str | None) -> dict[str, Any] | None:
    return {"event_type": _EVENT_TYPE, "event_payload": {"key": key}} if key else None


def _key_of(message: dict[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    key = (metadata.get("event_payload") or {}).get("key")
    return key if metadata.get("event_type") == _EVENT_TYPE and isinstance(key, str) else None


def _word(error: SlackApiError) -> str:
    """What Slack says is wrong; a gateway that answers in its place says nothing."""
    data = getattr(error.response, "data", error.response)
    return str(data.get("error")) if isinstance(data, dict) else ""


def _undelivered(error: SlackApiError) -> Undelivered:
    """Slack's word for what is wrong, in ours."""
    headers = getattr(error.response, "headers", None) or {}
    after = str(headers.get("Retry-After") or headers.get("retry-after") or "")
    hindrance = _HINDRANCES.get(_word(error), Hindrance.FAILED)
    return Undelivered(hindrance, float(after) if after.isdecimal() else None)
