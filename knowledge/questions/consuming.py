"""What consumes a model, and what consumes that: who would notice a change of it.

blast-radius MODEL | what is the blast radius of MODEL
who consumes MODEL | what depends on MODEL
"""

from dataclasses import dataclass
from datetime import datetime

from knowledge.diagnosis.consumers import Consumer, blast_radius
from knowledge.entities import Model
from knowledge.lexicon import Cue
from knowledge.mentions import Correction
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import Intent, Refusal
from knowledge.questions.subject import OF_PAGES, models_asked
from knowledge.reading import Reading

CUE = Cue.CONSUMERS

EXAMPLES: tuple[str, ...] = ("blast-radius fraud-model",)


@dataclass(frozen=True, slots=True)
class ConsumersQuestion:
    """What consumes these models?"""

    models: tuple[Model, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class ConsumersAnswer:
    """Each model with its consumers, the nearest first."""

    models: tuple[tuple[Model, tuple[Consumer, ...]], ...]
    corrections: tuple[Correction, ...]


def parse(
    reading: Reading, ownership: OwnershipMap, _now: datetime
) -> ConsumersQuestion | Refusal | None:
    """Claim what asks about consumers and tells of no trouble."""
    if reading.page_kinds or not OF_PAGES.isdisjoint(reading.cues):
        return None
    models = models_asked(reading, ownership, Intent.CONSUMERS)
    return ConsumersQuestion(models, reading.corrections) if isinstance(models, tuple) else models


def answer(question: ConsumersQuestion, ownership: OwnershipMap) -> ConsumersAnswer:
    """Follow each model to all that would notice."""
    found = tuple((model, blast_radius(model, ownership)) for model in question.models)
    return ConsumersAnswer(found, question.corrections)
