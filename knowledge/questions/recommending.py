"""Which pattern fits the organisation.

advice | which pattern fits us | what do you recommend
should we be PATTERN | are we on the right pattern
"""

from dataclasses import dataclass
from datetime import datetime

from knowledge.diagnosis.advice import Advice, advice_for
from knowledge.entities import Pattern
from knowledge.ownership import OwnershipMap
from knowledge.questions.pattern_words import ADVISING, WONDERING, pattern_words
from knowledge.reading import Reading

EXAMPLES: tuple[str, ...] = ("which pattern fits us",)


@dataclass(frozen=True, slots=True)
class RecommendQuestion:
    """Which pattern fits?"""


@dataclass(frozen=True, slots=True)
class RecommendAnswer:
    """What fits and why, and the pattern that is declared."""

    advice: Advice
    declared: Pattern | None


def parse(reading: Reading, ownership: OwnershipMap, _now: datetime) -> RecommendQuestion | None:
    """Claim what asks for advice, and every other thing that is said of patterns."""
    words = pattern_words(reading, ownership)
    if words is None:
        return None
    asked = words.has_noun or not words.said.isdisjoint(ADVISING) or words.said >= WONDERING
    return RecommendQuestion() if asked else None


def answer(_question: RecommendQuestion, ownership: OwnershipMap) -> RecommendAnswer:
    """Weigh the four patterns."""
    return RecommendAnswer(advice_for(ownership), ownership.organisation.pattern)
