"""The 2 a.m. drill: who would be woken in the coming week, and when nobody would.

drill | 2 a.m. drill | who would be woken next week
drill [for] MODEL [and MODEL] | TEAM
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from msgspec import structs

from knowledge.diagnosis.drill import Drill, drill
from knowledge.entities import Id, Model, Team
from knowledge.lexicon import Cue
from knowledge.mentions import UnknownModel
from knowledge.names import key
from knowledge.ownership import OwnershipMap, names_of
from knowledge.questions.outcome import Intent, Missing, NotUnderstood, Refusal, SeveralParties
from knowledge.questions.subject import models_asked, team_asked
from knowledge.reading import Reading, read

EXAMPLES: tuple[str, ...] = ("2 a.m. drill", "drill for fraud-model")

_CUE, _DRILL = Cue.DRILL, "drill"
_FEW_WORDS = 4
"""As in `2 a m drill`, which no cue is heard in where the hour is understood as one."""
_LINKING = frozenset({"for", "of", "on", "the"})
_OF_A_MODEL = frozenset({Cue.OWN, Cue.ON_CALL, Cue.ESCALATION, Cue.KNOW, Cue.HISTORY})


@dataclass(frozen=True, slots=True)
class DrillQuestion:
    """Who would be woken for these models, for a team's, or for all?"""

    models: tuple[Model, ...]
    team: Team | None
    now: datetime


@dataclass(frozen=True)
class DrillAnswer:
    """The week, worked out when it is looked at: at the size of a large map that takes a while."""

    question: DrillQuestion
    ownership: OwnershipMap

    @cached_property
    def drill(self) -> Drill:
        """Everybody who owns one of the pages, followed through the week."""
        return drill(self.ownership, self.question.now, self.models)

    @cached_property
    def models(self) -> tuple[Id, ...] | None:
        """The ids of the models that were asked about; None for all."""
        if self.question.models:
            return tuple(model.id for model in self.question.models)
        if self.question.team is None:
            return None
        team = self.question.team.id
        models = self.ownership.models.values()
        return tuple(m.id for m in models if team in (m.trained_by, m.served_by))

    @property
    def count(self) -> int:
        """How many models were looked at."""
        return len(self.ownership.models) if self.models is None else len(self.models)

    @property
    def zone(self) -> str:
        """The organisation's, by which 2 a.m. is told."""
        return self.ownership.organisation.time_zone


def parse(
    reading: Reading, ownership: OwnershipMap, now: datetime
) -> DrillQuestion | Refusal | None:
    """Claim what speaks of a drill. An hour in it is a part of its name: it is always of a week."""
    alone = len(reading.words) <= _FEW_WORDS and _DRILL in reading.words
    if _CUE not in reading.cues and not alone and reading.words[:1] != (_DRILL,):
        return None
    if _CUE not in reading.cues and _is_of_a_namesake(reading):
        return None
    listed = _listed_behind(reading, ownership, now)
    if listed:
        return DrillQuestion(listed, None, now)
    if _CUE not in reading.cues and not alone:
        return None
    if reading.models or reading.left_out:
        return _of_models(_without_drill(reading), ownership, now)
    behind = " ".join(_behind(reading.words))
    if model := ownership.model_names.book.meanings.get(behind):
        return DrillQuestion((ownership.models[model],), None, now)
    if reading.parties:
        return _of_team(team_asked(reading), now)
    if reading.doubt and behind and reading.doubt.phrase != _DRILL:
        return _of_models(_without_drill(reading), ownership, now)
    return DrillQuestion((), None, now)


def _is_of_a_namesake(reading: Reading) -> bool:
    """Whether it asks anything else about a model that is called so: `who owns drill`."""
    asked = bool(reading.page_kinds) or not _OF_A_MODEL.isdisjoint(reading.cues)
    return asked and any(_DRILL in map(key, names_of(model)) for model in reading.models)


def _listed_behind(reading: Reading, ownership: OwnershipMap, now: datetime) -> tuple[Model, ...]:
    """The models of `drill churn and fraud-model`, where the verb isn't taken for a part of a name."""
    if reading.words[:1] != (_DRILL,) or not reading.doubt:
        return ()
    behind = read(reading.text.lower().partition(_DRILL)[2], ownership, reading.asker, now)
    tells = behind.doubt or behind.corrections or behind.page_kinds or behind.cues
    return () if tells else behind.models


def _of_models(reading: Reading, ownership: OwnershipMap, now: datetime) -> DrillQuestion | Refusal:
    models = models_asked(reading, ownership, Intent.DRILL)
    return DrillQuestion(models, None, now) if isinstance(models, tuple) else models


def _without_drill(reading: Reading) -> Reading:
    """The same, where the word itself was taken for a part of the name in doubt."""
    doubt = reading.doubt
    if not isinstance(doubt, UnknownModel):
        return reading
    if doubt.phrase == _DRILL:
        return structs.replace(reading, doubt=None)
    return structs.replace(
        reading, doubt=replace(doubt, phrase=doubt.phrase.removeprefix(f"{_DRILL} "))
    )


def _behind(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a drill is said to be for: the words behind it."""
    rest = words[words.index(_DRILL) + 1 :] if _DRILL in words else ()
    return rest[1:] if rest and rest[0] in _LINKING else rest


def _of_team(team: Team | SeveralParties | None, now: datetime) -> DrillQuestion | Refusal:
    if isinstance(team, Team):
        return DrillQuestion((), team, now)
    return team or NotUnderstood(Missing.MODEL)


def answer(question: DrillQuestion, ownership: OwnershipMap) -> DrillAnswer:
    """The week of these models."""
    return DrillAnswer(question, ownership)
