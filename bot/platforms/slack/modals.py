"""Forms as Slack's modals: opened by a button, and what is submitted carried out.

Slack wants its answer within three seconds. What is wrong with a field is told in it; where the
disk is slower than that, the modal closes and the answer comes as a message.
"""

import asyncio
import json
import logging
from typing import Any

from slack_bolt import BoltResponse
from slack_sdk.errors import SlackApiError

from bot.form import Filled, Form, Misfilled
from bot.forms import form_for, submitted
from bot.logs import report
from bot.outbox import Undelivered
from bot.platforms.slack import payload
from bot.platforms.slack.answers import BESIDE, Rendered, rendered
from bot.platforms.slack.changes import NobodyKnown
from bot.platforms.slack.desk import Desk, acknowledged
from bot.platforms.slack.home_tab import HomeTab
from bot.render.block_kit.modals import filled_in, modal
from bot.reply import Message, Place, Reaction
from bot.wording.admission import unknown_speaker
from bot.wording.apologising import apology_reply, apology_text
from bot.wording.form_fields import corrections_reply
from bot.wording.slack import too_late_to_open

CALLBACK_ID = "form"

_IN_TIME = 2.0
"""Seconds that a submission may take and still be answered in its modal."""

_METADATA = 3_000

_log = logging.getLogger(__name__)


class Modals:
    """The listener for submissions; buttons that open a form are passed on to it."""

    def __init__(self, desk: Desk, home: HomeTab) -> None:
        self._desk, self._home = desk, home

    async def open(self, body: dict[str, Any]) -> None:
        """Show the form that a button names, or say why there is none."""
        message = payload.of_button(body)
        try:
            speaker = await self._desk.changes.speaker(message)
            office = self._desk.changes.office
            form = await asyncio.to_thread(form_for, message.text, office, speaker)
            if isinstance(form, Form):
                await self._show(form, body)
            else:
                await self._say(rendered(form), body, message)
        except NobodyKnown:
            await self._say(rendered(unknown_speaker(payload.SLACK)), body, message)
        except Exception as error:  # noqa: BLE001 - whoever pressed is waiting
            sorry = apology_text(report(_log, "could not open a form", error))
            await self._say({"text": sorry}, body, message)

    async def _show(self, form: Form, body: dict[str, Any]) -> None:
        view = modal(form, CALLBACK_ID, _metadata(form, body))
        try:
            await self._desk.outbox.open_view(body["trigger_id"], view)
        except SlackApiError as error:
            if error.response.get("error") not in {"expired_trigger_id", "trigger_expired"}:
                raise
            await self._say(rendered(too_late_to_open()), body, payload.of_button(body))

    async def submitted(self, body: dict[str, Any]) -> BoltResponse:
        """Carry out what was filled in; what is wrong with a field is shown beside it."""
        work = asyncio.ensure_future(self._outcome(body))
        done, _ = await asyncio.wait({work}, timeout=_IN_TIME)
        if done and isinstance(outcome := work.result(), Misfilled):
            errors = dict(outcome.by_field)
            return BoltResponse(status=200, body={"response_action": "errors", "errors": errors})
        self._desk.background.start(self._report(work, body))
        return acknowledged()

    async def _report(
        self, work: asyncio.Future[Reaction | Misfilled | None], body: dict[str, Any]
    ) -> None:
        outcome = await work
        if isinstance(outcome, Misfilled):
            outcome = Reaction(corrections_reply(outcome))
        if outcome is not None:
            await self._desk.changes.deliver(outcome)
            kept = _kept(body)
            await self._say(rendered(outcome.reply), kept, _message(body, kept))
            if kept.get("home"):
                await self._home.draw(body["user"]["id"])

    async def _outcome(self, body: dict[str, Any]) -> Reaction | Misfilled | None:
        """What came of a submission; None for one that Slack delivers again."""
        if not await self._desk.seen_requests.is_new(payload.request_id(body)):
            return None
        view, kept = body["view"], _kept(body)
        message = _message(body, kept)
        try:
            speaker = await self._desk.changes.speaker(message)
            return await asyncio.to_thread(
                submitted,
                kept.get("form", ""),
                message.text,
                _filled(view),
                speaker,
                self._desk.changes.office,
            )
        except NobodyKnown:
            return Reaction(unknown_speaker(payload.SLACK))
        except Exception as error:  # noqa: BLE001 - silence would be the worst answer
            reference = report(_log, "could not carry out what was filled in", error)
            return Reaction(apology_reply(reference))

    async def _say(self, answer: Rendered, body: dict[str, Any], message: Message) -> None:
        """Where the button was, for their eyes only; else in a direct message."""
        url = body.get("response_url")
        try:
            await self._desk.outbox.answer(url, message.sender, answer, **BESIDE)
        except Undelivered as undelivered:
            report(_log, "could not answer a form", undelivered)


def _metadata(form: Form, body: dict[str, Any]) -> str:
    """What comes back with the submission: which form, about what, and where to answer."""
    kept = {
        "form": form.name,
        "arguments": form.arguments,
        "home": payload.is_on_home(body),
    }
    where = {
        "response_url": body.get("response_url"),
        "channel": (body.get("channel") or {}).get("id"),
    }
    whole = json.dumps({**kept, **where})
    return whole if len(whole) <= _METADATA else json.dumps(kept)


def _kept(body: dict[str, Any]) -> dict[str, Any]:
    """What was kept with the form; nothing in a view that isn't ours."""
    try:
        kept = json.loads(body["view"].get("private_metadata") or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _message(body: dict[str, Any], kept: dict[str, Any]) -> Message:
    place = Place(payload.SLACK, kept.get("channel"))
    return Message(str(kept.get("arguments", "")), body["user"]["id"], place, only_sender=True)


def _filled(view: dict[str, Any]) -> Filled:
    return filled_in((view.get("state") or {}).get("values") or {})
