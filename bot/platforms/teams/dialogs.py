"""Forms as task modules: opened by a button, and what is submitted carried out.

What is wrong with a field is shown under it, with everything else as it was typed.
"""

import asyncio
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.commands.speaker import Speaker
from bot.form import Form, Misfilled
from bot.forms import form_for, submitted
from bot.outbox import Undelivered
from bot.platforms.teams.activity import TEAMS, Activity, at, place_of, text_at
from bot.platforms.teams.desk import Desk
from bot.render.adaptive_card import CARD_TYPE, Card, dialog_card
from bot.render.adaptive_card.forms import filled_in, form_card, typed_in
from bot.reply import Reaction, Reply
from bot.wording.admission import unknown_speaker
from bot.wording.teams import ANSWER
from knowledge.entities import Person

_LONGEST_VALUE: Final = 2_000
_MOST_PEOPLE: Final = 200

Answer = dict[str, Any]


class Dialogs:
    """The listeners for task modules."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def opened(self, activity: Activity) -> Answer:
        """Show the form that a button names, or say why there is none."""
        await self._desk.references.seen(activity)
        value = text_at(activity, "value", "data", "form")[:_LONGEST_VALUE]
        speaker = await self._desk.speaker(activity)
        if speaker is None:
            return _shown(unknown_speaker(TEAMS))
        return await self._form(value, speaker)

    async def pressed(self, activity: Activity) -> Answer:
        """Do what a button of a dialog says: a form's own, or one of an answer that is shown there."""
        if said := text_at(activity, "value", "data", "say"):
            return _shown(await self._desk.reply_to(activity, said))
        is_filled = isinstance(at(activity, "value", "data", "arguments"), str)
        return await (self._submitted if is_filled else self.opened)(activity)

    async def _submitted(self, activity: Activity) -> Answer:
        """Carry out what was filled in; what is wrong with a field is shown beside it."""
        speaker = await self._desk.speaker(activity)
        if speaker is None:
            return _shown(unknown_speaker(TEAMS))
        data = at(activity, "value", "data")
        typed = typed_in(data) if isinstance(data, dict) else {}
        name = text_at(activity, "value", "data", "form")
        arguments = text_at(activity, "value", "data", "arguments")[:_LONGEST_VALUE]
        filled = filled_in(typed, self._zone(speaker))
        outcome = await asyncio.to_thread(
            submitted, name, arguments, filled, speaker, self._desk.office
        )
        if isinstance(outcome, Misfilled):
            return await self._form(f"{name} {arguments}", speaker, outcome, typed)
        return await self._done(outcome, activity)

    async def _form(
        self,
        value: str,
        speaker: Speaker,
        misfilled: Misfilled | None = None,
        typed: dict[str, str] | None = None,
    ) -> Answer:
        form = await asyncio.to_thread(form_for, value, self._desk.office, speaker)
        if not isinstance(form, Form):
            return _shown(form)
        wrong = misfilled.by_field if misfilled else {}
        card = form_card(form, self._people(), self._zone(speaker), wrong, typed)
        return _dialog(form.title, card)

    async def _done(self, reaction: Reaction, activity: Activity) -> Answer:
        """What came of it stands where the button was; where that can't be, in the dialog."""
        self._desk.deliver(reaction)
        if reaction.reply.aside:
            return _shown(reaction.reply)
        try:
            await self._desk.outbox.post(place_of(activity), reaction.reply)
        except Undelivered:
            return _shown(reaction.reply)
        return {}

    def _people(self) -> list[Person]:
        """Whom a form offers; where there are too many, they are typed."""
        ownership = self._desk.office.current()
        people = [p for p in ownership.people.values() if p.active] if ownership else []
        return sorted(people, key=lambda p: p.name) if len(people) <= _MOST_PEOPLE else []

    def _zone(self, speaker: Speaker) -> ZoneInfo:
        """The wall clock that the speaker goes by."""
        ownership = self._desk.office.current()
        own = speaker.person.time_zone if speaker.person else None
        return ZoneInfo(own or (ownership.organisation.time_zone if ownership else "UTC"))


def _shown(reply: Reply) -> Answer:
    return _dialog(ANSWER, dialog_card(reply))


def _dialog(title: str, card: Card) -> Answer:
    content = {"contentType": CARD_TYPE, "content": card}
    value = {"title": title, "width": "medium", "height": "large", "card": content}
    return {"task": {"type": "continue", "value": value}}
