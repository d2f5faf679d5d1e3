"""Which models have no named owner.

which models have no named [quality | infrastructure] owner [in TEAM] [except MODEL] [WHEN] [from NUMBER]
unowned models | gaps | models without an owner

Of a rotation its pages are told instead; of a person it is asked whether those or the team's are meant.
A long list is shown in pieces: `from 41` shows those from the 41st on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from knowledge.briefs import PageAnswer, page_answer
from knowledge.entities import Model, PageKind, Party, Person, Rotation, Team
from knowledge.lexicon import Cue
from knowledge.mentions import MOST_CANDIDATES, UnknownModel
from knowledge.ownership import OwnershipMap, PageKey
from knowledge.questions.outcome import (
    Missing,
    NotUnderstood,
    Refusal,
    SeveralParties,
    UnclearInstant,
    When,
)
from knowledge.questions.rephrasing import owned_by
from knowledge.questions.subject import names_of, team_asked, teams_with, when
from knowledge.reading import Reading

CUE = Cue.GAPS

EXAMPLES: tuple[str, ...] = ("which models have no named quality owner",)

_FROM = re.compile(r"\bfrom\s+#?(?P<number>[1-9]\d{0,6})[\s?!.]*$", re.IGNORECASE | re.ASCII)


_MINE = frozenset({"my", "mine"})


@dataclass(frozen=True, slots=True)
class GapsQuestion:
    """Which pages of these kinds nobody is named for; `team` narrows it to a team's models.

    `first` is the number of the gap from which on they are told.
    """

    kinds: tuple[PageKind, ...]
    team: Team | None
    when: When
    first: int = 1
    left_out: tuple[Model, ...] = ()

    def from_number(self, first: int) -> str:
        """The same question, from another gap on."""
        return f"{self.said} from {first}"

    @property
    def said(self) -> str:
        """What asks the same."""
        within = f" in {self.team.id}" if self.team else ""
        but = f" except {names_of(self.left_out)}" if self.left_out else ""
        at = f" at {self.when.at.isoformat()}" if self.when.stated else ""
        return f"which models have no named {' or '.join(self.kinds)} owner{within}{but}{at}"


@dataclass(frozen=True, slots=True)
class GapsAnswer:
    """Every gap, by model id, of `models` looked at. Pages are resolved only as they are shown."""

    gaps: tuple[PageKey, ...]
    models: int
    question: GapsQuestion
    ownership: OwnershipMap

    def pages(self, limit: int | None = None) -> tuple[PageAnswer, ...]:
        """The gaps asked for as pages, with the reason why nobody is named; at most `limit`."""
        at, models = self.question.when.at, self.ownership.models
        before = self.question.first - 1
        end = None if limit is None else before + limit
        return tuple(
            page_answer(self.ownership, models[gap.model], gap.kind, at)
            for gap in self.gaps[before:end]
        )


def parse(
    reading: Reading, ownership: OwnershipMap, now: datetime
) -> GapsQuestion | Refusal | None:
    """Claim what speaks of missing owners and of no model in particular."""
    if reading.models:
        return None
    first = _FROM.search(reading.text)
    if reading.doubt and Cue.LIST not in reading.cues and not _is_of_a_number(reading, first):
        return None
    instant = when(reading, now)
    if isinstance(instant, UnclearInstant):
        return instant
    team = team_asked(reading)
    if isinstance(team, SeveralParties):
        return team
    number = int(first["number"]) if first else 1
    question = GapsQuestion(reading.kinds, team, instant, number, reading.left_out)
    people = None if team else _people(reading)
    if people is not None:
        return _of_people(people, question, ownership)
    of_rotation = any(isinstance(p, Rotation) for parties in reading.sure_parties for p in parties)
    return None if of_rotation and not team else question


def _is_of_a_number(reading: Reading, first: re.Match[str] | None) -> bool:
    """Whether the doubt is about no model, but about the number in `gaps from 51`."""
    doubt = reading.doubt
    return isinstance(doubt, UnknownModel) and first is not None and doubt.phrase == first["number"]


def _people(reading: Reading) -> list[Person] | None:
    """The people whose gaps are asked for; None where nobody's are."""
    named = [p for parties in reading.sure_parties for p in parties if isinstance(p, Person)]
    if named or _MINE.isdisjoint(reading.words):
        return named or None
    return [reading.asker.person] if reading.asker.person else []


def _of_people(
    people: Sequence[Person], question: GapsQuestion, ownership: OwnershipMap
) -> NotUnderstood:
    """Their teams' gaps may be meant, or what is declared to them."""
    ids = {person.id for person in people}
    teams = teams_with(ids, ownership)
    at = question.when.at if question.when.stated else None
    near: list[tuple[Party, str]] = [
        *((team, replace(question, team=team).said) for team in teams),
        *((person, owned_by(person.id, at)) for person in people),
    ]
    return NotUnderstood(Missing.TEAM, near=tuple(near[:MOST_CANDIDATES]))


def answer(question: GapsQuestion, ownership: OwnershipMap) -> GapsAnswer:
    """Find the gaps."""
    gaps = ownership.gaps(question.when.at, question.kinds)
    if question.team is None and not question.left_out:
        return GapsAnswer(tuple(gaps), len(ownership.models), question, ownership)
    within = {model.id for model in ownership.models.values() if _is_within(model, question)}
    meant = tuple(gap for gap in gaps if gap.model in within)
    return GapsAnswer(meant, len(within), question, ownership)


def _is_within(model: Model, question: GapsQuestion) -> bool:
    team = question.team and question.team.id
    return model not in question.left_out and team in (None, model.trained_by, model.served_by)
