"""Who knows what a quality degradation needs: the business, the model, the infrastructure.

who knows MODEL
who knows the business | model | infrastructure [side] of MODEL
"""

from datetime import datetime

from msgspec import Struct

from knowledge.entities import KnowledgeKind
from knowledge.lexicon import Cue
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import BriefAnswer, Intent, Refusal
from knowledge.questions.subject import ModelQuestion, briefs, model_question
from knowledge.reading import Reading

CUE = Cue.KNOW

EXAMPLES: tuple[str, ...] = ("who knows the business side of fraud-model",)


class KnowledgeQuestion(Struct, frozen=True, gc=False):
    """Who holds these kinds of knowledge about these models."""

    about: ModelQuestion
    kinds: tuple[KnowledgeKind, ...]


class KnowledgeAnswer(BriefAnswer, frozen=True, gc=False):
    """The holders, among whom `kinds` were asked for."""

    kinds: tuple[KnowledgeKind, ...]


def parse(reading: Reading, ownership: OwnershipMap, now: datetime) -> KnowledgeQuestion | Refusal:
    """Claim what asks who knows or understands."""
    about = model_question(reading, ownership, now, Intent.KNOWLEDGE)
    if not isinstance(about, ModelQuestion):
        return about
    return KnowledgeQuestion(about, reading.knowledge or tuple(KnowledgeKind))


def answer(question: KnowledgeQuestion, ownership: OwnershipMap) -> KnowledgeAnswer:
    """Look the holders up."""
    about = question.about
    return KnowledgeAnswer(briefs(about, ownership), about.when, about.corrections, question.kinds)
