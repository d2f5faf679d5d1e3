"""Whether the central team has outgrown its pattern: the transition signals.

signals | transition signals | queue signals
are we outgrowing our pattern
"""

from dataclasses import dataclass
from datetime import datetime

from knowledge.backlog import Acknowledgement, Backlog
from knowledge.diagnosis.signals import TransitionSignals, transition_signals
from knowledge.entities import Organisation, Team
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


@dataclass(frozen=True, slots=True)
class SignalsAnswer:
    """The signals, of whom, and who knows already. `shares` name teams by what the map calls them."""

    found: TransitionSignals
    organisation: Organisation
    team: Team | None
    shares: tuple[tuple[str, int], ...]
    acknowledged: tuple[Acknowledgement, str] | None
    when: When


def parse(
    reading: Reading, _ownership: OwnershipMap, now: datetime
) -> SignalsQuestion | Refusal | None:
    """Claim what speaks of signals or outgrowing, and of no model."""
    asked = Cue.SIGNALS in reading.cues or reading.words in _ALONE
    if not asked or reading.models:
        return None
    instant = when(reading, now)
    return instant if isinstance(instant, UnclearInstant) else SignalsQuestion(instant)


def answer(question: SignalsQuestion, ownership: OwnershipMap, backlog: Backlog) -> SignalsAnswer:
    """Judge the readings by the thresholds of the map."""
    at = question.when.at
    found = transition_signals(ownership, backlog, at)
    queue = ownership.queue
    known = backlog.acknowledged(at)
    declarer = ownership.people.get(known.by) if known else None
    return SignalsAnswer(
        found,
        ownership.organisation,
        ownership.teams.get(queue.team) if queue and queue.team else None,
        tuple(
            (ownership.teams[team].name if team in ownership.teams else team, reading.depth)
            for team, reading in found.shares
        ),
        (known, declarer.name if declarer else known.by) if known else None,
        question.when,
    )
