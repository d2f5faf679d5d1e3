"""Who is paged for a model.

    who owns [KIND pages] [for] MODEL [WHEN]
    who is on call | who gets paged for MODEL [WHEN]
    MODEL [KIND | SYMPTOM]
    who owned MODEL [KIND] [WHEN]       then; without an instant, who did before
    previous owner of MODEL [KIND]      of one model at a time
    who owns KIND here            in a channel that belongs to a model or to one team

Without a kind, both are answered. This is what a mention of a model means by itself, so it is
asked last.
"""

from datetime import datetime

from knowledge.lexicon import Cue
from knowledge.mentions import MOST_CANDIDATES, several
from knowledge.moments import looks_back
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import (
    BriefAnswer,
    Intent,
    Missing,
    NotUnderstood,
    OfFormerOwners,
    Refusal,
    Unsettled,
)
from knowledge.questions.rephrasing import owned_formerly
from knowledge.questions.subject import ModelQuestion, briefs, model_question
from knowledge.reading import Reading

EXAMPLES: tuple[str, ...] = (
    "who owns model-quality pages for fraud-model",
    "who is on call for fraud-model at 2am",
    "fraud-model latency",
    "who owns quality here",
)

_HAND_OVER = frozenset({"give", "assign", "hand", "transfer"})
_ASK = frozenset({Cue.OWN, Cue.ON_CALL})
_WHOM = frozenset({"who", "whom", "whoever"})
_FORMERLY = frozenset({"owned", "used", "had"})
_BEFORE = frozenset({"was", "before"})
_NOW = frozenset({"is", "are", "do", "does", "now", "should", "can", "gets"})


class OwnershipAnswer(BriefAnswer, frozen=True):
    """Whom the pages resolve to."""


def parse(reading: Reading, ownership: OwnershipMap, now: datetime) -> ModelQuestion | Refusal:
    """Every reading is at least this question, or wrong."""
    question = model_question(reading, ownership, now, Intent.OWNERSHIP)
    if not isinstance(question, ModelQuestion):
        return question
    if _is_wish(reading):
        return NotUnderstood(Missing.QUESTION)
    if question.when.stated or not _is_former(reading):
        return question
    if len(question.models) == 1:
        return OfFormerOwners(question.models[0], question.kinds)
    ids = [model.id for model in question.models]
    asked = tuple((model, owned_formerly(model, reading.page_kinds)) for model in ids)
    return Unsettled(Intent.HISTORY, several("", ids), asked[:MOST_CANDIDATES])


def _is_wish(reading: Reading) -> bool:
    """Whether it is `give churn to hana`: who is paged now, for an answer, would look like a yes."""
    if "to" not in reading.words or not _WHOM.isdisjoint(reading.words):
        return False
    first = next((word for word in reading.words if word != "please"), "")
    return first in _HAND_OVER and _ASK.isdisjoint(reading.cues)


def _is_former(reading: Reading) -> bool:
    """Whether `who owned fraud-model`, at no instant in particular, asks who did before."""
    if Cue.FORMER in reading.cues:  # in `the old owner left, who owns it` it is only told
        now = Cue.ON_CALL in reading.cues and not _NOW.isdisjoint(reading.words)
        return Cue.OWN not in reading.cues and not now
    said = _BEFORE.issubset(reading.words) or not _FORMERLY.isdisjoint(reading.words)
    return said and looks_back(reading.text.lower())


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
