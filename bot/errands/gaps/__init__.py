"""What to do about a page that nobody is named for, but to wait: take it, put it off, accept it."""

from bot.errands.gaps import accepting, snoozing, taking
from bot.errands.gaps.accepting import ACCEPT, ACCEPTED, UNTIL, accept, accepted
from bot.errands.gaps.snoozing import SNOOZE, UNSNOOZE, snooze, unsnooze
from bot.errands.gaps.taking import A_PAGE, TAKE, take

EXAMPLES: tuple[str, ...] = (*taking.EXAMPLES, *snoozing.EXAMPLES, *accepting.EXAMPLES)

__all__ = [
    "ACCEPT",
    "ACCEPTED",
    "A_PAGE",
    "EXAMPLES",
    "SNOOZE",
    "TAKE",
    "UNSNOOZE",
    "UNTIL",
    "accept",
    "accepted",
    "snooze",
    "take",
    "unsnooze",
]
