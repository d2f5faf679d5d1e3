"""How a questionnaire is spoken to: the words that its buttons say for whoever presses them.

onboard NUMBER STEP ANSWER · onboard NUMBER skip|unknown|back|go STEP
onboard NUMBER later|resume|discard · onboard NUMBER confirm SUMMARY
"""

from typing import Final, NamedTuple

from bot.commands.said import number_of
from bot.onboarding.moves import Do, Move
from bot.onboarding.walking import Walk
from knowledge.names import key

ONBOARD: Final = "onboard"
CONFIRM: Final = "confirm"
_AT_A_STEP: Final = {do.value: do for do in (Do.SKIP, Do.UNKNOWN, Do.BACK, Do.GO)}
_AT_NONE: Final = {do.value: do for do in (Do.LATER, Do.RESUME, Do.DISCARD)}
_DONE: Final = "done"
"""What the confirming button is called where nothing would change."""

_AT_THE_END: Final = {
    "back": Do.BACK,
    "later": Do.LATER,
    "finish later": Do.LATER,
    "not now": Do.LATER,
    "discard": Do.DISCARD,
}


class Confirm(NamedTuple):
    """A summary is confirmed, as it was shown."""

    summary: str


class Spoken(NamedTuple):
    """To which questionnaire something is said, and what."""

    number: int
    move: Move | Confirm


def is_typed_at_the_end(text: str) -> bool:
    """Whether it is what a button of a summary is called."""
    return key(text) in {CONFIRM, _DONE, *_AT_THE_END}


def typed_at_the_end(text: str, walk: Walk, read: str) -> Move | Confirm:
    """What somebody means who types that instead; they confirm the summary that they have `read`."""
    said = key(text)
    if said == CONFIRM or (said == _DONE and not walk.changes):
        return Confirm(read)
    return Move(_AT_THE_END.get(said, Do.RESUME))


def saying(number: int, move: Move | Confirm) -> str:
    """The words for a move."""
    if isinstance(move, Confirm):
        return f"{ONBOARD} {number} {CONFIRM} {move.summary}".strip()
    if move.do is Do.GIVE:
        return f"{ONBOARD} {number} {move.step} {move.text}"
    return f"{ONBOARD} {number} {move.do} {move.step}".strip()


def heard(words: tuple[str, ...]) -> Spoken | None:
    """The move that words behind `onboard` are for; None where they are for none."""
    number = number_of(words[0]) if len(words) > 1 else None
    if number is None:
        return None
    verb, rest = words[1], words[2:]
    if verb == CONFIRM:
        return Spoken(number, Confirm(" ".join(rest)))
    if verb in _AT_NONE:
        return Spoken(number, Move(_AT_NONE[verb]))
    if verb in _AT_A_STEP:
        return Spoken(number, Move(_AT_A_STEP[verb], " ".join(rest)))
    return Spoken(number, Move(Do.GIVE, verb, " ".join(rest))) if rest else None
