"""Which teams train a model and serve it; who is paged is another question.

who trains MODEL | which team trains MODEL
who serves MODEL | which team serves MODEL
"""

from dataclasses import dataclass
from datetime import datetime

from knowledge.entities import Model, Team
from knowledge.lexicon import Cue
from knowledge.mentions import Correction
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import Intent, Refusal
from knowledge.questions.subject import OF_PAGES, models_asked
from knowledge.reading import Reading

CUE = Cue.MAKERS

EXAMPLES: tuple[str, ...] = ("which team trains fraud-model",)


@dataclass(frozen=True, slots=True)
class MakersQuestion:
    """Which teams train and serve these models?"""

    models: tuple[Model, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Makers:
    """The teams of a model, as far as they are declared."""

    model: Model
    trained_by: Team | None
    served_by: Team | None


@dataclass(frozen=True, slots=True)
class MakersAnswer:
    """Each model with its teams."""

    models: tuple[Makers, ...]
    corrections: tuple[Correction, ...]


def parse(
    reading: Reading, ownership: OwnershipMap, _now: datetime
) -> MakersQuestion | Refusal | None:
    """Claim what asks about training or serving and tells of no trouble."""
    if reading.page_kinds or not OF_PAGES.isdisjoint(reading.cues):
        return None
    if reading.parties and not (reading.models or reading.doubt):
        return None
    models = models_asked(reading, ownership, Intent.MAKERS)
    return MakersQuestion(models, reading.corrections) if isinstance(models, tuple) else models


def answer(question: MakersQuestion, ownership: OwnershipMap) -> MakersAnswer:
    """Look the teams up."""
    teams = ownership.teams
    found = (
        Makers(m, teams.get(m.trained_by or ""), teams.get(m.served_by or ""))
        for m in question.models
    )
    return MakersAnswer(tuple(found), question.corrections)
