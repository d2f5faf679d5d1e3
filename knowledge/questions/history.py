"""When a declaration was made, and by whom.

when was MODEL [KIND] declared
who declared MODEL [KIND]
"""

from datetime import datetime

from knowledge.lexicon import Cue
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import BriefAnswer, Intent, Refusal
from knowledge.questions.subject import ModelQuestion, briefs, model_question
from knowledge.reading import Reading

CUE = Cue.HISTORY

EXAMPLES: tuple[str, ...] = ("when was fraud-model quality declared, and by whom",)


class HistoryAnswer(BriefAnswer, frozen=True):
    """The pages with their declarations."""


def parse(reading: Reading, ownership: OwnershipMap, now: datetime) -> ModelQuestion | Refusal:
    """Claim what asks about declaring."""
    return model_question(reading, ownership, now, Intent.HISTORY)


def answer(question: ModelQuestion, ownership: OwnershipMap) -> HistoryAnswer:
    """Look the declarations up."""
    return HistoryAnswer(briefs(question, ownership), question.when, question.corrections)
