"""All rules over a map, and a score whose arithmetic can be shown.

The score starts at 100. Each rule takes its weight times the share of what it was found of,
rounded up, so that nothing found goes unnoticed; the weights together are 100. A finding that
was dismissed takes nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final, NamedTuple

from knowledge.diagnosis import knowing, pages, seams, tools
from knowledge.diagnosis.advice import Advice, advice_for
from knowledge.diagnosis.finding import Finding, Inspection, Rule
from knowledge.diagnosis.mismatch import mismatches
from knowledge.diagnosis.rooms import Rooms
from knowledge.ownership import OwnershipMap

BEST: Final = 100

WEIGHTS: Final[Mapping[Rule, int]] = {
    Rule.GAP: 34,
    Rule.JOINT: 6,
    Rule.ML_DEPARTMENT: 6,
    Rule.TWO_LEAVE: 8,
    Rule.MISMATCH: 12,
    Rule.HANDOFF: 8,
    Rule.UNHELD: 8,
    Rule.BUS_FACTOR: 5,
    Rule.ONE_HEAD: 3,
    Rule.OFF_PATH: 3,
    Rule.SHADOW: 3,
    Rule.UNCONFIRMED: 2,
    Rule.NO_CONSUMERS: 2,
}
"""What each rule takes at most; a page that names nobody is what all of this is about."""

_BY_REACH: Final = frozenset({Rule.ML_DEPARTMENT, Rule.TWO_LEAVE})
"""Rules with one finding, judged by how many models it concerns."""


class Deduction(NamedTuple):
    """What one rule takes: `points` of `weight`, for `found` of `among`."""

    rule: Rule
    points: int
    weight: int
    found: int
    among: int


@dataclass(frozen=True)
class Health:
    """What was found. `dismissed` are ids of findings that somebody has put aside."""

    inspections: tuple[Inspection, ...]
    advice: Advice
    dismissed: frozenset[str] = frozenset()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What stands, the most urgent first."""
        return ranked(f for i in self.inspections for f in self._standing(i))

    @cached_property
    def put_aside(self) -> tuple[Finding, ...]:
        """What was dismissed and is still so."""
        found = (f for i in self.inspections for f in i.findings)
        return ranked(f for f in found if f.id in self.dismissed) if self.dismissed else ()

    @cached_property
    def deductions(self) -> tuple[Deduction, ...]:
        """What each rule takes; those that take nothing are left out."""
        taken = (_deduction(i, self._standing(i)) for i in self.inspections)
        return tuple(deduction for deduction in taken if deduction.points)

    @property
    def score(self) -> int:
        """Out of 100."""
        return BEST - sum(deduction.points for deduction in self.deductions)

    def _standing(self, inspection: Inspection) -> tuple[Finding, ...]:
        if not self.dismissed:
            return inspection.findings
        return tuple(f for f in inspection.findings if f.id not in self.dismissed)


def health(ownership: OwnershipMap, now: datetime, dismissed: Collection[str] = ()) -> Health:
    """Look a map through at an aware instant."""
    rooms, advice = Rooms(ownership), advice_for(ownership)
    inspections = (
        pages.gaps(ownership, now),
        pages.shared_pages(ownership, now),
        pages.ml_department(ownership, rooms),
        pages.two_leave(ownership, rooms),
        mismatches(ownership, rooms, advice),
        seams.handoffs(ownership),
        knowing.unheld(ownership),
        knowing.bus_factor(ownership),
        knowing.one_head(ownership),
        tools.off_path(ownership),
        tools.shadow(ownership),
        seams.unconfirmed_consumers(ownership),
        seams.no_consumers(ownership),
    )
    return Health(inspections, advice, frozenset(dismissed))


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By the urgency of their rules, then by how many models they concern, then by subject."""
    return tuple(sorted(findings, key=lambda f: (_URGENCY[f.rule], -f.reach, f.subject)))


_URGENCY: Final = {rule: number for number, rule in enumerate(Rule)}


def _deduction(inspection: Inspection, standing: Collection[Finding]) -> Deduction:
    weight, among = WEIGHTS[inspection.rule], inspection.among
    by_reach = inspection.rule in _BY_REACH
    found = sum(f.reach for f in standing) if by_reach else len(standing)
    points = -(-weight * found // among) if found else 0  # rounded up
    return Deduction(inspection.rule, points, weight, found, among)
