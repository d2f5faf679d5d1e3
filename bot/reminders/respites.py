"""What is put off now, and what was until lately. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from knowledge.ownership import OwnershipMap, PageKey
from knowledge.reminders import Respite, Sort, is_overtaken, risk_subject

LATELY: Final = timedelta(days=4)
"""For so long after its end it is told that something was put off."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """The last word on each subject, as of an instant."""

    by_subject: dict[tuple[Sort, str], Respite]
    now: datetime

    @classmethod
    def of(cls, respites: Sequence[Respite], ownership: OwnershipMap, now: datetime) -> "PutOff":
        """Those that stand, and those that ended lately."""
        counting = (r for r in respites if not is_overtaken(r, ownership))
        return cls({(r.sort, r.subject): r for r in counting}, now)

    def standing(self, page: PageKey, place: str) -> Respite | None:
        """What puts a page off now: the one that lasts longest, else the closest to the page."""
        found = [r for r in self._about(page, place) if r.until > self.now]
        return max(found, key=lambda respite: respite.until, default=None)

    def lapsed(self, page: PageKey, place: str) -> Respite | None:
        """What put it off until lately."""
        found = [r for r in self._about(page, place) if r.at < r.until <= self.now]
        return max(found, key=lambda respite: respite.until, default=None)

    def _about(self, page: PageKey, place: str) -> Iterator[Respite]:
        wanted = (
            (Sort.RISK, risk_subject(page)),
            (Sort.MODEL, page.model),
            (Sort.CHANNEL, place),
        )
        for subject in wanted:
            if subject in self.by_subject:
                yield self.by_subject[subject]
