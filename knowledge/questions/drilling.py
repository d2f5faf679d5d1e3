"""The 2 a.m. drill: who would be woken in the coming week, and when nobody would.

drill | 2 a.m. drill | who would be woken next week
drill [for] MODEL | TEAM
"""

from dataclasses import dataclass, replace
from datetime import datetime

from knowledge.diagnosis.drill import Drill, drill
from knowledge.entities import Id, Model, Party, Team
from knowledge.lexicon import Cue
from knowledge.mentions import UnknownModel
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import (
    Intent,
    Missing,
    NotUnderstood,
    Refusal,
    SeveralParties,
)
from knowledge.questions.subject import models_asked
from knowledge.reading import Reading

EXAMPLES: tuple[str, ...] = ("2 a.m. drill", "drill for fraud-model")

_DRILL = "drill"
_FEW_WORDS = 4
"""As in `2 a m drill`, which no cue is heard in where the hour is understood as one."""
_LINKING = frozenset({"for", "of", "on", "the"})


@dataclass(frozen=True, slots=True)
class DrillQuestion:
    """Who would be woken for these models, for a team's, or for all?"""

    models: tuple[Model, ...]
    team: Team | None
    now: datetime


@dataclass(frozen=True, slots=True)
class DrillAnswer:
    """The week. `count` is how many models were looked at."""

    drill: Drill
    question: DrillQuestion
    count: int
    zone: str

    @property
    def said(self) -> str:
        """The words that ask for the same again."""
        ids = [model.id for model in self.question.models]
        return " ".join(("drill", *(ids or [self.question.team.id] if self.question.team else ids)))


def parse(
    reading: Reading, ownership: OwnershipMap, now: datetime
) -> DrillQuestion | Refusal | None:
    """Claim what speaks of a drill. An hour in it is a part of its name: it is always of a week."""
    alone = _DRILL in reading.words and len(reading.words) <= _FEW_WORDS
    if Cue.DRILL not in reading.cues and not alone:
        return None
    if reading.models:
        return DrillQuestion(reading.models, None, now)
    behind = " ".join(_behind(reading.words))
    if model := ownership.model_names.book.meanings.get(behind):
        return DrillQuestion((ownership.models[model],), None, now)
    if reading.parties:
        return _of_team(reading.parties[0], now)
    if reading.doubt and behind and reading.doubt.phrase != _DRILL:
        models = models_asked(_without_drill(reading), ownership, Intent.DRILL)
        return DrillQuestion(models, None, now) if isinstance(models, tuple) else models
    return DrillQuestion((), None, now)


def _without_drill(reading: Reading) -> Reading:
    """The same, where the word itself was taken for a part of the name in doubt."""
    doubt = reading.doubt
    if not isinstance(doubt, UnknownModel):
        return reading
    return reading._replace(doubt=replace(doubt, phrase=doubt.phrase.removeprefix(f"{_DRILL} ")))


def _behind(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a drill is said to be for: the words behind it."""
    rest = words[words.index(_DRILL) + 1 :] if _DRILL in words else ()
    return rest[1:] if rest and rest[0] in _LINKING else rest


def _of_team(meant: tuple[Party, ...], now: datetime) -> DrillQuestion | Refusal:
    teams = [party for party in meant if isinstance(party, Team)]
    if len(teams) > 1:
        return SeveralParties(tuple(teams))
    return DrillQuestion((), teams[0], now) if teams else NotUnderstood(Missing.MODEL)


def answer(question: DrillQuestion, ownership: OwnershipMap) -> DrillAnswer:
    """Follow everybody who owns one of the pages through the week."""
    ids = _ids(question, ownership)
    found = drill(ownership, question.now, ids)
    count = len(ownership.models) if ids is None else len(ids)
    return DrillAnswer(found, question, count, ownership.organisation.time_zone)


def _ids(question: DrillQuestion, ownership: OwnershipMap) -> list[Id] | None:
    if question.models:
        return [model.id for model in question.models]
    if question.team is None:
        return None
    team = question.team.id
    return [m.id for m in ownership.models.values() if team in (m.trained_by, m.served_by)]
