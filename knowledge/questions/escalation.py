"""Whom to try next when the one who was paged does not answer.

who do I escalate to for MODEL [KIND] [WHEN]
MODEL escalation | backup for MODEL | nobody answers for MODEL
"""

from datetime import datetime

from knowledge.entities import Person, Rotation
from knowledge.lexicon import Cue
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import (
    BriefAnswer,
    Intent,
    Missing,
    NotUnderstood,
    Refusal,
)
from knowledge.questions.subject import ModelQuestion, briefs, model_question, speaks_of_asker
from knowledge.reading import Reading

CUE = Cue.ESCALATION

EXAMPLES: tuple[str, ...] = ("who do I escalate to for fraud-model quality",)

_OF_NO_MODEL = NotUnderstood(Missing.MODEL)


class EscalationAnswer(BriefAnswer, frozen=True):
    """The chain behind each page."""


def parse(
    reading: Reading, ownership: OwnershipMap, now: datetime
) -> ModelQuestion | Refusal | None:
    """Claim what speaks of escalating, unless it is told with what a party has, or their turns."""
    if not reading.models and not reading.doubt and _is_of_a_party(reading):
        return None
    question = model_question(reading, ownership, now, Intent.ESCALATION)
    if question == _OF_NO_MODEL and (_names_a_person(reading) or speaks_of_asker(reading)):
        return None
    return question


def _names_a_person(reading: Reading) -> bool:
    """`who backs up priya`, `who is after priya`: who comes after them is told with their turns."""
    named = (*reading.parties, *reading.followed)
    return any(isinstance(party, Person) for parties in named for party in parties)


def _is_of_a_party(reading: Reading) -> bool:
    """`backup for platform-primary`, where who is next is told; `priya is on leave, what does she own`."""
    parties = [party for parties in reading.sure_parties for party in parties]
    told = Cue.AWAY in reading.cues or {Cue.LIST, Cue.OWN} <= reading.cues
    return any(told or isinstance(party, Rotation) for party in parties)


def answer(question: ModelQuestion, ownership: OwnershipMap) -> EscalationAnswer:
    """Resolve the pages whose chain was asked for."""
    return EscalationAnswer(briefs(question, ownership), question.when, question.corrections)
