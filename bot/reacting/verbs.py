"""The verb, of a command or of an errand, that a text begins with."""

from typing import Final

from bot.commands import VERBS as COMMANDS
from bot.commands import verb_of
from bot.errands import VERBS as ERRANDS
from bot.errands import errand_verb

_FIRST_WORDS: Final = frozenset(verb.split(" ")[0] for verb in (*COMMANDS, *ERRANDS))


def verb_said(text: str) -> str | None:
    """The verb, of whichever kind; None for what is no command and no errand."""
    return errand_verb(text) or verb_of(text)


def needs_speaker(text: str) -> bool:
    """Whether it matters who says this: a command or an errand does, a question does not."""
    first = "".join(text.split(maxsplit=1)[:1]).lower()
    return first in _FIRST_WORDS and verb_said(text) is not None


def only_looks(text: str) -> bool:
    """Whether it is an errand of those that are open to whoever may ask."""
    verb = errand_verb(text)
    return verb is not None and ERRANDS[verb].only_looks


def usage_of(verb: str) -> str:
    """How a command or an errand goes."""
    return ERRANDS[verb].usage if verb in ERRANDS else COMMANDS[verb].usage


def behind_verb(text: str, verb: str) -> str:
    """What stands behind the verb: `audit trail latency` is of the trail's latency, not of an audit."""
    count = len(verb.split())
    return " ".join(text.split(maxsplit=count)[count:])
