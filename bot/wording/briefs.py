"""The answers about models: who is paged, whom to escalate to, who knows, who declared it."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.reply import (
    Action,
    Alarm,
    Button,
    Buttons,
    ChannelMention,
    Fineprint,
    Headline,
    Line,
    Mention,
    Part,
    Spans,
    Strong,
    Verbatim,
)
from bot.wording.age import age_parts
from bot.wording.conflicts import conflict_parts
from bot.wording.gaps import reason_text
from bot.wording.instants import day_text, distance_text, instant_text
from bot.wording.joining import joined
from bot.wording.parties import (
    KIND_NAMES,
    KNOWLEDGE_NAMES,
    behind_text,
    chain_text,
    party_text,
    successor_text,
)
from bot.wording.remedies import remedies, who_knows_buttons
from knowledge.briefs import Brief, OtherPage, PageAnswer
from knowledge.mentions import Correction
from knowledge.ownership import GapReason, NobodyNamed, OnCall
from knowledge.questions.escalation import EscalationAnswer
from knowledge.questions.history import HistoryAnswer
from knowledge.questions.knowing import KnowledgeAnswer
from knowledge.questions.outcome import BriefAnswer, When
from knowledge.questions.ownership import OwnershipAnswer

_OPEN = Action.OPEN


def ownership_parts(answer: OwnershipAnswer, confirm_after: timedelta | None) -> list[Part]:
    """Who is paged, until when, who is next, and what else may be needed at 2 a.m."""
    parts: list[Part] = []
    for brief in answer.briefs:
        for page in brief.pages:
            parts += _page(page, brief, answer.when)
        parts += [Line((_in_one_line(other),)) for other in brief.others]
        parts += _who_knows(brief)
        parts += _declared(brief, answer.when)
    return [*parts, *_footnotes(answer, confirm_after), *remedies(answer)]


def escalation_parts(answer: EscalationAnswer, confirm_after: timedelta | None) -> Iterator[Part]:
    """Whom to try next, page by page."""
    for brief in answer.briefs:
        for page in brief.pages:
            yield from _chain(page, answer.when)
        yield from _who_knows(brief)
    yield from _footnotes(answer, confirm_after)
    yield from remedies(answer)


def knowledge_parts(answer: KnowledgeAnswer, confirm_after: timedelta | None) -> Iterator[Part]:
    """Who holds the kinds of knowledge that were asked for."""
    for brief in answer.briefs:
        holders = dict(brief.holders)
        for kind in answer.kinds:
            about = f"{KNOWLEDGE_NAMES[kind]} behind "
            holder = holders.get(kind)
            if holder and holder.active:
                yield Headline((Mention(holder), f" knows {about}", Strong(brief.model.id), "."))
            else:
                why = f": {party_text(holder)} held that knowledge" if holder else ""
                yield Alarm(
                    (f"Nobody is named who knows {about}", Strong(brief.model.id), f"{why}.")
                )
        others = tuple(kind for kind, _ in brief.holders if kind not in answer.kinds)
        yield from _who_knows(brief, others)
        for page in brief.pages:
            yield Line((_in_one_line(page),))
    yield from _footnotes(answer, confirm_after)
    yield from who_knows_buttons(answer, answer.kinds)


def history_parts(answer: HistoryAnswer, confirm_after: timedelta | None) -> Iterator[Part]:
    """When the pages were declared, by whom, from where and why."""
    for brief in answer.briefs:
        for page in brief.pages:
            pages = f"{KIND_NAMES[page.kind]} pages of "
            if page.page is None or page.page.declared is None:
                never = "nobody ever declared an owner" if page.page is None else "no date is known"
                yield Headline((pages, Strong(brief.model.id), f": {never}."))
                continue
            declared = page.page.declared
            source = f", from {declared.source}" if declared.source else ""
            reason = f": {declared.reason}" if declared.reason else ""
            at = instant_text(declared.at, answer.when.zone, answer.when.now)
            said = f" were declared by {page.declared_by} on {at}{source}{reason}."
            yield Headline((pages, Strong(brief.model.id), said))
            yield Line((_in_one_line(page),))
    yield from _footnotes(answer, confirm_after)
    yield from remedies(answer)


def _page(page: PageAnswer, brief: Brief, when: When) -> Iterable[Part]:
    if isinstance(page.resolution, OnCall):
        return _paged(page, page.resolution, when)
    return _nobody(page, page.resolution, brief, when)


def _paged(page: PageAnswer, on_call: OnCall, when: When) -> list[Part]:
    stated = f" on {instant_text(when.at, when.zone, when.now)}" if when.stated else ""
    paged, model = f" is paged for {page.kind} on ", Strong(page.model.id)
    facts = joined((_until(on_call, when), _next(on_call), _then(page), _owner(on_call)))
    return [
        Headline((Mention(on_call.person), paged, model, f"{stated}.")),
        Line((facts,)),
    ]


def _until(on_call: OnCall, when: When) -> str:
    if on_call.owner is on_call.person:
        return "The declared owner in person, with no rotation behind"
    if on_call.until is None:
        return "On call with no end in sight"
    until = instant_text(on_call.until, when.zone, when.now)
    distance = distance_text(on_call.until - when.now)
    return f"On call until {until}{', ' if distance else ''}{distance}"


def _next(on_call: OnCall) -> str:
    successor = successor_text(on_call)
    return f"next {successor}" if successor else ""


def _then(page: PageAnswer) -> str:
    return (
        f"escalate to {chain_text(page.escalation)}"
        if page.escalation
        else "no escalation is declared"
    )


def _owner(on_call: OnCall) -> str:
    if on_call.owner is on_call.person:
        return ""
    standing_in = ", by an override" if on_call.override else ""
    return f"declared owner {party_text(on_call.owner)}{standing_in}"


def _nobody(page: PageAnswer, nobody: NobodyNamed, brief: Brief, when: When) -> Iterator[Part]:
    stated = f" on {instant_text(when.at, when.zone, when.now)}" if when.stated else ""
    yield Alarm((f"NOBODY is named for {page.kind} pages on ", Strong(page.model.id), f"{stated}."))
    yield Line((f"Why: {reason_text(nobody)}.",))
    if nobody.next and nobody.from_:
        start = instant_text(nobody.from_, when.zone, when.now)
        yield Line((f"{party_text(nobody.next)} is on call from {start}.",))
    yield from _who_would_know(page, brief)
    yield Line(_how_to_fix(page, nobody))


def _who_would_know(page: PageAnswer, brief: Brief) -> Iterator[Part]:
    """People to ask, each once; never as owners."""
    asked = {
        p.id: f"{p.name}, who knows {KNOWLEDGE_NAMES[k]}" for k, p in brief.holders if p.active
    }
    team = brief.trained_by
    if brief.lead and brief.lead.active and team:
        asked.setdefault(brief.lead.id, f"{brief.lead.name}, who leads {team.name}")
    elif team:
        asked[team.id] = f"{team.name}, the team that trains it"
    if page.escalation:
        asked["escalation"] = f"the declared escalation: {chain_text(page.escalation)}"
    channel = brief.model.channel or (team and team.channel)
    people = "; ".join(asked.values())
    if channel:
        spans: Spans = (f"{people}; or in " if people else "in ", ChannelMention(channel), ".")
    else:
        spans = (f"{people}.",)
    if people or channel:
        yield Line(("Ask, as none of them is the owner: ", *spans))
    else:
        yield Line(("The map names nobody who would know.",))


def _how_to_fix(page: PageAnswer, nobody: NobodyNamed) -> Spans:
    """The command that would mend it, as it is said to the bot."""
    declare = Verbatim(f"set {page.model.id} {page.kind} SOMEBODY")
    owner = nobody.owner
    if nobody.reason is GapReason.EMPTY_ROTATION and owner:
        fill = Verbatim(f"rotation members {owner.id} SOMEBODY, SOMEBODY")
        return ("To fix it, say ", fill, " or ", declare, ".")
    remark = " A team answers no pager." if nobody.reason is GapReason.ONLY_A_TEAM else ""
    return ("To fix it, say ", declare, f", a person or a rotation.{remark}")


def _in_one_line(page: PageAnswer | OtherPage) -> str:
    resolution = page.resolution
    if isinstance(resolution, OnCall):
        return f"{KIND_NAMES[page.kind]} pages: {resolution.person.name}{behind_text(resolution)}"
    return f"{KIND_NAMES[page.kind]} pages: NOBODY is named: {reason_text(resolution)}"


def _chain(page: PageAnswer, when: When) -> Iterator[Part]:
    if page.escalation:
        chain = chain_text(page.escalation)
        yield Headline((f"Escalate {page.kind} pages of ", Strong(page.model.id), f" to {chain}."))
    else:
        yield Alarm(
            (f"No escalation is declared for {page.kind} pages of ", Strong(page.model.id), ".")
        )
    if isinstance(page.resolution, OnCall):
        on_call = page.resolution
        stated = f" on {instant_text(when.at, when.zone, when.now)}" if when.stated else ""
        yield Line(
            (
                joined(
                    (
                        f"Paged first{stated}: {on_call.person.name}",
                        _until(on_call, when),
                        _next(on_call),
                    )
                ),
            )
        )
    else:
        yield Line((_in_one_line(page),))


def _who_knows(brief: Brief, kinds: tuple[object, ...] | None = None) -> list[Part]:
    known = [
        f"{KNOWLEDGE_NAMES[kind]}: {party_text(person)}"
        for kind, person in brief.holders
        if kinds is None or kind in kinds
    ]
    return [Line((f"Knows {joined(known)}",))] if known else []


def _declared(brief: Brief, when: When) -> list[Part]:
    said: dict[str, None] = {}  # once where both pages were declared together
    for page in brief.pages:
        if page.page and page.page.declared:
            declared = page.page.declared
            source = f" ({declared.source})" if declared.source else ""
            day = day_text(declared.at, when.zone, when.now)
            said[f"Declared by {page.declared_by} on {day}{source}"] = None
    return [Fineprint((joined(said),))] if said else []


def _footnotes(answer: BriefAnswer, confirm_after: timedelta | None) -> list[Part]:
    notes: list[Part] = [*map(corrected, answer.corrections), *conflict_parts(answer)]
    if confirm_after is not None:
        notes += age_parts(answer, confirm_after)
    return notes + _runbooks(answer)


def corrected(correction: Correction) -> Fineprint:
    """What was taken for which model."""
    return Fineprint((f'I read "{correction.typed}" as {correction.model}.',))


def _runbooks(answer: BriefAnswer) -> list[Part]:
    known = [brief.model for brief in answer.briefs if brief.model.runbook]
    is_one = len(answer.briefs) == 1
    buttons = [
        Button("Runbook" if is_one else f"Runbook {model.id}", _OPEN, model.runbook or "")
        for model in known
    ]
    return [Buttons(tuple(buttons))] if buttons else []
