"""How fast messages may go out: at most one a second to a place, a few a second in all.

The clock is a steady one: what the wall clock does has no say here.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic

_BETWEEN = 0.25
"""Seconds between two calls, wherever to: Slack allows several hundred messages a minute."""

_TO_ONE_PLACE = 1.0
_LONGEST_HOLD = 3600.0


@dataclass(slots=True)
class Pace:
    """Turns are handed out in the order in which they are asked for.

    After a first failure a place is let be for twice `patience` seconds, then for ever longer.
    """

    steady: Callable[[], float] = monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    patience: float = 15.0
    _next: float = 0.0
    _next_to: dict[str, float] = field(default_factory=dict)
    _held: dict[str, float] = field(default_factory=dict)
    _failures: dict[str, int] = field(default_factory=dict)

    async def turn(self, place: str) -> None:
        """Wait until it is this place's turn."""
        now = self.steady()
        at = max(now, self._next, self._next_to.get(place, 0.0))
        self._next, self._next_to[place] = at + _BETWEEN, at + _TO_ONE_PLACE
        if at > now:
            await self.sleep(at - now)

    def is_held(self, place: str) -> bool:
        """Whether nothing may go there yet."""
        return self.steady() < self._held.get(place, 0.0)

    def hold(self, place: str, seconds: float) -> None:
        """Send nothing there for so long."""
        self._held[place] = self.steady() + min(seconds, _LONGEST_HOLD)

    def failed(self, place: str) -> int:
        """Wait longer after each failure; how many there were in a row."""
        times = self._failures[place] = self._failures.get(place, 0) + 1
        self.hold(place, self.patience * 2 ** min(times, 8))
        return times

    def succeeded(self, place: str) -> None:
        """Forget failures."""
        self._failures.pop(place, None)
        self._held.pop(place, None)
