"""What to do about a page that nobody is named for, but to wait: take it, put it off, accept it.

take MODEL KIND [because REASON]
snooze MODEL | here [for] SPAN | until DAY [because REASON]
unsnooze MODEL | here
accept MODEL KIND until DAY because REASON
gaps accepted

SPAN is a number of days or weeks; DAY is a day such as 2027-01-31 or `friday`.
"""

import re
from datetime import datetime, timedelta
from typing import Final

from bot.commands import wished
from bot.commands.chat_marks import chat_channel
from bot.commands.outcome import NotAllowed
from bot.commands.pages import take_model, take_page_kind
from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.times import days_of, deadline_meant
from bot.commands.wish import Refused, Trouble, Wish
from bot.office import Office
from bot.reminders.due import address
from bot.reply import Reaction
from bot.wording.declaring import declaring_reaction
from bot.wording.putting_off import (
    accepted_list_reply,
    accepted_reply,
    no_risk_reply,
    put_off_reply,
    strangers_snooze_nothing_reply,
    taken_already_reply,
    unknown_taker_reply,
    woken_reply,
)
from knowledge.changes import Change, Kind
from knowledge.entities import Channel, Model, PageKind, Person
from knowledge.ownership import OnCall, OwnershipMap, PageKey
from knowledge.reminders import Respite, Sort, is_overtaken, risk_subject
from knowledge.rights import may_declare
from knowledge.rotation import instant, wall_at
from knowledge.store.respites import Respites

TAKE: Final = "take MODEL KIND [because REASON]"
SNOOZE: Final = "snooze MODEL | here SPAN | until DAY [because REASON]"
UNSNOOZE: Final = "unsnooze MODEL | here"
ACCEPT: Final = "accept MODEL KIND until DAY because REASON"
ACCEPTED: Final = "gaps accepted"
EXAMPLES: tuple[str, ...] = (
    "take churn model-quality",
    "snooze churn 1 week",
    "accept churn model-quality until 2027-01-31 because it is being replaced",
    "gaps accepted",
)

A_PAGE: Final = re.compile(
    r".*\b(?:quality|infra\w*)(?:\s+because\s.*)?\s*|(?:\S+\s*){0,3}", re.IGNORECASE | re.DOTALL
)
UNTIL: Final = re.compile(r".*\s(?:until|because)\s.*|(?:\S+\s*){0,4}", re.IGNORECASE | re.DOTALL)
"""What a command goes on with, so that `take rate is down on fraud-model` stays a question."""

_FOR = re.compile(r"^for\s+", re.IGNORECASE)
_HERE = "here"
_LONGEST_SNOOZE = timedelta(days=28)
_LONGEST_RISK = timedelta(days=366)


