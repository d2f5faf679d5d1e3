"""Which listener hears what, and what Teams is answered."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from bot.logs import report
from bot.platforms.teams.activity import Activity, request_id, text_at
from bot.platforms.teams.desk import Desk
from bot.platforms.teams.dialogs import Dialogs
from bot.platforms.teams.extension import Extension
from bot.platforms.teams.installs import Installs
from bot.platforms.teams.messages import Messages
from bot.platforms.teams.pressed import MESSAGE_TYPE, Pressed
from bot.wording.apologising import apology_text

_log = logging.getLogger(__name__)

Invoked = Callable[[Activity], Awaitable[dict[str, Any] | None]]


class Answer(NamedTuple):
    """The HTTP response to an activity."""

    status: int
    body: dict[str, Any]


_RECEIVED = Answer(200, {})


class Dispatch:
    """Hears every activity that was let in. An invoke waits for its answer, all else does not."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._messages, self._installs = Messages(desk), Installs(desk)
        dialogs = Dialogs(desk)
        extension = Extension(desk, dialogs)
        self._invokes: dict[str, Invoked] = {
            "adaptiveCard/action": Pressed(desk).button,
            "task/fetch": dialogs.opened,
            "task/submit": dialogs.pressed,
            "composeExtension/query": extension.found,
            "composeExtension/fetchTask": extension.asked,
            "composeExtension/submitAction": extension.shared,
        }

    async def heard(self, activity: Activity) -> Answer:
        """Do what an activity asks for; what is not listened for is received, and that is all."""
        match activity.get("type"):
            case "message":
                self._messages.heard(activity)
            case "invoke":
                return await self._invoked(activity)
            case "installationUpdate":
                self._start(activity, self._installs.installed)
            case "conversationUpdate":
                self._start(activity, self._installs.updated)
        return _RECEIVED

    async def _invoked(self, activity: Activity) -> Answer:
        name = text_at(activity, "name")
        listener = self._invokes.get(name)
        if listener is None:
            return Answer(501, {})
        try:
            return Answer(200, await listener(activity) or {})
        except Exception as error:  # noqa: BLE001 - whoever pressed is waiting
            reference = report(_log, "could not answer an invoke", error)
            return Answer(200, _in_words(name, apology_text(reference)))

    def _start(self, activity: Activity, listener: Callable[[Activity], Awaitable[None]]) -> None:
        async def once() -> None:
            if await self._desk.seen_requests.is_new(request_id(activity)):
                await listener(activity)

        self._desk.background.start(once())


def _in_words(name: str, said: str) -> dict[str, Any]:
    """A text where something else was expected, in the form that each kind of invoke takes it."""
    if name == "composeExtension/query":
        return {"composeExtension": {"type": "message", "text": said}}
    if name == "adaptiveCard/action":
        return {"statusCode": 200, "type": MESSAGE_TYPE, "value": said}
    return {"task": {"type": "message", "value": said}}
