"""Which models, and which instant, a question is about."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from itertools import islice, pairwise

from msgspec import Struct

from knowledge.briefs import Brief, brief
from knowledge.entities import Id, Model, PageKind, Team
from knowledge.lexicon import Cue
from knowledge.mentions import (
    MOST_CANDIDATES,
    Correction,
    Doubt,
    SeveralModels,
    UnknownModel,
    several,
)
from knowledge.moments import looks_back
from knowledge.names import words_of
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import (
    Intent,
    Missing,
    NotUnderstood,
    Refusal,
    SeveralParties,
    UnclearInstant,
    Unsettled,
    When,
)
from knowledge.questions.rephrasing import said_of
from knowledge.reading import Reading

_ABOUT_A_PAGE = frozenset(
    {Cue.OWN, Cue.ON_CALL, Cue.ESCALATION, Cue.KNOW, Cue.HERE, Cue.HISTORY, Cue.CONSUMERS}
    | {Cue.FORMER, Cue.MAKERS}
)
OF_PAGES = frozenset({Cue.OWN, Cue.ON_CALL, Cue.ESCALATION, Cue.GAPS, Cue.HISTORY, Cue.KNOW})
"""Cues of what is asked about a model's pages, and of nothing else about it."""

_FEW_WORDS = 4
_PAST = frozenset({"was", "wasn", "wasnt", "were", "weren", "werent", "had", "got"})
_OF_OTHERS = frozenset({Cue.OWN, Cue.ASKER, Cue.HISTORY})
_WHO = frozenset({"who", "whom", "whos"})
_OF_ASKER = frozenset({("i", "hand")}).union(
    (word, "me")
    for word in (
        "after",
        "backs",
        "covers",
        "covering",
        "follows",
        "for",
        "from",
        "relieves",
        "replaces",
    )
)
_SOMEBODY = frozenset({"me", "us", "him", "her", "them"})
_PRESENT = frozenset({"is", "are", "be", "gets", "now", "own", "owns", "supposed"})


class ModelQuestion(Struct, frozen=True, gc=False):
    """A question about pages of models, at an instant."""

    models: tuple[Model, ...]
    kinds: tuple[PageKind, ...]
    when: When
    corrections: tuple[Correction, ...]


def model_question(
    reading: Reading, ownership: OwnershipMap, now: datetime, intent: Intent
) -> ModelQuestion | Refusal:
    """The models, kinds and instant of a question, or what stands against it."""
    models = models_asked(reading, ownership, intent)
    if reading.unclear and isinstance(models, Unsettled) and models.questions:
        return UnclearInstant(reading.unclear.phrase)  # whoever picks a model would lose the hour
    if not isinstance(models, tuple):
        return models
    instant = when(reading, now)
    if isinstance(instant, UnclearInstant):
        return instant
    return ModelQuestion(models, reading.kinds, instant, reading.corrections)


def briefs(question: ModelQuestion, ownership: OwnershipMap) -> tuple[Brief, ...]:
    """A brief on each model asked about."""
    at = question.when.at
    return tuple([brief(ownership, model, question.kinds, at) for model in question.models])


def when(reading: Reading, now: datetime) -> When | UnclearInstant:
    """The instant asked about: the stated one, else now."""
    if reading.unclear:
        return UnclearInstant(reading.unclear.phrase)
    if reading.moment:
        return When(reading.moment.at, now, reading.moment.zone, stated=True)
    if not _PAST.isdisjoint(reading.words) and (
        _asks_of_then(reading) or _is_before_somebody(reading)
    ):
        return UnclearInstant()
    return When(now, now, reading.zone)


def _asks_of_then(reading: Reading) -> bool:
    """Whether it asks who was on call, at no instant in particular: not who is."""
    of_a_pager = Cue.ON_CALL in reading.cues and _OF_OTHERS.isdisjoint(reading.cues)
    return of_a_pager and _PRESENT.isdisjoint(reading.words) and looks_back(reading.text.lower())


def _is_before_somebody(reading: Reading) -> bool:
    """Whether it asks whose turn it was before: `who was paged before me`, unlike `who owned it before`.

    Who had a model before somebody is told by its history.
    """
    of_declarations = reading.models and Cue.ON_CALL not in reading.cues
    if of_declarations or Cue.OWN in reading.cues or not looks_back(reading.text.lower()):
        return False
    names = (words_of(p.name) for parties in reading.parties for p in parties)
    somebody = _SOMEBODY.union(*names, (p.id for parties in reading.parties for p in parties))
    return any(one == "before" and two in somebody for one, two in pairwise(reading.words))


