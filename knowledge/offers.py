"""Shifts that somebody asks others to take: all of it (cover), or in exchange (swap).

An offer ends with the first who accepts, when everybody has declined, when it is withdrawn, or when
the time that it is about begins. Of all that, what comes first counts.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from knowledge.entities import Id


class Way(StrEnum):
    """What is asked for."""

    COVER = "cover"
    SWAP = "swap"


class End(StrEnum):
    """What became of an offer."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # by everybody who was asked
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Window(NamedTuple):
    """From one instant until just before another."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Ending:
    """How, when and by whom; `revision` is the one in which the shift was taken."""

    at: datetime
    by: str
    end: End
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """`window` is what others are asked to take; `back`, for a swap, what the asker takes for it.

    `by` is a person's id; `asked` are those of the others, of whom some have `declined`.
    """

    number: int
    at: datetime
    by: Id
    source: str
    way: Way
    rotation: Id
    window: Window
    asked: tuple[Id, ...] = ()
    back: Window | None = None
    reason: str | None = None
    declined: frozenset[Id] = frozenset()
    ending: Ending | None = None

    @property
    def expires(self) -> datetime:
        """When it is too late: when it begins, or when it ends if it had begun already."""
        windows = (self.window, self.back) if self.back else (self.window,)
        begins, ends = min(w.start for w in windows), min(w.end for w in windows)
        return begins if begins > self.at else ends


def has_expired(offer: Offer, now: datetime) -> bool:
    """Whether nobody has taken it in time."""
    return offer.ending is None and offer.expires <= now


def is_refused(offer: Offer) -> bool:
    """Whether everybody who was asked has declined."""
    return offer.declined.issuperset(offer.asked)
