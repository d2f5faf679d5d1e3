"""What is said when somebody takes a page, puts it off, or accepts that nobody is named."""

from collections.abc import Sequence
from datetime import datetime

from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Button,
    Buttons,
    ChannelMention,
    Fineprint,
    Headline,
    Line,
    Part,
    Reply,
    Span,
    Strong,
    Verbatim,
)
from bot.wording.counting import counted
from bot.wording.instants import day_text, instant_text
from bot.wording.quoting import shown
from knowledge.entities import PAGE_KINDS, Person
from knowledge.ownership import NobodyNamed, OnCall, OwnershipMap, PageKey
from knowledge.reminders import Respite, Sort, channel_at

_SHOWN = 30


def unknown_taker_reply() -> Reply:
    """Somebody whom the map doesn't know can be paged by nobody."""
    return Reply(
        (
            Headline(("I can't tell who you are in the map, so I could page nobody.",)),
            Line(("An admin can tell me with ", Verbatim("link PERSON @you"), ".")),
        )
    )


def taken_already_reply(page: PageKey, person: Person) -> Reply:
    """Somebody was faster."""
    return Reply(
        (
            Headline((f"{person.name} is paged for {page.kind} on ", Strong(page.model), ".")),
            Line(("Nothing was changed. To change it, say ", _set(page), ".")),
        )
    )


def _set(page: PageKey) -> Verbatim:
    return Verbatim(f"set {page.model} {page.kind} SOMEBODY")


def strangers_snooze_nothing_reply() -> Reply:
    """Only somebody of the map can put off a whole channel."""
    return Reply((Headline(("Only somebody whom the map knows can put off a channel.",)),))


def put_off_reply(respite: Respite, ownership: OwnershipMap) -> Reply:
    """Until when nothing is said of it."""
    zone = ownership.organisation.time_zone
    until = instant_text(respite.until, zone, respite.at)
    subject = _subject(respite, ownership)
    of_what = ("I say nothing of ", subject) if respite.sort is Sort.MODEL else _in(subject)
    return Reply(
        (
            Headline((*of_what, f" until {until}.")),
            Fineprint((f"Put off by {_name(respite.by, ownership)}.{_still(respite, ownership)}",)),
            Buttons((Button("Take it back", Action.ASK, _waking(respite)),)),
        )
    )


def _still(respite: Respite, ownership: OwnershipMap) -> str:
    """That nobody is named all the same, where that is so."""
    if respite.sort is Sort.CHANNEL:
        return " What is a gap stays one."
    is_gap = any(
        isinstance(ownership.resolve_page(PageKey(respite.subject, kind), respite.at), NobodyNamed)
        for kind in PAGE_KINDS
    )
    return " It stays a gap." if is_gap else ""


def _in(subject: Span) -> tuple[Span, ...]:
    return ("I remind nobody in ", subject)


def woken_reply(respite: Respite, ownership: OwnershipMap) -> Reply:
    """It is spoken of again."""
    subject = _subject(respite, ownership)
    if respite.sort is Sort.MODEL:
        return Reply((Headline(("I speak of ", subject, " again.")),))
    return Reply((Headline(("I remind people in ", subject, " again.")),))


def accepted_reply(page: PageKey, risk: Respite, ownership: OwnershipMap) -> Reply:
    """Who stands for it, and until when."""
    day = day_text(risk.until, ownership.organisation.time_zone, risk.at)
    name = _name(risk.by, ownership)
    return Reply(
        (
            Headline((f"{name} accepts that nobody is paged for {page.kind} on ", _model(page))),
            Line((f"Until {day}; that day I ask again.",)),
            Fineprint(("Listed in ", Verbatim("gaps accepted"), ".")),
        )
    )


def _model(page: PageKey) -> Strong:
    return Strong(page.model)


def no_risk_reply(page: PageKey, ownership: OwnershipMap, now: datetime) -> Reply:
    """There is nothing to accept."""
    named = ownership.resolve_page(page, now)
    who = named.person.name if isinstance(named, OnCall) else "Somebody"
    return Reply(
        (Headline((f"{who} is paged for {page.kind} on ", _model(page), ": no risk to accept.")),)
    )


def accepted_list_reply(
    standing: Sequence[Respite], ownership: OwnershipMap, now: datetime
) -> Reply:
    """Accepted risks first, then what is snoozed; what ends soonest first."""
    risks = [respite for respite in standing if respite.sort is Sort.RISK]
    snoozed = [respite for respite in standing if respite.sort is not Sort.RISK]
    if not standing:
        return Reply((Headline(("No risk is accepted, and nothing is put off.",)),))
    parts: list[Part] = []
    if risks:
        pages = counted(len(risks), "page")
        parts.append(Alarm((f"It is accepted that nobody is named for {pages}.",)))
        parts += [_bullet(risk, ownership, now) for risk in risks[:_SHOWN]]
    if snoozed:
        parts.append(Line(("Put off:",)))
        parts += [_bullet(respite, ownership, now) for respite in snoozed[:_SHOWN]]
    hidden = max(len(risks) - _SHOWN, 0) + max(len(snoozed) - _SHOWN, 0)
    return Reply((*parts, *([Fineprint((f"and {hidden} more",))] if hidden else [])))


def _bullet(respite: Respite, ownership: OwnershipMap, now: datetime) -> Bullet:
    day = day_text(respite.until, ownership.organisation.time_zone, now)
    reason = f": {shown(respite.reason)}" if respite.reason else ""
    subject, name = _subject(respite, ownership), _name(respite.by, ownership)
    return Bullet((subject, f" until {day}, by {name}{reason}"))


def _subject(respite: Respite, ownership: OwnershipMap) -> Span:
    if respite.sort is not Sort.CHANNEL:
        return Strong(", ".join(respite.subject.split(" ")))
    _, _, chat_id = respite.subject.partition(":")
    channel = ownership.channel_of(chat_id) or channel_at(respite.subject)
    return ChannelMention(channel) if channel else respite.subject


def _waking(respite: Respite) -> str:
    """What takes it back wherever it is said: a channel may be another than this one."""
    if respite.sort is Sort.MODEL:
        return f"unsnooze {respite.subject}"
    return f"unsnooze <#{respite.subject.partition(':')[2]}>"


def _name(signature: str, ownership: OwnershipMap) -> str:
    person = ownership.people.get(signature)
    return person.name if person else shown(signature)
