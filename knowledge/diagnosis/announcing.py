"""When the platform team is told of the transition signals.

Once when the first fires; once more when a further one does; then no more than once a week until
somebody acknowledges; once when all are clear. Only while the declared pattern is centralised: in
any other the signals mean nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from knowledge.backlog import Acknowledgement
from knowledge.diagnosis.signals import TransitionSignals
from knowledge.entities import Pattern

REPEATED_AFTER: Final = timedelta(days=7)


class Occasion(StrEnum):
    """Why they are told now."""

    FIRST = "first"
    FURTHER = "further"
    AGAIN = "again"
    CLEAR = "clear"


class Told(NamedTuple):
    """What was said before: when, why, and how many firings the episode counted by then."""

    at: datetime
    occasion: Occasion
    firings: int


def occasion(
    found: TransitionSignals,
    told: Sequence[Told],
    acknowledged: Acknowledgement | None,
    now: datetime,
) -> Occasion | None:
    """What is to be said at `now`, given all that was said; None where it is nothing."""
    episode = found.episode
    if episode is None or found.pattern is not Pattern.CENTRALISED:
        return None
    said = [each for each in told if each.at >= episode.began]
    if episode.ended is not None:
        unsaid = said and all(each.occasion is not Occasion.CLEAR for each in said)
        return Occasion.CLEAR if unsaid else None
    if not said:
        return Occasion.FIRST
    if episode.firings > max(each.firings for each in said):
        return Occasion.FURTHER
    if acknowledged or now - max(each.at for each in said) < REPEATED_AFTER:
        return None
    return Occasion.AGAIN
