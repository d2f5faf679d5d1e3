"""How the patterns differ: all four, or those that are named.

compare | patterns
compare PATTERN PATTERN | what is the difference between PATTERN and PATTERN
PATTERN or PATTERN
"""

from dataclasses import dataclass
from datetime import datetime

from knowledge.entities import Pattern
from knowledge.ownership import OwnershipMap
from knowledge.patterns import Rules, Sheet, rules, sheets
from knowledge.questions.pattern_words import ADVISING, COMPARING, pattern_words
from knowledge.reading import Reading

EXAMPLES: tuple[str, ...] = ("compare", "compare centralised federated")

_ALL = tuple(Pattern)
_SEVERAL = frozenset({"patterns", "shapes"})
_SINGLE = frozenset({"which", "should", "our", "us", "fit", "fits"})


@dataclass(frozen=True, slots=True)
class CompareQuestion:
    """How do these differ?"""

    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class CompareAnswer:
    """The sheets side by side; `declared` is the organisation's own pattern."""

    sheets: tuple[Sheet, ...]
    rules: Rules
    declared: Pattern | None


def parse(reading: Reading, ownership: OwnershipMap, _now: datetime) -> CompareQuestion | None:
    """Claim what compares, what names several patterns, and `patterns` alone."""
    words = pattern_words(reading, ownership)
    if words is None or not words.said.isdisjoint(ADVISING):
        return None
    if len(words.patterns) > 1:
        return CompareQuestion(words.patterns)
    if not words.said.isdisjoint(COMPARING):
        alone = reading.words[:1] == ("compare",) and len(reading.words) == 1
        return CompareQuestion(_ALL) if alone or words.has_noun or words.patterns else None
    if not words.said.isdisjoint(_SEVERAL) and words.said.isdisjoint(_SINGLE):
        return CompareQuestion(_ALL)
    return None


def answer(question: CompareQuestion, ownership: OwnershipMap) -> CompareAnswer:
    """Take the sheets from the shelf."""
    chosen = tuple(sheets()[pattern] for pattern in question.patterns)
    return CompareAnswer(chosen, rules(), ownership.organisation.pattern)
