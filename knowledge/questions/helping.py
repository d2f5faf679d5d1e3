"""What can be asked.

help | what can you do | (nothing at all)

`help` alone asks for help even where a model is called so.
"""

from dataclasses import dataclass
from datetime import datetime

from knowledge.lexicon import Cue
from knowledge.ownership import OwnershipMap
from knowledge.reading import Reading

EXAMPLES: tuple[str, ...] = ("help",)

_HELP = Cue.HELP


@dataclass(frozen=True, slots=True)
class HelpQuestion:
    """What can I ask?"""


@dataclass(frozen=True, slots=True)
class HelpAnswer:
    """The examples of every kind of question."""

    examples: tuple[str, ...]


def parse(reading: Reading, _ownership: OwnershipMap, _now: datetime) -> HelpQuestion | None:
    """Claim a cry for help that mentions nothing to help with, and silence."""
    if not reading.words and not reading.parties and not reading.channels:
        return HelpQuestion() if not reading.text.strip() else None
    if reading.words == ("help",):
        return HelpQuestion()
    asked = _HELP in reading.cues and not reading.models and not reading.doubt
    return HelpQuestion() if asked and not reading.page_kinds else None
