"""What is answered at the `response_url` that a request named."""

import asyncio
import logging
from typing import Final

from aiohttp import ClientError, ClientSession
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.platforms.slack.addresses import takes_responses
from bot.platforms.slack.answers import Rendered
from bot.platforms.slack.patience import SDK_LOG, patient
from bot.platforms.slack.pictures import tries
from knowledge.errors import WhoOwnsError

_log = logging.getLogger(__name__)

_TAKEN: Final = 200
_WRONG: Final = 400

_GATEWAY_PAUSES: Final = (1.0, 2.0)
"""Seconds between tries where a gateway answers in Slack's place."""


class ForeignAddress(WhoOwnsError):
    """A `response_url` that is not Slack's: nothing is sent there."""


class NotDelivered(WhoOwnsError):
    """Slack didn't take a response, any more or at all; None where nothing came back."""

    def __init__(self, status: int | None = None) -> None:
        super().__init__(status)
        self.status = status


async def respond(url: str, message: Rendered, session: ClientSession, api_url: str) -> None:
    """Answer there, if it is Slack's; `api_url` may stand in for it."""
    if not takes_responses(url, api_url):
        raise ForeignAddress
    hook = AsyncWebhookClient(url, session=session, retry_handlers=patient(), logger=SDK_LOG)
    status: int | None = None
    try:
        async for attempt in tries(message):
            status = await _status(hook, attempt)
            if status == _TAKEN:
                return
        if status == _WRONG:
            status = await _status(hook, in_words(message))
    except (ClientError, TimeoutError) as error:
        raise NotDelivered from error
    if status != _TAKEN:
        raise NotDelivered(status)


def in_words(message: Rendered) -> Rendered:
    """The same without blocks that Slack refuses: what they say stands in the text too.

    There no mark of ours is left, so whatever looks like one is somebody's name.
    """
    _log.warning("Slack refused the blocks of a message")
    return {**message, "blocks": [], "mrkdwn": False}


async def _status(hook: AsyncWebhookClient, message: Rendered) -> int:
    """What becomes of a response. Here slack-sdk tries again when Slack is busy, and only then."""
    for pause in _GATEWAY_PAUSES:
        status = (await hook.send_dict(message)).status_code
        if status < 500:
            return status
        await asyncio.sleep(pause)
    return (await hook.send_dict(message)).status_code
