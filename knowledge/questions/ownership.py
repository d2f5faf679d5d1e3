"""Who is paged for a model.

    who owns [KIND pages] [for] MODEL [WHEN]
    who is on call | who gets paged for MODEL [WHEN]
    MODEL [KIND | SYMPTOM]
    who owned MODEL [KIND] [WHEN]       then; without an instant, who did before
    who owns KIND here            in a channel that belongs to a model or to one team

Without a kind, both are answered. This is what a mention of a model means by itself, so it is
asked last.
"""

from datetime import datetime

from knowledge.moments import looks_back
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import (
    BriefAnswer,
    Intent,
    Missing,
    NotUnderstood,
    OfFormerOwners,
    Refusal,
)
from knowledge.questions.subject import ModelQuestion, briefs, model_question
from knowledge.reading import Reading

EXAMPLES: tuple[str, ...] = (
    "who owns model-quality pages for fraud-model",
    "who is on call for fraud-model at 2am",
    "fraud-model latency",
    "who owns quality here",
)

_FORMERLY = frozenset({"owned", "used", "had"})


class OwnershipAnswer(BriefAnswer, frozen=True):
    """Whom the pages resolve to."""


def parse(reading: Reading, ownership: OwnershipMap, now: datetime) -> ModelQuestion | Refusal:
    """Every reading is at least this question, or wrong."""
    question = model_question(reading, ownership, now, Intent.OWNERSHIP)
    if isinstance(question, ModelQuestion) and not _FORMERLY.isdisjoint(reading.words):
        return _formerly(question, reading)
    return question


def _formerly(question: ModelQuestion, reading: Reading) -> ModelQuestion | Refusal:
    """`who owned fraud-model`, at no instant in particular, asks who did before."""
    if question.when.stated or len(question.models) > 1 or not looks_back(reading.text.lower()):
        return question
    return OfFormerOwners(question.models[0], question.kinds)


def parse_alert(
    reading: Reading, ownership: OwnershipMap, now: datetime
) -> ModelQuestion | Refusal:
    """Who is paged for an alert: it has to name its model, wherever it was posted."""
    if not reading.models and not reading.doubt:
        return NotUnderstood(Missing.KNOWN_MODEL)
    return model_question(reading, ownership, now, Intent.OWNERSHIP)


def answer(question: ModelQuestion, ownership: OwnershipMap) -> OwnershipAnswer:
    """Resolve the pages asked about."""
    return OwnershipAnswer(briefs(question, ownership), question.when, question.corrections)
