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
from knowledge.questions.making import MakersAnswer
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
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What one outcome contributes to the object."""

    intent: Intent
    status: Status
    pages: tuple[PageAnswer, ...] = ()
    candidates: tuple[str, ...] = ()
    at: datetime | None = None


def status_of(outcome: Outcome) -> Status:
    """How a question fared: the exit code of `whoowns ask` follows from it."""
    return _facts(outcome).status


def machine(
    question: str, outcome: Outcome, now: datetime, then: Then | None = None, text: str = ""
) -> dict[str, Any]:
    """The object for an outcome; instants are in UTC.

    `then` is the map of the past that it was drawn from. `text` is how it reads, where that is more
    than the words of the outcome.
    """
    found = _facts(outcome)
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


def machine_of_trouble(question: str, now: datetime, text: str) -> dict[str, Any]:
    """The same object where the map couldn't be read for it."""
    return {
        "question": question,
        "at": iso(now),
        "status": Status.UNAVAILABLE,
        "intent": None,
        "answers": [],
        "candidates": [],
        "revision": None,
        "details": None,
        "text": text,
    }


def inspection_status(found: Inspected) -> Status:
    """How such a look fared."""
    return Status.ANSWERED if found.seen else Status.NOT_UNDERSTOOD


def _revision(revision: Revision | None) -> dict[str, Any] | None:
    if revision is None:
        return None
    made = {"number": revision.number, "at": iso(revision.at)}
    return {**made, "actor": revision.actor, "source": revision.source}


def _facts(outcome: Outcome) -> _Facts:  # noqa: C901, PLR0912 - a case for each kind of answer
    match outcome:
        case OwnershipAnswer():
            named = any(page.named for page in _pages(outcome))
            return _of_briefs(Intent.OWNERSHIP, outcome, found=named)
        case EscalationAnswer():
            steps = (step for page in _pages(outcome) for step in page.escalation)
            reached = any(step.person and step.person.active for step in steps)
            return _of_briefs(Intent.ESCALATION, outcome, found=reached)
        case KnowledgeAnswer(kinds=kinds):
            holders = (h for brief in outcome.briefs for kind, h in brief.holders if kind in kinds)
            known = any(holder.active for holder in holders)
            return _of_briefs(Intent.KNOWLEDGE, outcome, found=known)
        case HistoryAnswer():
            declared = any(page.page and page.page.declared for page in _pages(outcome))
            return _of_briefs(Intent.HISTORY, outcome, found=declared)
        case PortfolioAnswer(pages=pages, when=when):
            return _Facts(Intent.PORTFOLIO, Status.ANSWERED, pages, at=when.at)
        case GapsAnswer():
            at = outcome.question.when.at
            return _Facts(Intent.GAPS, Status.ANSWERED, outcome.pages(), at=at)
        case DrillAnswer():
            return _Facts(Intent.DRILL, Status.ANSWERED, at=outcome.drill.start)
        case SignalsAnswer():
            return _Facts(Intent.SIGNALS, Status.ANSWERED, at=outcome.when.at)
        case ConsumersAnswer():
            return _Facts(Intent.CONSUMERS, Status.ANSWERED)
        case MakersAnswer():
            return _Facts(Intent.MAKERS, Status.ANSWERED)
        case PatternAnswer():
            return _Facts(Intent.PATTERN, Status.ANSWERED)
        case CompareAnswer():
            return _Facts(Intent.COMPARE, Status.ANSWERED)
        case RecommendAnswer():
            return _Facts(Intent.RECOMMEND, Status.ANSWERED)
        case HelpAnswer():
            return _Facts(Intent.HELP, Status.ANSWERED)
        case _:
            return _of_refusal(outcome)


def _of_refusal(refusal: Refusal) -> _Facts:
    match refusal:
        case Unsettled(intent, doubt, questions):
            several = isinstance(doubt, SeveralModels)
            status = Status.AMBIGUOUS if several else Status.UNKNOWN_MODEL
            return _Facts(intent, status, candidates=tuple(model for model, _ in questions))
        case SeveralParties():
            return _Facts(Intent.PORTFOLIO, Status.AMBIGUOUS)
        case UnclearInstant():
            return _Facts(Intent.OWNERSHIP, Status.NOT_UNDERSTOOD)
        case OfThePast(at=at) | NothingThen(OfThePast(at=at)):
            return _Facts(Intent.OWNERSHIP, Status.UNKNOWN_PAST, at=at)
        case OfFormerOwners():
            return _Facts(Intent.HISTORY, Status.ANSWERED)
        case NotUnderstood(missing):
            return _Facts(_INTENT_MISSING.get(missing, Intent.HELP), Status.NOT_UNDERSTOOD)
        case _:
            assert_never(refusal)


_INTENT_MISSING = {
    Missing.MODEL: Intent.OWNERSHIP,
    Missing.OTHERS: Intent.OWNERSHIP,
    Missing.ASKER: Intent.PORTFOLIO,
    Missing.PERSON: Intent.PORTFOLIO,
    Missing.OWN_TEAM: Intent.PORTFOLIO,
    Missing.TEAM: Intent.GAPS,
    Missing.NEGATED: Intent.OWNERSHIP,
}


def _of_briefs(intent: Intent, answer: BriefAnswer, *, found: bool) -> _Facts:
    status = Status.ANSWERED if found else Status.UNOWNED
    return _Facts(intent, status, _pages(answer), at=answer.when.at)


def _pages(answer: BriefAnswer) -> tuple[PageAnswer, ...]:
    return tuple(page for brief in answer.briefs for page in brief.pages)


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
