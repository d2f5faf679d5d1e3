"""What is known of one pattern.

pattern PATTERN
what is the PATTERN pattern | who is woken in a PATTERN pattern
"""

from dataclasses import dataclass
from datetime import datetime

from knowledge.entities import Pattern
from knowledge.ownership import OwnershipMap
from knowledge.patterns import Rules, Sheet, rules, sheets
from knowledge.questions.pattern_words import ADVISING, COMPARING, pattern_words
from knowledge.reading import Reading

EXAMPLES: tuple[str, ...] = ("what is the federated pattern",)

_WISHING = frozenset({"should", "fit", "fits", "suit", "suits", "better", "right"})


@dataclass(frozen=True, slots=True)
class PatternQuestion:
    """What is this pattern?"""

    pattern: Pattern


@dataclass(frozen=True, slots=True)
class PatternAnswer:
    """All that is known of it; `declared` where it is the organisation's own."""

    sheet: Sheet
    rules: Rules
    declared: bool


def parse(reading: Reading, ownership: OwnershipMap, _now: datetime) -> PatternQuestion | None:
    """Claim what names one pattern, and wishes for no comparison and no advice."""
    words = pattern_words(reading, ownership)
    if words is None or len(words.patterns) != 1 or not words.has_noun:
        return None
    if not words.said.isdisjoint(COMPARING | ADVISING | _WISHING):
        return None
    return PatternQuestion(words.patterns[0])


def answer(question: PatternQuestion, ownership: OwnershipMap) -> PatternAnswer:
    """Take the sheet from the shelf."""
    pattern = question.pattern
    return PatternAnswer(sheets()[pattern], rules(), ownership.organisation.pattern is pattern)
