"""The audit trail: what each revision changed, as values."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.changes import Change, Declared, Kind


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
