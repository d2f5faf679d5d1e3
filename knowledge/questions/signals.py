"""Whether the central team has outgrown its pattern: the transition signals.

signals | transition signals | queue signals
are we outgrowing our pattern
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from knowledge.backlog import Acknowledgement, Backlog
from knowledge.diagnosis.signals import TransitionSignals, transition_signals
from knowledge.entities import Organisation
from knowledge.lexicon import Cue
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import Refusal, UnclearInstant, When
from knowledge.questions.subject import when
from knowledge.reading import Reading

EXAMPLES: tuple[str, ...] = ("are we outgrowing our pattern",)

_ALONE = (("signals",), ("signal",))


@dataclass(frozen=True, slots=True)
class SignalsQuestion:
    """Which signals fire at an instant?"""

    when: When


Kept = Callable[[], Backlog]
"""What is kept of the central queue, looked up when a question is about it and at no other time."""


class Acknowledged(NamedTuple):
    """Who knows already, by the name that the map has for them."""

    said: Acknowledgement
    by: str


@dataclass(frozen=True)
class SignalsAnswer:
    """The signals, of whom, and who knows already; looked up and judged when they are looked at."""

    question: SignalsQuestion
    ownership: OwnershipMap
    kept: Kept

    @cached_property
    def backlog(self) -> Backlog:
        """What was kept when it was first looked at."""
        return self.kept()

    @cached_property
    def found(self) -> TransitionSignals:
        """The readings, judged by the thresholds of the map."""
        return transition_signals(self.ownership, self.backlog, self.when.at)

    @property
    def when(self) -> When:
        """The instant that it is for."""
        return self.question.when

    @property
    def organisation(self) -> Organisation:
        """Whose signals they are."""
        return self.ownership.organisation

    @property
    def shares(self) -> tuple[tuple[str, int], ...]:
        """The last reading of each team's share, by the name that the map has for the team."""
        teams = self.ownership.teams
        return tuple(
            (teams[team].name if team in teams else team, reading.depth)
            for team, reading in self.found.shares
        )

    @property
    def acknowledged(self) -> Acknowledged | None:
        """The acknowledgement that holds."""
        said = self.backlog.acknowledged(self.when.at)
        return Acknowledged(said, self.ownership.called(said.by)) if said else None


def parse(
    reading: Reading, _ownership: OwnershipMap, now: datetime
) -> SignalsQuestion | Refusal | None:
    """Claim what speaks of signals or outgrowing, and of no model."""
    asked = Cue.SIGNALS in reading.cues or reading.words in _ALONE
    if not asked or reading.models:
        return None
    instant = when(reading, now)
    return instant if isinstance(instant, UnclearInstant) else SignalsQuestion(instant)


def answer(question: SignalsQuestion, ownership: OwnershipMap, kept: Kept) -> SignalsAnswer:
    """What was kept, judged by the thresholds of the map."""
    return SignalsAnswer(question, ownership, kept)
