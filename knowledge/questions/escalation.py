"""Whom to try next when the one who was paged does not answer.

who do I escalate to for MODEL [KIND] [WHEN]
MODEL escalation | backup for MODEL | nobody answers for MODEL
"""

from datetime import datetime

from knowledge.entities import Rotation
from knowledge.lexicon import Cue
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import BriefAnswer, Intent, Refusal
from knowledge.questions.subject import ModelQuestion, briefs, model_question
from knowledge.reading import Reading

CUE = Cue.ESCALATION

EXAMPLES: tuple[str, ...] = ("who do I escalate to for fraud-model quality",)


class EscalationAnswer(BriefAnswer, frozen=True):
    """The chain behind each page."""


def parse(
    reading: Reading, ownership: OwnershipMap, now: datetime
) -> ModelQuestion | Refusal | None:
    """Claim what speaks of escalating, unless it is told with what a party has."""
    if not reading.models and not reading.doubt and _is_of_a_party(reading):
        return None
    return model_question(reading, ownership, now, Intent.ESCALATION)


def _is_of_a_party(reading: Reading) -> bool:
    """`backup for platform-primary`, where who is next is told; `priya is on leave, what does she own`."""
    parties = [party for parties in reading.sure_parties for party in parties]
    told = Cue.AWAY in reading.cues or {Cue.LIST, Cue.OWN} <= reading.cues
    return any(told or isinstance(party, Rotation) for party in parties)


def answer(question: ModelQuestion, ownership: OwnershipMap) -> EscalationAnswer:
    """Resolve the pages whose chain was asked for."""
    return EscalationAnswer(briefs(question, ownership), question.when, question.corrections)
