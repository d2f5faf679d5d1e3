"""Whether a text that begins with a verb is a question: `clear latency on churn, who owns it` is.

It asks outright where it mentions a model and says *who* or ends with a question mark; then nothing
is carried out. Where a command can't be carried out, it is taken for a question all the same if it
tells of a trouble of a declared model, and doesn't go on as a command does: with a name, a number, or
another verb. The reason of a command is its own: `because nobody knows who owns it` asks nothing.

Whether a model is mentioned is read from what stands behind the verb.
"""

import re

from bot.reacting.verbs import behind_verb, verb_said
from knowledge.entities import PAGE_KINDS
from knowledge.lexicon import Strength, lexicon
from knowledge.ownership import OwnershipMap
from knowledge.reading import Reading
from knowledge.text import read_words

_BECAUSE = re.compile(r"(?<!\s)\s+because\s.*", re.IGNORECASE | re.DOTALL)
_WHO = re.compile(r"(?<!\S)(?:who(?:m|se|s|['\u2019]s)?)(?!\S)", re.IGNORECASE)


def asks_outright(text: str, reading: Reading) -> bool:
    """Whether it asks who, of a model, or asks anything of one that is mentioned for certain."""
    said = _BECAUSE.sub("", text)
    if _WHO.search(said):
        return bool(reading.models or reading.doubt)
    return bool(reading.models) and not reading.corrections and said.rstrip().endswith("?")


def tells_of_trouble(text: str, verb: str, reading: Reading, ownership: OwnershipMap) -> bool:
    """Whether it mentions a model for certain, and what it suffers from."""
    if not (reading.models and reading.page_kinds) or reading.corrections:
        return False
    behind = behind_verb(_BECAUSE.sub("", text), verb)
    return not _goes_on_as_a_command(behind, ownership) and _holds_a_symptom(behind, ownership)


def _goes_on_as_a_command(behind: str, ownership: OwnershipMap) -> bool:
    words = [word.text for word in read_words(behind).words]
    if not words or words[0].isdecimal() or verb_said(behind):
        return True
    books = (ownership.model_names.book, ownership.party_names)
    return any(True for book in books for _ in book.at(words, 0))


def _holds_a_symptom(behind: str, ownership: OwnershipMap) -> bool:
    """Whether a page's trouble is told; its name alone may stand in a command."""
    words = [word.text for word in read_words(behind).words]
    phrases = lexicon(ownership.vocabulary).phrases
    senses = (sense for at in range(len(words)) for sense, _ in phrases.at(words, at))
    return any(s.page in PAGE_KINDS and s.strength is not Strength.NAME for s in senses)
