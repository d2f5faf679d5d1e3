"""The four organisational patterns: what is known of each, with its references.

They are data (`*.toml` beside this module), read once. A pattern tells where ML knowledge and
accountability sit. It never tells who is woken: that is declared for each model, to a person.
"""

from knowledge.patterns.sheet import Fact, Level, Rules, Sheet
from knowledge.patterns.shelf import (
    contexts,
    grounds,
    levels,
    pattern_names,
    references,
    rules,
    sheets,
    sources,
)

__all__ = [
    "Fact",
    "Level",
    "Rules",
    "Sheet",
    "contexts",
    "grounds",
    "levels",
    "pattern_names",
    "references",
    "rules",
    "sheets",
    "sources",
]
