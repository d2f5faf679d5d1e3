"""Everything that people ask: one module for each kind of question.

A module has its grammar in its docstring, EXAMPLES, `parse` (not mine: None; mine: a question;
mine but wrong: a refusal) and `answer`; some have a CUE without which nothing is theirs. The first
that claims a reading answers it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar, get_args

from knowledge.backlog import NOTHING_KEPT, Backlog
from knowledge.lexicon import Cue
from knowledge.ownership import OwnershipMap
from knowledge.questions import (
    comparing,
    consuming,
    drilling,
    escalation,
    gaps,
    helping,
    history,
    knowing,
    making,
    ownership,
    pattern,
    portfolio,
    recommending,
    signals,
)
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
    NotUnderstood,
    OfThePast,
    Refusal,
)
from knowledge.questions.ownership import OwnershipAnswer
from knowledge.questions.pattern import PatternAnswer
from knowledge.questions.portfolio import PortfolioAnswer
from knowledge.questions.recommending import RecommendAnswer
from knowledge.questions.rephrasing import said_of
from knowledge.questions.signals import Kept, SignalsAnswer
from knowledge.questions.twofold import is_twofold
from knowledge.reading import LONGEST_QUESTION, Asker, Reading, read, read_alert

EXAMPLES: tuple[str, ...] = tuple(
    example
    for module in (
        ownership,
        escalation,
        knowing,
        portfolio,
        gaps,
        drilling,
        signals,
        history,
        consuming,
        making,
        pattern,
        comparing,
        recommending,
        helping,
    )
    for example in module.EXAMPLES
)
"""What can be asked, the most wanted first."""

Answer = (
    OwnershipAnswer
    | EscalationAnswer
    | KnowledgeAnswer
    | HistoryAnswer
    | PortfolioAnswer
    | GapsAnswer
    | DrillAnswer
    | SignalsAnswer
    | ConsumersAnswer
    | MakersAnswer
    | PatternAnswer
    | CompareAnswer
    | RecommendAnswer
    | HelpAnswer
)
Outcome = Answer | Refusal
_REFUSALS = frozenset(get_args(Refusal))
Q = TypeVar("Q")


def nothing_kept() -> Backlog:
    """Where only the map is at hand."""
    return NOTHING_KEPT


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Q]):
    """One kind of question, by the two functions that every module here has.

    One with a `cue` claims only readings that have it, one that is `never_of_models` none that
    mentions a model for certain: those are not even tried.
    """

    parse: Callable[[Reading, OwnershipMap, datetime], Q | Refusal | None]
    answer: Callable[[Q, OwnershipMap, Kept], Answer]
    cue: Cue | None = None
    never_of_models: bool = False


def _by_map(
    answer: Callable[[Q, OwnershipMap], Answer],
) -> Callable[[Q, OwnershipMap, Kept], Answer]:
    """The answer of a kind for which the map is enough."""
    return lambda question, ownership, _kept: answer(question, ownership)


_KINDS: tuple[_Kind[Any], ...] = (
    _Kind(helping.parse, lambda _question, _ownership, _kept: HelpAnswer(EXAMPLES)),
    _Kind(gaps.parse, _by_map(gaps.answer), gaps.CUE, never_of_models=True),
    _Kind(drilling.parse, _by_map(drilling.answer)),
    _Kind(signals.parse, signals.answer, never_of_models=True),
    _Kind(pattern.parse, _by_map(pattern.answer), never_of_models=True),
    _Kind(comparing.parse, _by_map(comparing.answer), never_of_models=True),
    _Kind(recommending.parse, _by_map(recommending.answer), never_of_models=True),
    _Kind(consuming.parse, _by_map(consuming.answer), consuming.CUE),
    _Kind(making.parse, _by_map(making.answer), making.CUE),
    _Kind(history.parse, _by_map(history.answer), history.CUE),
    _Kind(escalation.parse, _by_map(escalation.answer), escalation.CUE),
    _Kind(knowing.parse, _by_map(knowing.answer), knowing.CUE),
    _Kind(portfolio.parse, _by_map(portfolio.answer), never_of_models=True),
    _Kind(ownership.parse, _by_map(ownership.answer)),
)


@lru_cache(maxsize=512)
def _claimants(cues: frozenset[Cue]) -> tuple[_Kind[Any], ...]:
    """The kinds that may claim a reading with these cues."""
    return tuple(kind for kind in _KINDS if kind.cue is None or kind.cue in cues)


@lru_cache(maxsize=512)
def _claimants_of_models(cues: frozenset[Cue]) -> tuple[_Kind[Any], ...]:
    """Those that may claim one that mentions a model for certain."""
    return tuple(kind for kind in _claimants(cues) if not kind.never_of_models)


def ask(
    text: str,
    declared: OwnershipMap | None,
    asker: Asker,
    now: datetime,
    kept: Kept = nothing_kept,
    *,
    looking_back: bool = False,
) -> Outcome:
    """Answer a question, or say what would work.

    Pure: the same words, map, asker, instant (aware) and backlog always come to the same outcome. A
    past instant comes to `OfThePast`, unless the map is the one to answer that from
    (`looking_back`).
    """
    if len(text) > LONGEST_QUESTION:
        return NotUnderstood(Missing.BREVITY)
    if declared is None:
        return NotUnderstood(Missing.MAP)
    reading = read(text, declared, asker, now)
    if Cue.NEGATED in reading.cues:
        return NotUnderstood(Missing.NEGATED)
    if reading.moment and reading.moment.at < now and not looking_back:
        return OfThePast(reading.moment.at, reading.moment.zone)
    if reading.models and is_twofold(reading):
        return NotUnderstood(Missing.BEING_ONE)
    is_of_models = reading.models and not reading.corrections
    claimants = _claimants_of_models if is_of_models else _claimants
    for kind in claimants(frozenset(reading.cues)):
        question = kind.parse(reading, declared, now)
        if question is not None:
            is_refused = type(question) in _REFUSALS
            return question if is_refused else kind.answer(question, declared, kept)
    return NotUnderstood(Missing.SENSE)


def ask_about_alert(
    text: str, declared: OwnershipMap | None, asker: Asker, now: datetime
) -> Outcome:
    """Answer who is paged for an alert that was not written as a question. Pure, as `ask` is."""
    if declared is None:
        return NotUnderstood(Missing.MAP)
    question = ownership.parse_alert(read_alert(text, declared, asker), declared, now)
    return question if isinstance(question, Refusal) else ownership.answer(question, declared)


def again(answer: BriefAnswer) -> str:
    """The question that was answered, for the very instant: `at 2am` is another one tomorrow."""
    models = [brief.model.id for brief in answer.briefs]
    kinds = list(dict.fromkeys(page.kind for brief in answer.briefs for page in brief.pages))
    at = answer.when.at
    match answer:
        case KnowledgeAnswer():
            return said_of(models, Intent.KNOWLEDGE, (), answer.kinds, at)
        case EscalationAnswer():
            return said_of(models, Intent.ESCALATION, kinds, (), at)
        case HistoryAnswer():
            return said_of(models, Intent.HISTORY, kinds, (), at)
        case _:
            return said_of(models, Intent.OWNERSHIP, kinds, (), at)