def models_asked(
    reading: Reading, ownership: OwnershipMap, intent: Intent
) -> tuple[Model, ...] | Refusal:
    """The models that a question is about, or why that cannot be told."""
    if reading.models and reading.listed:
        return SeveralParties(reading.listed, by_one_name=False, models=reading.models)
    if reading.models:
        return reading.models
    if reading.doubt:
        return _unsettled(reading, intent)
    here = _models_here(reading, ownership)
    if len(here) == 1:
        return (ownership.models[here[0]],)
    if here:
        return _settling(several("", here), reading, intent)
    if reading.left_out:
        return NotUnderstood(Missing.OTHERS, names_of(reading.left_out))
    if reading.pasted:
        return NotUnderstood(Missing.KNOWN_MODEL)
    teams = [p for parties in reading.parties for p in parties if isinstance(p, Team)]
    if teams:
        return _settling(_of_team(teams[0], ownership), reading, intent)
    return NotUnderstood(Missing.MODEL if _is_about_a_page(reading) else Missing.SENSE)


def team_asked(reading: Reading) -> Team | SeveralParties | None:
    """The team that is named; several, by one name or by more, are asked about one at a time."""
    teams = [[p for p in parties if isinstance(p, Team)] for parties in reading.parties]
    named = {tuple(team.id for team in meant): meant for meant in teams if meant}
    found = tuple(team for meant in named.values() for team in meant)
    if len(found) > 1:
        return SeveralParties(found, by_one_name=len(named) == 1)
    return found[0] if found else None


def speaks_of_asker(reading: Reading) -> bool:
    """Whether it asks about the asker's turns: `who takes over from me`, unlike `who do I call`."""
    if Cue.ASKER not in reading.cues:
        return False
    asks_who = not _WHO.isdisjoint(reading.words)
    return not asks_who or any(pair in _OF_ASKER for pair in pairwise(reading.words))


def teams_with(people: AbstractSet[Id], ownership: OwnershipMap) -> tuple[Team, ...]:
    """The teams that some of these people lead or are members of."""
    teams = ownership.teams.values()
    return tuple(t for t in teams if not people.isdisjoint(t.people))


def names_of(models: tuple[Model, ...]) -> str:
    """The ids of models, listed."""
    return " and ".join(model.id for model in models)


def _of_team(team: Team, ownership: OwnershipMap) -> UnknownModel:
    """A team's name where a model's is missing: one of its models may be meant."""
    trained = (model.id for model in ownership.models.values() if model.trained_by == team.id)
    return UnknownModel(team.id, tuple(islice(trained, MOST_CANDIDATES)))


def _is_about_a_page(reading: Reading) -> bool:
    return bool(reading.page_kinds) or not _ABOUT_A_PAGE.isdisjoint(reading.cues)


def _models_here(reading: Reading, ownership: OwnershipMap) -> tuple[Id, ...]:
    """The models of the channel that was named, else of the one where the question was asked."""
    is_of_here = Cue.HERE in reading.cues or not reading.pasted
    asked_in = (reading.asker.channel or "",) if is_of_here and _is_about_a_page(reading) else ()
    for channel in reading.channels or asked_in:
        if channel in ownership.models_by_channel:
            return ownership.models_by_channel[channel]
    return ()


def _unsettled(reading: Reading, intent: Intent) -> Refusal:
    match reading.doubt:
        case SeveralModels() as doubt:
            return _settling(doubt, reading, intent)
        case UnknownModel(near=near) as doubt:
            few = len(reading.words) <= _FEW_WORDS
            if few or near or reading.pasted or _is_about_a_page(reading):
                return _settling(doubt, reading, intent)
    return NotUnderstood(Missing.SENSE)


def _settling(doubt: Doubt, reading: Reading, intent: Intent) -> Unsettled:
    candidates = doubt.candidates if isinstance(doubt, SeveralModels) else doubt.near
    return Unsettled(intent, doubt, tuple((c, _question(c, reading, intent)) for c in candidates))


def _question(model: Id, reading: Reading, intent: Intent) -> str:
    """The same question with the model settled."""
    at = reading.moment.at if reading.moment else None
    return said_of([model], intent, reading.page_kinds, reading.knowledge, at)
