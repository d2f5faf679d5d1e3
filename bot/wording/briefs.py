"""The answers about models: who is paged, whom to escalate to, who knows, who declared it."""

from collections.abc import Iterator
from datetime import timedelta

from bot.reply import (
    Action,
    Alarm,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Mention,
    Part,
    Strong,
)
from bot.wording.age import age_parts
from bot.wording.conflicts import conflict_parts
from bot.wording.instants import day_text, instant_text
from bot.wording.joining import joined
from bot.wording.paging import next_text, page_in_one_line, page_parts, until_text
from bot.wording.parties import (
    KIND_NAMES,
    KNOWLEDGE_NAMES,
    chain_text,
    party_text,
)
from bot.wording.remedies import remedies, who_knows_buttons
from knowledge.briefs import Brief, PageAnswer
from knowledge.mentions import Correction
from knowledge.ownership import OnCall
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
            parts += page_parts(page, brief, answer.when)
        parts += [Line((page_in_one_line(other),)) for other in brief.others]
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
            yield Line((page_in_one_line(page),))
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
            yield Line((page_in_one_line(page),))
    yield from _footnotes(answer, confirm_after)
    yield from remedies(answer)


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
                        until_text(on_call, when),
                        next_text(on_call),
                    )
                ),
            )
        )
    else:
        yield Line((page_in_one_line(page),))


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
