"""The audit trail: what each revision changed, and the map that it left, as values."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from knowledge.changes import Change, Declared, Kind
from knowledge.ownership import OwnershipMap


@dataclass(frozen=True, slots=True)
class Revision:
    """Who declared something, when, and from where."""

    number: int
    at: datetime
    actor: str
    source: str


_UNDOES = "undoes revision"


def undoing(revision: int) -> str:
    """The reason of a revision that takes another one back."""
    return f"{_UNDOES} {revision}"


def is_undoing(reason: str | None) -> bool:
    """Whether a revision takes another one back, whichever."""
    return reason is not None and reason.startswith(f"{_UNDOES} ")


class Then(NamedTuple):
    """The map that held at a past instant, and the revision that had made it what it was.

    `revision` is None where there is no history to look into, so that nobody can tell whether the
    map held then.
    """

    ownership: OwnershipMap
    revision: Revision | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One change with its revision: who declared it, when, from where and why.

    `before` and `after` are what `Change` says of them. A page tells by whom it was declared then.
    """

    revision: int
    at: datetime
    actor: str
    source: str
    reason: str | None
    kind: Kind
    subject: str
    aspect: str
    before: Declared | None
    after: Declared | None

    @property
    def change(self) -> Change:
        """What was declared, without who did."""
        return Change(self.kind, self.subject, self.aspect, self.before, self.after)
