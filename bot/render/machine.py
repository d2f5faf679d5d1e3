"""An outcome as one JSON object, for programs. The shape is documented in `docs/asking.md`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, assert_never

from bot.inspection import HealthSeen, Inspected, inspection_verb
from bot.render.details import details_of
from bot.render.instants import iso
from bot.render.plain import plain
from bot.render.seen_details import details_of_seen, health_details
from bot.wording.gaps import reason_text
from bot.wording.outcomes import word
from knowledge.audit import Revision, Then
from knowledge.briefs import PageAnswer
from knowledge.diagnosis.health import Health
from knowledge.entities import Party, Person, Team
from knowledge.mentions import SeveralModels
from knowledge.ownership import NobodyNamed, OnCall, OwnershipMap
from knowledge.questions import Outcome
from knowledge.questions.comparing import CompareAnswer
from knowledge.questions.consuming import ConsumersAnswer
from knowledge.questions.drilling import DrillAnswer
from knowledge.questions.escalation import EscalationAnswer
from knowledge.questions.gaps import GapsAnswer
from knowledge.questions.helping import HelpAnswer
from knowledge.questions.history import HistoryAnswer
from knowledge.questions.knowing import KnowledgeAnswer
from knowledge.questions.outcome import (
    BriefAnswer,
    Intent,
    Missing,
    NothingThen,
    NotUnderstood,
    OfFormerOwners,
    OfThePast,
    Refusal,
    SeveralParties,
    UnclearInstant,
    Unsettled,
)
from knowledge.questions.ownership import OwnershipAnswer
from knowledge.questions.pattern import PatternAnswer
from knowledge.questions.portfolio import PortfolioAnswer
from knowledge.questions.recommending import RecommendAnswer
from knowledge.questions.signals import SignalsAnswer


class Status(StrEnum):
    """How a question fared."""

    ANSWERED = "answered"
    UNOWNED = "unowned"
    AMBIGUOUS = "ambiguous"
    UNKNOWN_MODEL = "unknown_model"
    NOT_UNDERSTOOD = "not_understood"
    UNKNOWN_PAST = "unknown_past"


@dataclass(frozen=True, slots=True)
class _Findings:
    """What one outcome contributes to the object."""

    intent: Intent
    status: Status
    pages: tuple[PageAnswer, ...] = ()
    candidates: tuple[str, ...] = ()
    at: datetime | None = None


def status_of(outcome: Outcome) -> Status:
    """How a question fared: the exit code of `whoowns ask` follows from it."""
    return _findings(outcome).status


def machine(
    question: str, outcome: Outcome, now: datetime, then: Then | None = None, text: str = ""
) -> dict[str, Any]:
    """The object for an outcome; instants are in UTC.

    `then` is the map of the past that it was drawn from. `text` is how it reads, where that is more
    than the words of the outcome.
    """
    found = _findings(outcome)
    return {
        "question": question,
        "at": iso(found.at or now),
        "status": found.status,
        "intent": found.intent,
        "answers": [_entry(page) for page in found.pages],
        "candidates": list(found.candidates),
        "revision": _revision(then.revision) if then else None,
        "details": details_of(outcome),
        "text": text or plain(word(outcome)),
    }


def machine_of_inspection(
    question: str, found: Inspected, ownership: OwnershipMap, now: datetime, then: Then
) -> dict[str, Any]:
    """The same object for a look at the health of a map, or at its plan."""
    return {
        "question": question,
        "at": iso(now),
        "status": inspection_status(found),
        "intent": inspection_verb(question),
        "answers": [],
        "candidates": [],
        "revision": _revision(then.revision),
        "details": details_of_seen(found.seen, ownership, now) if found.seen else None,
        "text": plain(found.reply),
    }


def inspection_status(found: Inspected) -> Status:
    """How such a look fared."""
    return Status.ANSWERED if found.seen else Status.NOT_UNDERSTOOD


def _revision(revision: Revision | None) -> dict[str, Any] | None:
    if revision is None:
        return None
    made = {"number": revision.number, "at": iso(revision.at)}
    return {**made, "actor": revision.actor, "source": revision.source}


def _findings(outcome: Outcome) -> _Findings:
    match outcome:
        case BriefAnswer():
            return _of_briefs(outcome)
        case PortfolioAnswer(pages=pages, when=when):
            return _Findings(Intent.PORTFOLIO, Status.ANSWERED, pages, at=when.at)
        case GapsAnswer():
            at = outcome.question.when.at
            return _Findings(Intent.GAPS, Status.ANSWERED, outcome.pages(), at=at)
        case DrillAnswer():
            return _Findings(Intent.DRILL, Status.ANSWERED, at=outcome.drill.start)
        case SignalsAnswer():
            return _Findings(Intent.SIGNALS, Status.ANSWERED, at=outcome.when.at)
        case ConsumersAnswer() | PatternAnswer() | CompareAnswer() | RecommendAnswer():
            return _Findings(_ON_ORGANISING[type(outcome)], Status.ANSWERED)
        case HelpAnswer():
            return _Findings(Intent.HELP, Status.ANSWERED)
        case _:
            return _of_refusal(outcome)


def _of_refusal(refusal: Refusal) -> _Findings:
    match refusal:
        case Unsettled(intent, doubt, questions):
            several = isinstance(doubt, SeveralModels)
            status = Status.AMBIGUOUS if several else Status.UNKNOWN_MODEL
            return _Findings(intent, status, candidates=tuple(model for model, _ in questions))
        case SeveralParties():
            return _Findings(Intent.PORTFOLIO, Status.AMBIGUOUS)
        case UnclearInstant():
            return _Findings(Intent.OWNERSHIP, Status.NOT_UNDERSTOOD)
        case OfThePast(at=at) | NothingThen(OfThePast(at=at)):
            return _Findings(Intent.OWNERSHIP, Status.UNKNOWN_PAST, at=at)
        case OfFormerOwners():
            return _Findings(Intent.HISTORY, Status.ANSWERED)
        case NotUnderstood(missing):
            return _Findings(_INTENT_MISSING.get(missing, Intent.HELP), Status.NOT_UNDERSTOOD)
        case _:
            assert_never(refusal)


_ON_ORGANISING: dict[type, Intent] = {
    ConsumersAnswer: Intent.CONSUMERS,
    PatternAnswer: Intent.PATTERN,
    CompareAnswer: Intent.COMPARE,
    RecommendAnswer: Intent.RECOMMEND,
}
_INTENT_MISSING = {
    Missing.MODEL: Intent.OWNERSHIP,
    Missing.OTHERS: Intent.OWNERSHIP,
    Missing.ASKER: Intent.PORTFOLIO,
    Missing.PERSON: Intent.PORTFOLIO,
    Missing.TEAM: Intent.GAPS,
    Missing.NEGATED: Intent.OWNERSHIP,
}


def _of_briefs(answer: BriefAnswer) -> _Findings:
    asked = tuple(page for brief in answer.briefs for page in brief.pages)
    match answer:
        case OwnershipAnswer():
            intent, found, pages = Intent.OWNERSHIP, any(p.named for p in asked), asked
        case EscalationAnswer():
            reached = any(s.person and s.person.active for p in asked for s in p.escalation)
            intent, found, pages = Intent.ESCALATION, reached, asked
        case KnowledgeAnswer(kinds=kinds):
            holders = [h for b in answer.briefs for kind, h in b.holders if kind in kinds]
            intent, found, pages = Intent.KNOWLEDGE, any(h.active for h in holders), asked
        case HistoryAnswer():
            declared = any(p.page and p.page.declared for p in asked)
            intent, found, pages = Intent.HISTORY, declared, asked
        case _:
            raise TypeError(answer)
    return _Findings(intent, Status.ANSWERED if found else Status.UNOWNED, pages, at=answer.when.at)


def _entry(page: PageAnswer) -> dict[str, Any]:
    resolution = page.resolution
    entry: dict[str, Any] = {
        "model": page.model.id,
        "page": page.kind,
        "owner": _party(resolution.owner),
        "named": page.named,
        "on_call": None,
        "until": None,
        "next": None,
        "escalation": [step.party.id for step in page.escalation],
        "reason": None,
    }
    match resolution:
        case OnCall(person=person, until=until, next=successor):
            entry["on_call"] = _person(person)
            entry["until"] = iso(until) if until else None
            entry["next"] = _person(successor)
        case NobodyNamed():
            entry["next"] = _person(resolution.next)
            entry["reason"] = reason_text(resolution)
    return entry


def _person(person: Person | None) -> dict[str, str] | None:
    return {"id": person.id, "name": person.name} if person else None


def _party(party: Party | None) -> dict[str, str] | None:
    if party is None:
        return None
    kind = (
        "person" if isinstance(party, Person) else "team" if isinstance(party, Team) else "rotation"
    )
    return {"id": party.id, "kind": kind, "name": party.name}


def health_object(health: Health, ownership: OwnershipMap, now: datetime) -> dict[str, Any]:
    """The object for the health of a map; its shape is documented in `docs/health.md`."""
    of_map = {"organisation": ownership.organisation.name, "at": iso(now)}
    return of_map | health_details(HealthSeen(health), ownership, now)
