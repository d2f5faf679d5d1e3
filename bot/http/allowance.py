"""How often something may be asked for: so many at once, and so many a second after that."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Allowance:
    """Each process has its own; `clock` counts seconds."""

    at_once: int = 30
    a_second: float = 1.0
    clock: Callable[[], float] = time.monotonic
    _left: float = field(default=0, init=False)
    _seen: float | None = field(default=None, init=False)

    def wait(self) -> float:
        """Take one; else how many seconds it takes until there is one."""
        now = self.clock()
        gained = (now - self._seen) * self.a_second if self._seen is not None else self.at_once
        self._left, self._seen = min(self._left + gained, self.at_once), now
        if self._left < 1:
            return (1 - self._left) / self.a_second
        self._left -= 1
        return 0
