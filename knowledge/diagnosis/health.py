"""All rules over a map, and a score whose arithmetic can be shown.

The score starts at 100. Each rule takes its weight times the share of what it was found of,
rounded up, so that nothing found goes unnoticed; the weights together are 100. A finding that
was dismissed takes nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from heapq import nsmallest
from typing import Final, NamedTuple

from knowledge.collecting import without_collections
from knowledge.diagnosis import pages, seams, tools
from knowledge.diagnosis.advice import Advice, advice_for
from knowledge.diagnosis.finding import Finding, Inspection, OfModels, Rule
from knowledge.diagnosis.knowing import knowing
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

_COUNTED_BY_MODELS: Final = frozenset({Rule.ML_DEPARTMENT, Rule.TWO_LEAVE})
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
    def standing(self) -> Mapping[Rule, Sequence[Finding]]:
        """What stands of each rule that found anything, by its urgency."""
        found = {i.rule: self._standing(i) for i in self.inspections}
        return {rule: found[rule] for rule in Rule if found.get(rule)}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What stands, the most urgent first."""
        return tuple(f for found in self.standing.values() for f in ranked(found))

    @property
    def worst(self) -> tuple[Finding, ...]:
        """The most urgent finding of each rule."""
        return tuple(first for found in self.standing.values() for first in most_urgent(found, 1))

    @cached_property
    def put_aside(self) -> tuple[Finding, ...]:
        """What was dismissed and is still so."""
        if not self.dismissed:
            return ()
        return tuple(f for i in self.inspections for f in i.findings if f.id in self.dismissed)

    @cached_property
    def deductions(self) -> tuple[Deduction, ...]:
        """What each rule takes; those that take nothing are left out."""
        taken = (_deduction(i, self.standing.get(i.rule, ())) for i in self.inspections)
        return tuple(deduction for deduction in taken if deduction.points)

    @property
    def score(self) -> int:
        """Out of 100."""
        return BEST - sum(deduction.points for deduction in self.deductions)

    def _standing(self, inspection: Inspection) -> Sequence[Finding]:
        aside = {subject for rule, subject in self._aside if rule == inspection.rule}
        found = inspection.findings
        if not aside:
            return found
        if isinstance(found, OfModels):
            return found.but(aside)
        return tuple(finding for finding in found if finding.subject not in aside)

    @cached_property
    def _aside(self) -> tuple[tuple[str, str], ...]:
        """What was dismissed, by rule and subject."""
        parts = (finding.partition(":") for finding in self.dismissed)
        return tuple((rule, subject) for rule, _, subject in parts)


def health(ownership: OwnershipMap, now: datetime, dismissed: Collection[str] = ()) -> Health:
    """Look a map through at an aware instant."""
    with without_collections():
        inspections, advice = tuple(_inspections(ownership, now)), advice_for(ownership)
    return Health(inspections, advice, frozenset(dismissed))


def _inspections(ownership: OwnershipMap, now: datetime) -> Iterator[Inspection]:
    rooms = Rooms(ownership)
    yield pages.gaps(ownership, now)
    yield pages.shared_pages(ownership, now)
    yield pages.ml_department(ownership, rooms)
    yield pages.two_leave(ownership, rooms)
    yield mismatches(ownership, rooms, advice_for(ownership))
    yield seams.handoffs(ownership)
    yield from knowing(ownership)
    yield tools.off_path(ownership)
    yield tools.shadow(ownership)
    yield seams.unconfirmed_consumers(ownership)
    yield seams.no_consumers(ownership)


def most_urgent(findings: Iterable[Finding], number: int) -> list[Finding]:
    """The first so many of findings of one rule, without a ranking of the others."""
    return nsmallest(number, findings, key=_by_reach)


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of one rule: by how many models they concern, then by subject."""
    return tuple(sorted(findings, key=_by_reach))


def _by_reach(finding: Finding) -> tuple[int, str]:
    return -finding.reach, finding.subject


def _deduction(inspection: Inspection, standing: Collection[Finding]) -> Deduction:
    weight, among = WEIGHTS[inspection.rule], inspection.among
    counts_models = inspection.rule in _COUNTED_BY_MODELS
    found = sum(f.reach for f in standing) if counts_models else len(standing)
    points = -(-weight * found // among) if found else 0  # rounded up
    return Deduction(inspection.rule, points, weight, found, among)
