"""Two questions in one message: who is paged for a model, and something about many."""

import re
from typing import Final

from knowledge.lexicon import Cue
from knowledge.reading import Reading

_SAID_BY: Final = frozenset({"which", "what"})
_JOINED: Final = r"(?:[?;,.]|\b(?:and|also|plus|then)\b)\s*(?:and\s+|also\s+)?"
_OF_GAPS: Final = re.compile(rf"{_JOINED}(?:which|what)\s+(?:other\s+)?models\b")
_OF_A_PARTY: Final = re.compile(rf"{_JOINED}what\s+(?:else\s+)?do(?:es)?\s+[^?.;,]{{1,60}}\bown\b")


def is_twofold(reading: Reading) -> bool:
    """Whether gaps or somebody's pages are asked for beside a model: one answer would drop them."""
    if _SAID_BY.isdisjoint(reading.words):
        return False
    text = reading.text.lower()
    of_gaps = Cue.GAPS in reading.cues and _OF_GAPS.search(text)
    of_a_party = Cue.OWN in reading.cues and reading.parties and _OF_A_PARTY.search(text)
    return bool(of_gaps or of_a_party)
