"""Which findings are put aside, by whom and why: added to, never changed."""

from collections.abc import Mapping
from typing import Final

from knowledge.dismissal import Dismissal
from knowledge.store.instants import instant, text
from knowledge.store.store import Store

_STANDING: Final = """
SELECT finding, by, at, source, reason FROM dismissal
WHERE dismissed AND number IN (SELECT max(number) FROM dismissal GROUP BY finding)
ORDER BY number
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
        """What is put aside now, by the finding's id, the earliest first."""
        with self._store.reading() as db:
            rows = db.execute(_STANDING).fetchall()
        return {
            finding: Dismissal(finding, by, instant(at), source, reason)
            for finding, by, at, source, reason in rows
        }

    def _keep(self, said: Dismissal, *, dismissed: bool) -> None:
        at = text(said.at)
        row = [said.finding, int(dismissed), said.by, at, said.source, said.reason]
        with self._store.writing() as db:
            db.execute(_INSERT, row)
