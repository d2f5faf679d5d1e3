"""The message extension: search for a model, and *Who owns this?* on somebody else's message."""

from typing import Any, Final

from bot.conversation import reply_to, reply_to_alert
from bot.outbox import Undelivered
from bot.platforms.teams.activity import (
    Activity,
    at,
    message_of,
    place_of,
    text_at,
)
from bot.platforms.teams.alert import alert_text
from bot.platforms.teams.desk import Desk
from bot.platforms.teams.dialogs import Dialogs
from bot.render.adaptive_card import CARD_TYPE, Card, adaptive_card, dialog_card, summary
from bot.render.cleaning import clean
from bot.reply import Fineprint, Place, Reply
from bot.wording.extension import ASKED, SHARE, WHO_OWNS, none_found, question_about
from bot.wording.teams import not_in_this_channel
from knowledge.names import fold
from knowledge.ownership import OwnershipMap

_FOUND: Final = 10
"""Models that are offered for what was typed."""

_PREVIEW: Final = "application/vnd.microsoft.card.thumbnail"


class Extension:
    """The listeners of the message extension. Who is not answered in a chat is not answered here."""

    def __init__(self, desk: Desk, dialogs: Dialogs) -> None:
        self._desk, self._dialogs = desk, dialogs

    async def found(self, activity: Activity) -> dict[str, Any]:
        """The ownership cards of the models whose names fit what was typed."""
        if refusal := await self._desk.refusal(activity):
            return _in_words(summary(refusal.parts))
        ownership, typed = self._desk.office.current(), _typed(activity)
        offers = [self._offer(model, activity) for model in models_like(typed, ownership)]
        if not offers:
            return _in_words(none_found(typed))
        result = {"type": "result", "attachmentLayout": "list", "attachments": offers}
        return {"composeExtension": result}

    async def asked(self, activity: Activity) -> dict[str, Any]:
        """Who is paged for an alert, in a dialog that only whoever pointed at it sees."""
        if refusal := await self._desk.refusal(activity):
            return _shown(refusal)
        reply = self._about(activity)
        return _shown(reply, shareable=not reply.aside)

    async def shared(self, activity: Activity) -> dict[str, Any]:
        """The same, in the alert's thread; where the bot is not, the dialog says so.

        What else can be pressed in the dialog comes here, too.
        """
        if any(text_at(activity, "value", "data", key) for key in ("say", "form")):
            return await self._dialogs.pressed(activity)
        if refusal := await self._desk.refusal(activity):
            return _shown(refusal)
        reply = self._about(activity)
        try:
            await self._desk.outbox.post(_thread_of(activity), reply)
        except Undelivered:
            return _shown(Reply((*reply.parts, not_in_this_channel()), reply.aside))
        return {}

    def _about(self, activity: Activity) -> Reply:
        message = message_of(activity, alert_text(activity))
        office = self._desk.office
        return reply_to_alert(message, office.current(), office.clock())

    def _offer(self, model: str, activity: Activity) -> dict[str, Any]:
        office = self._desk.office
        said = message_of(activity, question_about(model))
        reply = reply_to(said, office.current(), office.clock(), office.terms)
        preview = {"title": model, "text": summary(reply.parts)}
        return {
            "contentType": CARD_TYPE,
            "content": adaptive_card(reply),
            "preview": {"contentType": _PREVIEW, "content": preview},
        }


def models_like(typed: str, ownership: OwnershipMap | None) -> list[str]:
    """Models whose id or other name holds what was typed, then those that resemble it."""
    if ownership is None:
        return []
    wanted = fold(typed).strip()
    holding = [
        model.id
        for model in ownership.models.values()
        if any(wanted in fold(name) for name in (model.id, *model.aliases))
    ]
    holding.sort(key=lambda model_id: (not fold(model_id).startswith(wanted), model_id))
    near = ownership.model_names.near(wanted.split()) if wanted and not holding else ()
    return list(dict.fromkeys([*holding, *near]))[:_FOUND]


def _typed(activity: Activity) -> str:
    parameters = at(activity, "value", "parameters")
    for parameter in parameters if isinstance(parameters, list) else ():
        if isinstance(parameter, dict) and parameter.get("name") == "model":
            value = parameter.get("value")
            return clean(value[:200]) if isinstance(value, str) else ""
    return ""


def _in_words(said: str) -> dict[str, Any]:
    return {"composeExtension": {"type": "message", "text": said}}


def _shown(reply: Reply, *, shareable: bool = False) -> dict[str, Any]:
    return {"task": {"type": "continue", "value": _dialog(reply, shareable=shareable)}}


def _dialog(reply: Reply, *, shareable: bool) -> dict[str, Any]:
    card: Card = dialog_card(Reply((*reply.parts, Fineprint((ASKED,)))))
    if shareable:
        card["actions"] = [{"type": "Action.Submit", "title": SHARE, "data": {"share": True}}]
    content = {"contentType": CARD_TYPE, "content": card}
    return {"title": WHO_OWNS, "width": "medium", "height": "medium", "card": content}


def _thread_of(activity: Activity) -> Place:
    """The thread of the message that was pointed at; in a chat, the chat."""
    place = place_of(activity)
    message = text_at(activity, "value", "messagePayload", "id")
    in_channel = at(activity, "conversation", "conversationType") == "channel"
    thread = place.thread or message or None
    return Place(place.platform, place.channel, thread if in_channel else None)
