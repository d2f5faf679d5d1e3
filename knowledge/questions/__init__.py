"""Everything that people ask: one module for each kind of question.

A module has its grammar in its docstring, EXAMPLES, `parse` (not mine: None; mine: a question;
mine but wrong: a refusal) and `answer`. The first that claims a reading answers it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from knowledge.ownership import OwnershipMap
from knowledge.questions import (
    escalation,
    gaps,
    helping,
    history,
    knowing,
    ownership,
    portfolio,
)
from knowledge.questions.escalation import EscalationAnswer
from knowledge.questions.gaps import GapsAnswer
from knowledge.questions.helping import HelpAnswer
from knowledge.questions.history import HistoryAnswer
from knowledge.questions.knowing import KnowledgeAnswer
from knowledge.questions.outcome import Missing, NotUnderstood, Refusal
from knowledge.questions.ownership import OwnershipAnswer
from knowledge.questions.portfolio import PortfolioAnswer
from knowledge.reading import LONGEST_QUESTION, Asker, Reading, read, read_alert

EXAMPLES: tuple[str, ...] = tuple(
    example
    for module in (ownership, escalation, knowing, portfolio, gaps, history, helping)
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
    | HelpAnswer
)
Outcome = Answer | Refusal
Q = TypeVar("Q")


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Q]):
    """One kind of question, by the two functions that every module here has."""

    parse: Callable[[Reading, OwnershipMap, datetime], Q | Refusal | None]
    answer: Callable[[Q, OwnershipMap], Answer]


_KINDS: tuple[_Kind[Any], ...] = (
    _Kind(helping.parse, lambda _question, _ownership: HelpAnswer(EXAMPLES)),
    _Kind(gaps.parse, gaps.answer),
    _Kind(history.parse, history.answer),
    _Kind(escalation.parse, escalation.answer),
    _Kind(knowing.parse, knowing.answer),
    _Kind(portfolio.parse, portfolio.answer),
    _Kind(ownership.parse, ownership.answer),
)


def ask(text: str, declared: OwnershipMap | None, asker: Asker, now: datetime) -> Outcome:
    """Answer a question, or say what would work.

    Pure: the same words, map, asker and instant (aware) always come to the same outcome.
    """
    if len(text) > LONGEST_QUESTION:
        return NotUnderstood(Missing.BREVITY)
    if declared is None:
        return NotUnderstood(Missing.MAP)
    reading = read(text, declared, asker, now)
    for kind in _KINDS:
        question = kind.parse(reading, declared, now)
        if question is None:
            continue
        return question if isinstance(question, Refusal) else kind.answer(question, declared)
    return NotUnderstood(Missing.SENSE)


def ask_about_alert(
    text: str, declared: OwnershipMap | None, asker: Asker, now: datetime
) -> Outcome:
    """Answer who is paged for an alert that was not written as a question. Pure, as `ask` is."""
    if declared is None:
        return NotUnderstood(Missing.MAP)
    question = ownership.parse_alert(read_alert(text, declared, asker), declared, now)
    return question if isinstance(question, Refusal) else ownership.answer(question, declared)
