"""Pictures in Slack: uploaded as files that are shared nowhere, then shown in a message by their id.

Whatever goes wrong, the picture's alternative text stands in its place.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Final

from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import report
from bot.platforms.slack.addresses import takes_files
from bot.platforms.slack.answers import Rendered, rendered
from bot.render.block_kit import has_pictures, without_pictures
from bot.reply import Picture, Reply
from knowledge.errors import WhoOwnsError

_LONGEST_ALT: Final = 1_000
_PROCESSING: Final = (1.0, 2.0, 3.0)
"""Seconds between tries: Slack takes a file first and looks at it later."""

_log = logging.getLogger(__name__)


class NotUploaded(WhoOwnsError):
    """Slack did not take a picture, or named an address for it that is not its own."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Pictures:
    """Uploads the pictures of a reply. The session carries the time limit of a call."""

    def __init__(self, client: AsyncWebClient, session: ClientSession) -> None:
        self._client, self._session = client, session

    async def rendered(self, reply: Reply) -> Rendered:
        """A reply in Slack's dialect, with those of its pictures that Slack has taken."""
        pictures = [part for part in reply.parts if isinstance(part, Picture)]
        files = {p: file for p in pictures if (file := await self._uploaded(p))}
        return rendered(reply, files)

    async def _uploaded(self, picture: Picture) -> str | None:
        try:
            return await self._upload(picture)
        except NotUploaded as error:
            facts = {"reason": error.reason}
            _log.warning("a picture was not uploaded", extra={"facts": facts})
        except Exception as error:  # noqa: BLE001 - the words matter more than the picture
            report(_log, "could not upload a picture", error)
        return None

    async def _upload(self, picture: Picture) -> str:
        try:
            offered = await self._client.files_getUploadURLExternal(
                filename="whoowns.png",
                length=len(picture.png),
                alt_txt=picture.alt[:_LONGEST_ALT],
            )
            file = str(offered["file_id"])
            await self._send(picture.png, str(offered["upload_url"]))
            await self._client.files_completeUploadExternal(
                files=[{"id": file, "title": picture.title}]
            )
        except SlackApiError as error:
            raise NotUploaded(str(error.response.get("error"))) from error
        return file

    async def _send(self, png: bytes, url: str) -> None:
        if not takes_files(url, self._client.base_url):
            raise NotUploaded("foreign-address")
        headers = {"Content-Type": "application/octet-stream"}
        async with self._session.post(
            url, data=png, headers=headers, allow_redirects=False
        ) as response:
            if response.status != 200:
                raise NotUploaded(f"status-{response.status}")


async def tries(message: Rendered) -> AsyncIterator[Rendered]:
    """What to send, one after another until Slack takes it; at last without pictures."""
    yield message
    if has_pictures(message):
        for pause in _PROCESSING:
            await asyncio.sleep(pause)
            yield message
        yield without_pictures(message)
