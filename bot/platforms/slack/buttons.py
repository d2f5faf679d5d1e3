"""Pressed buttons. A value is treated as what it is: something said by whoever pressed."""

import asyncio
from typing import Any, Final

from msgspec.structs import replace
from slack_bolt import BoltResponse

from bot.platforms.slack import payload
from bot.platforms.slack.answers import BESIDE, Aside, Rendered
from bot.platforms.slack.desk import Desk, acknowledged
from bot.platforms.slack.home_tab import HomeTab
from bot.platforms.slack.modals import Modals
from bot.platforms.slack.responses import NotDelivered
from bot.reply import Action, Message, Place
from bot.wording.slack import shared_by, too_late_to_share
from knowledge.entities import Person

_DOUBLE_CLICK: Final = 5.0
"""Seconds in which pressing the same button again, and none in between, means the same thing."""


class Pressed:
    """The listener for every button that a reply can have."""

    def __init__(self, desk: Desk, modals: Modals, home: HomeTab) -> None:
        self._desk, self._modals, self._home = desk, modals, home
        self._lately: dict[tuple[str, str], tuple[str, str | None]] = {}

    async def button(self, body: dict[str, Any]) -> BoltResponse:
        """Acknowledge now, answer after; a web address was opened by Slack already."""
        match payload.pressed(body):
            case Action.ASK | Action.ASIDE | Action.SHARE if self._is_double_click(body):
                pass
            case Action.ASK:
                self._desk.background.start(self._ask(body))
            case Action.ASIDE:
                self._desk.background.start(self._ask_aside(body))
            case Action.SHARE:
                self._desk.background.start(self._share(body))
            case Action.FORM:
                self._desk.background.start(self._form(body))
            case Action.OPEN:
                pass
        return acknowledged()

    def _is_double_click(self, body: dict[str, Any]) -> bool:
        """Whether it is one press with the one before it. A form covers its button by itself."""
        shown_in = payload.shown_in(body)
        if shown_in is None:
            return False
        button = body["actions"][0]
        where, what = (body["user"]["id"], shown_in), (button["action_id"], button.get("value"))
        if self._lately.get(where) == what:
            return True
        self._lately[where] = what
        asyncio.get_running_loop().call_later(_DOUBLE_CLICK, self._let_go, where, what)
        return False

    def _let_go(self, where: tuple[str, str], what: tuple[str, str | None]) -> None:
        if self._lately.get(where) is what:  # another button counts for a time of its own
            del self._lately[where]

    async def _form(self, body: dict[str, Any]) -> None:
        if await self._desk.seen_requests.is_new(payload.request_id(body)):
            await self._modals.open(body)

    async def _ask(self, body: dict[str, Any]) -> None:
        if not await self._desk.seen_requests.is_new(payload.request_id(body)):
            return
        message = payload.of_button(body)
        answer = await self._desk.reply_to(message)
        if payload.is_on_home(body):
            await self._desk.outbox.post_rendered(message.place, answer)
            await self._home.draw(body["user"]["id"])
        elif isinstance(answer, Aside) and payload.is_for_all(message):
            await self._respond(body, answer, **BESIDE, **_in_thread(message))
        else:
            await self._replace(body, answer)

    async def _ask_aside(self, body: dict[str, Any]) -> None:
        """Answer whoever pressed; the message with the button stays as it is."""
        if await self._desk.seen_requests.is_new(payload.request_id(body)):
            answer = await self._desk.reply_to(replace(payload.of_button(body), only_sender=True))
            await self._respond(body, answer, **BESIDE)

    async def _share(self, body: dict[str, Any]) -> None:
        """Say it to all, then take the button from the answer that only the asker sees."""
        if await self._desk.seen_requests.is_new(payload.request_id(body)):
            question = replace(payload.of_button(body), only_sender=False)
            if refusal := await self._desk.askers.refusal(question):
                await self._replace(body, refusal)
                return
            try:
                await self._show_everybody(body, question)
            except NotDelivered:
                await self._tell_late(question)
            else:
                await self._replace(body, await self._desk.answers.later(question))

    async def _show_everybody(self, body: dict[str, Any], question: Message) -> None:
        shared = [shared_by(_asker(body["user"]))]
        answer = await self._desk.answers.later(question, after=shared)
        how = {"response_type": "in_channel", "replace_original": False, **_in_thread(question)}
        await self._desk.outbox.respond(body["response_url"], {**how, **answer})

    async def _tell_late(self, question: Message) -> None:
        answer = await self._desk.answers.later(question, after=[too_late_to_share()])
        await self._desk.outbox.post_rendered(Place(payload.SLACK, question.sender), answer)

    async def _replace(self, body: dict[str, Any], answer: Rendered) -> None:
        await self._respond(body, answer, replace_original=True)

    async def _respond(self, body: dict[str, Any], answer: Rendered, **how: Any) -> None:
        await self._desk.outbox.answer(body["response_url"], body["user"]["id"], answer, **how)


def _in_thread(message: Message) -> dict[str, Any]:
    return {"thread_ts": message.place.thread} if message.place.thread else {}


def _asker(user: dict[str, Any]) -> Person:
    """Whoever pressed, whether or not the map knows them."""
    name = user.get("name") or user.get("username") or user["id"]
    return Person(id=user["id"], name=name, slack=user["id"])
