"""Saying nothing of a model, or in a channel, for a while.

snooze MODEL | here [for] SPAN | until DAY [because REASON]
unsnooze MODEL | here
"""

from datetime import datetime, timedelta
from typing import Final

from bot.commands.chat_marks import chat_channel
from bot.commands.pages import take_model
from bot.commands.said import Said, nothing_more
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.errands.gaps.putting_off import may_not, respite, until_when
from bot.identity import platform_of
from bot.office import Office
from bot.reply import Reaction
from bot.wording.putting_off import put_off_reply, strangers_snooze_nothing_reply, woken_reply
from knowledge.entities import Channel, Model, channel_on
from knowledge.ownership import OwnershipMap
from knowledge.reminders import Sort, address
from knowledge.store.respites import Respites

SNOOZE: Final = "snooze MODEL | here SPAN | until DAY [because REASON]"
UNSNOOZE: Final = "unsnooze MODEL | here"
EXAMPLES: tuple[str, ...] = ("snooze churn 1 week",)

_HERE = "here"
_LONGEST = timedelta(days=28)

_Subject = Model | Channel
"""What is snoozed."""


def snooze(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Say nothing of a model, or in this channel, for a while."""
    ownership = office.known()
    subject, rest = _subject(command, speaker, ownership)
    until = until_when(rest, speaker, ownership)
    if until - speaker.now > _LONGEST:
        raise command.objection(Trouble.TOO_LONG, rest.rest)
    return _put_off(subject, until, command.reason, speaker, office)


def unsnooze(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Speak of it again."""
    ownership = office.known()
    subject, rest = _subject(command, speaker, ownership)
    nothing_more(rest)
    return _put_off(subject, speaker.now, command.reason, speaker, office)


def _subject(command: Said, speaker: Speaker, ownership: OwnershipMap) -> tuple[_Subject, Said]:
    """A model, or a channel: the one where this is said, or one that is mentioned."""
    first = command.words[0] if command.words else ""
    mentioned = chat_channel(first)
    if mentioned is None and first.lower() != _HERE:
        return take_model(command, ownership)
    place = speaker.place
    channel_id = mentioned or (None if place.is_direct else place.channel)
    if not channel_id:
        raise command.objection(Trouble.GRAMMAR, first)
    declared = ownership.channel_of(channel_id)
    return declared or channel_on(platform_of(channel_id), channel_id), command.after(1)


def _put_off(
    subject: _Subject, until: datetime, reason: str | None, speaker: Speaker, office: Office
) -> Reaction:
    ownership = office.known()
    if isinstance(subject, Model):
        if refusal := may_not(subject, speaker, office, ownership):
            return refusal
        granted = respite(Sort.MODEL, subject.id, until, reason, speaker)
    else:
        if not (speaker.is_admin or (speaker.person and speaker.person.active)):
            return Reaction(strangers_snooze_nothing_reply())
        granted = respite(Sort.CHANNEL, address(subject), until, reason, speaker)
    Respites(office.store).grant(granted)
    words = put_off_reply if until > speaker.now else woken_reply
    return Reaction(words(granted, ownership))
