"""Which findings are put aside, by whom and why: added to, never changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from knowledge.dismissal import OF_MODELS, Dismissal
from knowledge.store.instants import instant, text
from knowledge.store.store import Store
from knowledge.store.successions import Successions

_SAID: Final = """
SELECT finding, by, at, source, reason, dismissed FROM dismissal ORDER BY number
"""
_INSERT: Final = """
INSERT INTO dismissal (finding, dismissed, by, at, source, reason) VALUES (?, ?, ?, ?, ?, ?)
"""


class Dismissals:
    """All that was ever put aside or taken up again."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def dismiss(self, dismissal: Dismissal) -> None:
        """Put a finding aside."""
        self._keep(dismissal, dismissed=True)

    def restore(self, restoration: Dismissal) -> bool:
        """Take one up again; False where it isn't put aside."""
        if restoration.finding not in self.standing():
            return False
        self._keep(restoration, dismissed=False)
        return True

    def standing(self) -> Mapping[str, Dismissal]:
        """What is put aside now, by the finding's id, the earliest first.

        What is about a model follows it, whatever it is called now; the last word on each counts.
        """
        last: dict[str, tuple[Dismissal, bool]] = {}
        with self._store.reading() as db:
            successions = Successions(db)
            for finding, by, at, source, reason, dismissed in db.execute(_SAID).fetchall():
                if found := _today(successions, finding, instant(at)):
                    last.pop(found, None)
                    said = Dismissal(found, by, instant(at), source, reason)
                    last[found] = said, bool(dismissed)
        return {finding: said for finding, (said, dismissed) in last.items() if dismissed}

    def _keep(self, said: Dismissal, *, dismissed: bool) -> None:
        at = text(said.at)
        row = [said.finding, int(dismissed), said.by, at, said.source, said.reason]
        with self._store.writing() as db:
            db.execute(_INSERT, row)


def _today(successions: Successions, finding: str, said_at: datetime) -> str | None:
    """What a finding is called now; None where its model is no more."""
    rule, colon, subject = finding.partition(":")
    if rule not in OF_MODELS or not colon:
        return finding
    model = successions.name_now(subject, said_at)
    return f"{rule}:{model}" if model else None
