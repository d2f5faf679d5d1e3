"""Names of any words, and sentences that stand where such a name is expected.

At night `consumer fraud-model not loading` tells of a trouble. So nothing is registered under what
sounds like one, or asks, unless it is said to be a name: `consumer fraud-model called not loading`.
A name that is written as one word, such as `lag-alerts`, is one.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.commands.said import Said
from bot.commands.wish import Objected, PerhapsTrouble
from knowledge.entities import PAGE_KINDS
from knowledge.lexicon import Sense, Strength, lexicon
from knowledge.names import words_of
from knowledge.ownership import OwnershipMap
from knowledge.reading import Asker, read

_CALLED = "called"
_ASKING = frozenset({"what", "which", "why", "where", "when", "how", "help"})


def called(rest: Said) -> tuple[Said, bool]:
    """The name that comes next, and whether it is said to be one."""
    is_called = len(rest.words) > 1 and rest.words[0].lower() == _CALLED
    return (rest.after(1) if is_called else rest), is_called


def refuse_trouble(lead: str, subject: str, name: Said, ownership: OwnershipMap) -> None:
    """Object to a name that sounds like a trouble of its subject, or asks something about it."""
    words = [_one_word(word) for word in name.words]
    if not _ASKING.isdisjoint(words) or any(map(_is_trouble, _senses(words, ownership))):
        raise _perhaps(lead, subject, name)


def refuse_trouble_of_a_model(
    lead: str, new_id: str, name: Said, ownership: OwnershipMap, now: datetime
) -> None:
    """Object to an id and a name that mention a model together, and what it suffers from.

    People may be called anything, so one that resembles its id is a name.
    """
    if set(words_of(new_id)) <= set(words_of(name.rest)):
        return
    reading = read(f"{new_id} {name.rest}", ownership, Asker(), now)
    if not reading.models or reading.corrections:
        return
    if any(map(_is_trouble, _senses(list(reading.words), ownership))):
        raise _perhaps(lead, new_id, name)


def _one_word(word: str) -> str:
    """The word as the lexicon has it; nothing where it is made of several."""
    words = words_of(word)
    return words[0] if len(words) == 1 else ""


def _senses(words: Sequence[str], ownership: OwnershipMap) -> Iterator[Sense]:
    phrases = lexicon(ownership.vocabulary).phrases
    return (sense for at in range(len(words)) for sense, _ in phrases.at(words, at))


def _is_trouble(sense: Sense) -> bool:
    """A page's name alone may stand in the name of anything."""
    return sense.page in PAGE_KINDS and sense.strength is not Strength.NAME


def _perhaps(lead: str, subject: str, name: Said) -> Objected:
    reason = f" because {name.reason}" if name.reason else ""
    insisting = f"{lead} {subject} {_CALLED} {name.rest}{reason}"
    return Objected(PerhapsTrouble(name.rest, f"{subject} {name.rest}", insisting))
