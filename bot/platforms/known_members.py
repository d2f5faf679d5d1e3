"""Who somebody is on a platform, as far as it bears on whether they may change anything."""

import time
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

_REMEMBERED: Final = 300.0
"""Seconds for which a platform's word on somebody is taken again."""

_MOST_KNOWN: Final = 10_000

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Member:
    """`is_full`: no guest, no bot, nobody anonymous or from elsewhere, and not deactivated."""

    name: str
    email: str | None
    is_full: bool


UNKNOWN: Final = Member("somebody", None, is_full=False)
"""Somebody of whom the platform does not say who they are: as good as a guest."""


class KnownMembers(Generic[K]):
    """What a platform said of people some minutes ago at most, by what it knows them by."""

    def __init__(self) -> None:
        self._known: dict[K, tuple[float, Member]] = {}

    def of(self, key: K) -> Member | None:
        """Who that is; None where it has to be asked."""
        asked_at, known = self._known.get(key, (-_REMEMBERED, None))
        return known if known and time.monotonic() - asked_at < _REMEMBERED else None

    def keep(self, key: K, member: Member) -> None:
        """Remember what was just said."""
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[key] = (time.monotonic(), member)

    def forget(self, key: K) -> None:
        """Have it asked again the next time."""
        self._known.pop(key, None)
