"""A change that somebody wants and may not make: who may decides, and the first decision counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

LASTS: Final = timedelta(days=14)
"""How long a proposal waits for a decision."""


class Verdict(StrEnum):
    """What became of a proposal."""

    APPROVED = "approved"
    DECLINED = "declined"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Decision:
    """By whom, when and why; `revision` is the one that carried the change out."""

    at: datetime
    by: str
    verdict: Verdict
    reason: str | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """`command` is what they would have said, `revision` the map that they had before them.

    `meaning` is what would have been declared: the same words can come to mean something else.

    `by` is a person's id in the map, else their name; `source` and `account` tell where they are
    found in chat.
    """

    number: int
    at: datetime
    by: str
    name: str
    source: str
    account: str | None
    command: str
    meaning: str
    revision: int
    decision: Decision | None = None

    @property
    def lapses(self) -> datetime:
        """When it stops waiting."""
        return self.at + LASTS


def has_lapsed(proposal: Proposal, now: datetime) -> bool:
    """Whether nobody has decided in time."""
    return proposal.decision is None and proposal.lapses <= now
