"""Which of several processes on one database sends reminders.

The leader renews a lease. Whoever takes it over from a leader that never let go waits as long again
as one call may take, so that nothing of the old leader's is still on its way. The old leader's fence
keeps it from claiming anything more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from knowledge.store.leases import Leases


@dataclass(slots=True)
class Leadership:
    """`length` is how long the lease lasts unless renewed, `settling` how long a call may take."""

    leases: Leases
    holder: str
    length: timedelta
    settling: timedelta
    clock: Callable[[], datetime]
    steady: Callable[[], float] = monotonic
    _fence: int | None = None
    _sure_until: float = 0.0
    _quiet_until: float = 0.0
    _stopped: bool = False

    def beat(self) -> None:
        """Renew the lease, or take it if nobody has it. Blocks for as long as the disk takes."""
        if self._stopped:
            return
        began = self.steady()
        hold = self.leases.hold(self.holder, self.clock(), self.length)
        if hold is None:
            self._fence = None
            return
        if hold.usurped:
            self._quiet_until = self.steady() + self.settling.total_seconds()
        self._fence, self._sure_until = hold.fence, began + self.length.total_seconds()

    def fence(self) -> int | None:
        """The number to claim under; None where somebody else may be leading."""
        now = self.steady()
        if self._stopped:
            return None
        return self._fence if self._quiet_until <= now < self._sure_until else None

    def stop(self) -> None:
        """Claim nothing more; others may lead once the lease is over, or given up."""
        self._stopped = True

    def resign(self) -> None:
        """Let others take over at once."""
        self._stopped = True
        self.leases.let_go(self.holder)
