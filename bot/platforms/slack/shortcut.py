"""**Who owns this?** on a message that somebody else posted: an alert, mostly."""

import logging
from typing import Any

from slack_bolt import BoltResponse

from bot.conversation import reply_to_alert
from bot.logs import report
from bot.outbox import Hindrance, Undelivered
from bot.platforms.slack import payload
from bot.platforms.slack.alert import alert_text
from bot.platforms.slack.answers import BESIDE, Rendered, with_line
from bot.platforms.slack.desk import Desk, acknowledged
from bot.wording.apologising import apology_text
from bot.wording.slack import not_in_this_channel, not_taken_in

CALLBACK_ID = "who_owns_this"

_log = logging.getLogger(__name__)


class Shortcut:
    """The listener of the message shortcut."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def pointed_at(self, body: dict[str, Any]) -> BoltResponse:
        """Acknowledge now, answer in the alert's thread after."""
        self._desk.background.start(self._answer(body))
        return acknowledged()

    async def _answer(self, body: dict[str, Any]) -> None:
        if not await self._desk.seen_requests.is_new(payload.request_id(body)):
            return
        alert = payload.of_alert(body, alert_text(body["message"]))
        if refusal := await self._desk.askers.refusal(alert):
            await self._whisper(body, refusal)
            return
        answer = self._desk.answers.to(alert, ask=reply_to_alert)
        try:
            await self._desk.outbox.post_rendered(alert.place, answer)
        except Exception as error:  # noqa: BLE001 - whoever pointed at the alert is waiting
            await self._whisper(body, _with_reason(answer, error, body["channel"]["id"]))

    async def _whisper(self, body: dict[str, Any], message: Rendered) -> None:
        url, account = body["response_url"], body["user"]["id"]
        await self._desk.outbox.answer(url, account, message, **BESIDE)


def _with_reason(answer: Rendered, error: Exception, channel: str) -> Rendered:
    hindrance = error.hindrance if isinstance(error, Undelivered) else Hindrance.FAILED
    match hindrance:
        case Hindrance.FAILED:  # without blocks: it may be them that Slack refused
            sorry = apology_text(report(_log, "could not post", error))
            return {"text": f"{answer['text']}\n{sorry}", "mrkdwn": False}
        case Hindrance.NOT_A_MEMBER:
            return with_line(answer, not_in_this_channel())
        case _:
            return with_line(answer, not_taken_in(channel))
