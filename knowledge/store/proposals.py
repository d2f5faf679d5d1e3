"""Changes that were proposed, and what was decided. Neither is ever changed."""

from dataclasses import replace
from typing import Any

from knowledge.proposals import Decision, Proposal, Verdict
from knowledge.store.instants import instant, text
from knowledge.store.store import Store

_SELECT = """
SELECT number, proposal.at, proposal.by, name, source, account, command, meaning, proposal.revision,
       decision.at, decision.by, verdict, decision.reason, decision.revision
FROM proposal LEFT JOIN proposal_decision AS decision ON decision.proposal = number
"""


class Proposals:
    """Every proposal that was ever made."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, proposal: Proposal) -> Proposal:
        """Keep a new one, under the next number."""
        with self._store.writing() as db:
            made = db.execute(
                "INSERT INTO proposal (at, by, name, source, account, command, meaning, revision)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    text(proposal.at),
                    proposal.by,
                    proposal.name,
                    proposal.source,
                    proposal.account,
                    proposal.command,
                    proposal.meaning,
                    proposal.revision,
                ],
            )
            return replace(proposal, number=int(made.lastrowid or 0))

    def of(self, number: int) -> Proposal | None:
        """The proposal of that number."""
        with self._store.reading() as db:
            row = db.execute(f"{_SELECT} WHERE number = ?", [number]).fetchone()
            return _proposal(row) if row else None

    def undecided(self) -> list[Proposal]:
        """Every proposal that waits, the oldest first."""
        with self._store.reading() as db:
            rows = db.execute(f"{_SELECT} WHERE verdict IS NULL ORDER BY number")
            return [_proposal(row) for row in rows]

    def decide(self, number: int, decision: Decision) -> bool:
        """Settle a proposal; False where somebody has done so before."""
        with self._store.writing() as db:
            settled = "SELECT 1 FROM proposal_decision WHERE proposal = ?"
            if db.execute(settled, [number]).fetchone():
                return False
            db.execute(
                "INSERT INTO proposal_decision (proposal, at, by, verdict, reason, revision)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    number,
                    text(decision.at),
                    decision.by,
                    decision.verdict,
                    decision.reason,
                    decision.revision,
                ],
            )
            return True


def _proposal(row: Any) -> Proposal:
    number, at, by, name, source, account, command, meaning, revision, *decided = row
    return Proposal(
        number=number,
        at=instant(at),
        by=by,
        name=name,
        source=source,
        account=account,
        command=command,
        meaning=meaning,
        revision=revision,
        decision=_decision(*decided) if decided[0] else None,
    )


def _decision(at: str, by: str, verdict: str, reason: str | None, revision: int | None) -> Decision:
    return Decision(instant(at), by, Verdict(verdict), reason, revision)