def take(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Declare the speaker as the owner; never over the head of somebody who was faster."""
    ownership = office.known()
    model, rest = take_model(command, ownership)
    kind, rest = take_page_kind(rest)
    if rest.words:
        raise command.objection(Trouble.GRAMMAR, rest.rest)
    if speaker.person is None:
        return Reaction(unknown_taker_reply())
    page = PageKey(model.id, kind)
    reason = f" because {command.reason}" if command.reason else ""
    text = f"set {model.id} {kind} {speaker.person.id}{reason}"

    def wanted(latest: OwnershipMap) -> Wish | Refused:
        if faster := _somebody_else(page, speaker, latest):
            raise _TakenAlready(faster)
        return wished(text, latest, speaker)

    try:
        return declaring_reaction(office.fulfil(wanted, speaker))
    except _TakenAlready as taken:
        return Reaction(taken_already_reply(page, taken.person))


class _TakenAlready(Exception):  # never leaves this module
    """Somebody was faster, perhaps within the same second."""

    def __init__(self, person: Person) -> None:
        super().__init__(person.id)
        self.person = person


def _somebody_else(page: PageKey, speaker: Speaker, ownership: OwnershipMap) -> Person | None:
    """Who is paged instead of the speaker, if anybody is."""
    if page.model not in ownership.models:
        return None
    named = ownership.resolve_page(page, speaker.now)
    is_other = isinstance(named, OnCall) and named.person != speaker.person
    return named.person if is_other else None


def snooze(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Say nothing of a model, or in this channel, for a while."""
    ownership = office.known()
    subject, rest = _subject(command, speaker, ownership)
    until = _until(rest, speaker, ownership)
    if until - speaker.now > _LONGEST_SNOOZE:
        raise command.objection(Trouble.TOO_LONG, rest.rest)
    return _put_off(subject, until, command.reason, speaker, office)


def unsnooze(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Speak of it again."""
    ownership = office.known()
    subject, rest = _subject(command, speaker, ownership)
    if rest.words:
        raise command.objection(Trouble.GRAMMAR, rest.rest)
    return _put_off(subject, speaker.now, command.reason, speaker, office)


def accept(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Stand for a page that has nobody, until a day, with a reason; that day it is spoken of again."""
    ownership = office.known()
    model, rest = take_model(command, ownership)
    kind, rest = take_page_kind(rest)
    until = _beginning_of_day(_until(rest, speaker, ownership), ownership)
    if until <= speaker.now:
        raise command.objection(Trouble.PAST, rest.rest)
    if until - speaker.now > _LONGEST_RISK:
        raise command.objection(Trouble.TOO_FAR, rest.rest)
    if not command.reason:
        raise command.objection(Trouble.REASON, "")
    page = PageKey(model.id, kind)
    if refusal := _refusal(model, speaker, office, ownership):
        return refusal
    if isinstance(ownership.resolve_page(page, speaker.now), OnCall):
        return Reaction(no_risk_reply(page, ownership, speaker.now))
    risk = _respite(Sort.RISK, risk_subject(page), until, command.reason, speaker)
    Respites(office.store).grant(risk)
    return Reaction(accepted_reply(page, risk, ownership))


def accepted(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """What is put off, until when, by whom and why."""
    ownership = office.known()
    if command.words:
        raise command.objection(Trouble.GRAMMAR, command.rest)
    granted = Respites(office.store).standing(speaker.now)
    standing = [respite for respite in granted if not is_overtaken(respite, ownership)]
    return Reaction(accepted_list_reply(standing, ownership, speaker.now))


_Subject = Model | Channel
"""What is snoozed."""


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
    by_platform = {"teams": Channel(teams=channel_id)}
    return by_platform.get(place.platform, Channel(slack=channel_id)), command.after(1)


def _put_off(
    subject: _Subject, until: datetime, reason: str | None, speaker: Speaker, office: Office
) -> Reaction:
    ownership = office.known()
    if isinstance(subject, Model):
        if refusal := _refusal(subject, speaker, office, ownership):
            return refusal
        respite = _respite(Sort.MODEL, subject.id, until, reason, speaker)
    else:
        if not (speaker.is_admin or (speaker.person and speaker.person.active)):
            return Reaction(strangers_snooze_nothing_reply())
        respite = _respite(Sort.CHANNEL, address(subject), until, reason, speaker)
    Respites(office.store).grant(respite)
    words = put_off_reply if until > speaker.now else woken_reply
    return Reaction(words(respite, ownership))


def _respite(
    sort: Sort, subject: str, until: datetime, reason: str | None, speaker: Speaker
) -> Respite:
    at, source = speaker.now, speaker.source
    return Respite(sort, subject, until, speaker.signature, at, source, reason)


def _refusal(
    model: Model, speaker: Speaker, office: Office, ownership: OwnershipMap
) -> Reaction | None:
    """Whoever may declare a model's pages may put them off."""
    page = model.pages.of(PageKind.MODEL_QUALITY)
    changes = (Change(Kind.MODEL, model.id, PageKind.MODEL_QUALITY, page, page),)
    if speaker.is_admin or may_declare(speaker.person, changes, ownership):
        return None
    return declaring_reaction(NotAllowed(office.who_may_declare(changes, ownership)))


def _until(command: Said, speaker: Speaker, ownership: OwnershipMap) -> datetime:
    """`1 week`, `for 3 days`, `until friday`, `until 2027-01-31`."""
    days = days_of(_FOR.sub("", command.rest))
    if days is not None:
        return speaker.now + timedelta(days=days)
    return deadline_meant(command, ownership.organisation.time_zone, speaker.now)


def _beginning_of_day(at: datetime, ownership: OwnershipMap) -> datetime:
    zone_name = ownership.organisation.time_zone
    local = wall_at(at, zone_name)
    return instant(local.replace(hour=0, minute=0, second=0, microsecond=0), zone_name)
