"""Questions typed in Slack: the slash command, an @mention, a direct message."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.outbox import Undelivered
from bot.platforms.slack import payload
from bot.platforms.slack.answers import EPHEMERAL, only_to_asker, with_line
from bot.platforms.slack.at_once import COMMAND
from bot.platforms.slack.desk import Desk, acknowledged
from bot.reacting import needs_speaker
from bot.reply import Message, Place
from bot.wording.slack import not_taken_in

_log = logging.getLogger(__name__)


class SlashCommand(AsyncMiddleware):
    """Answers `/whoowns` inside the response, for the asker's eyes only.

    A middleware and no listener: finding a listener and its arguments takes Bolt longer than the
    answer takes us. Over HTTP most questions never get here, see `at_once`.
    """

    def __init__(self, desk: Desk, *, once: bool) -> None:
        self._desk, self._once = desk, once

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt passes it by this name
    ) -> BoltResponse:
        """Answer the command; leave everything else to the listeners.

        `once` is for Socket Mode, where an envelope whose receipt was lost comes again.
        """
        del resp
        if req.body.get("command") != COMMAND:
            return await next()
        if self._once and not await self._desk.seen_requests.is_new(payload.request_id(req.body)):
            return acknowledged()
        message = payload.of_command(req.body)
        if needs_speaker(message.text):
            self._desk.background.start(self._change(message, req.body))
            return acknowledged()
        answer = self._desk.at_once(message) or await self._desk.askers.refusal(message)
        answer = answer or self._desk.answers.at_once(message)
        if answer is None:
            self._desk.background.start(self._look_back(message, req.body["response_url"]))
            return acknowledged()
        body = only_to_asker(answer).decode()
        return BoltResponse(status=200, body=body, headers=_JSON)

    async def _look_back(self, message: Message, url: str) -> None:
        """The map of a past instant may take a while to find."""
        answer = await self._desk.answers.later(message)
        await self._desk.outbox.answer(url, message.sender, answer, **EPHEMERAL)

    async def _change(self, message: Message, body: dict[str, Any]) -> None:
        """An answer may be given again; a change is made once, though a request is replayed."""
        if self._once or await self._desk.seen_requests.is_new(payload.request_id(body)):
            answer = await self._desk.changes.to(message)
            url = body.get("response_url")
            await self._desk.outbox.answer(url, message.sender, answer, **EPHEMERAL)


_JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json;charset=utf-8"}


class Questions:
    """Listeners; Bolt hands them what they name: `body` is the whole payload."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def mention(self, body: dict[str, Any]) -> None:
        """Answer an @mention in its thread."""
        self._answer_later(payload.of_mention(body), body)

    async def direct_message(self, body: dict[str, Any]) -> None:
        """Answer a direct message beside it."""
        self._answer_later(payload.of_direct_message(body), body)

    def _answer_later(self, message: Message | None, body: dict[str, Any]) -> None:
        if message is not None:
            self._desk.background.start(self._answer(message, payload.request_id(body)))

    async def _answer(self, message: Message, request_id: str | None) -> None:
        if not await self._desk.seen_requests.is_new(request_id):
            return
        answer, place = await self._desk.reply_to(message), message.place
        try:
            await self._desk.outbox.post_rendered(place, answer)
        except Undelivered as undelivered:
            if place.is_direct or place.channel is None:
                raise
            facts = {"hindrance": undelivered.hindrance}
            _log.warning("an answer goes to a direct message", extra={"facts": facts})
            alone = with_line(answer, not_taken_in(place.channel))
            await self._desk.outbox.post_rendered(Place(payload.SLACK, message.sender), alone)
