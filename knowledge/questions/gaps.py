"""Which models have no named owner.

which models have no named [quality | infrastructure] owner [in TEAM]
unowned models | gaps | models without an owner
"""

from dataclasses import dataclass
from datetime import datetime

from knowledge.entities import PageKind, Team
from knowledge.lexicon import Cue
from knowledge.ownership import OwnershipMap, PageKey
from knowledge.questions.outcome import PageAnswer, Refusal, UnclearInstant, When, page_answer
from knowledge.questions.subject import when
from knowledge.reading import Reading

EXAMPLES: tuple[str, ...] = ("which models have no named quality owner",)


@dataclass(frozen=True, slots=True)
class GapsQuestion:
    """Which pages of these kinds nobody is named for; `team` narrows it to a team's models."""

    kinds: tuple[PageKind, ...]
    team: Team | None
    when: When


@dataclass(frozen=True, slots=True)
class GapsAnswer:
    """Every gap, by model id, of `models` looked at. Pages are resolved only as they are shown."""

    gaps: tuple[PageKey, ...]
    models: int
    question: GapsQuestion
    ownership: OwnershipMap

    def pages(self, limit: int | None = None) -> tuple[PageAnswer, ...]:
        """The gaps as pages, with the reason why nobody is named; at most `limit`."""
        at, models = self.question.when.at, self.ownership.models
        return tuple(
            page_answer(self.ownership, models[gap.model], gap.kind, at)
            for gap in self.gaps[:limit]
        )


def parse(
    reading: Reading, _ownership: OwnershipMap, now: datetime
) -> GapsQuestion | Refusal | None:
    """Claim what speaks of missing owners and of no model in particular."""
    if Cue.GAPS not in reading.cues or reading.models:
        return None
    if reading.doubt and Cue.LIST not in reading.cues:
        return None
    instant = when(reading, now)
    if isinstance(instant, UnclearInstant):
        return instant
    teams = (p for parties in reading.parties for p in parties if isinstance(p, Team))
    return GapsQuestion(reading.kinds, next(teams, None), instant)


def answer(question: GapsQuestion, ownership: OwnershipMap) -> GapsAnswer:
    """Find the gaps."""
    gaps = ownership.gaps(question.when.at, question.kinds)
    if question.team is None:
        return GapsAnswer(tuple(gaps), len(ownership.models), question, ownership)
    team = question.team.id
    of_team = {m.id for m in ownership.models.values() if team in (m.trained_by, m.served_by)}
    within = tuple(gap for gap in gaps if gap.model in of_team)
    return GapsAnswer(within, len(of_team), question, ownership)
