"""What goes out to Slack by itself: messages to channels, and to a request's `response_url`."""

import logging
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.platforms.slack.answers import Rendered, rendered
from bot.reply import Place, Reply
from knowledge.errors import WhoOwnsError

# Its debug lines hold whole messages, so the level is its own and not the root's.
SDK_LOG = logging.getLogger("slack_sdk.whoowns")
SDK_LOG.setLevel(logging.WARNING)

_NOT_LET_IN = {"not_in_channel", "channel_not_found"}


class NotDelivered(WhoOwnsError):
    """Slack took the request at a `response_url` for wrong, or the address was not Slack's."""

    def __init__(self, status: int | None = None) -> None:
        super().__init__(status)
        self.status = status


class NotLetIn(WhoOwnsError):
    """The bot is no member of the channel."""


class _ServerErrorRetryHandler(AsyncRetryHandler):
    """slack-sdk's own leaves out 502 and 504, which the gateways before Slack answer with."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        del state, request, error
        return response is not None and response.status_code >= 500


def patient() -> list[AsyncRetryHandler]:
    """Try again after lost connections and server errors; as late as Slack asks for when busy."""
    return [
        AsyncConnectionErrorRetryHandler(),
        AsyncRateLimitErrorRetryHandler(max_retry_count=3),
        _ServerErrorRetryHandler(max_retry_count=2),
    ]


class SlackOutbox:
    """An `Outbox`. The session carries the time limit of a call."""

    def __init__(self, client: AsyncWebClient, session: ClientSession) -> None:
        self._client, self._session = client, session

    async def post(self, place: Place, reply: Reply) -> None:
        """Say something in a place."""
        await self.post_rendered(place, rendered(reply))

    async def post_rendered(self, place: Place, message: Rendered) -> None:
        """Say it in the place, in its thread where there is one; `NotLetIn` if that is barred."""
        try:
            await self._client.chat_postMessage(
                channel=place.channel or "",
                thread_ts=place.thread,
                unfurl_links=False,
                unfurl_media=False,
                **message,
            )
        except SlackApiError as error:
            if _reason(error) in _NOT_LET_IN:
                raise NotLetIn from error
            raise

    async def respond(self, url: str, message: dict[str, Any]) -> None:
        """Answer where a request told us to."""
        if not is_slacks(url, self._client.base_url):
            raise NotDelivered
        hook = AsyncWebhookClient(
            url, session=self._session, retry_handlers=patient(), logger=SDK_LOG
        )
        response = await hook.send_dict(message)
        if response.status_code != 200:
            raise NotDelivered(response.status_code)


def _reason(error: SlackApiError) -> str | None:
    """Slack's word for what is wrong; a gateway that answers in its place has none."""
    data = getattr(error.response, "data", error.response)
    return data.get("error") if isinstance(data, dict) else None


def is_slacks(url: str, api_url: str) -> bool:
    """Whether an address is one at which Slack takes responses; `api_url` may stand in for it."""
    try:
        address, api = urlsplit(url), urlsplit(api_url)
        hooks = {"hooks.slack.com", f"hooks.{api.hostname}"}
        is_hook = address.scheme == "https" and address.netloc in hooks
    except ValueError:
        return False
    return is_hook or (address.scheme, address.netloc) == (api.scheme, api.netloc)
