"""Which pattern fits, why, how sure that is, and which unknown fact would change it.

A mandate for a single accountable operator leaves two patterns, whatever else is so. What is
unknown is tried out: a fact that no value of which would change the answer isn't asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, NamedTuple

from knowledge.diagnosis.circumstances import Circumstance, Circumstances, circumstances
from knowledge.diagnosis.grounds import (
    CENTRAL_FITS_BELOW,
    FEDERATED_ABOVE,
    FEDERATED_FROM,
    RULES,
    Ground,
)
from knowledge.entities import Context, Pattern
from knowledge.ownership import OwnershipMap

UNDER_A_MANDATE: Final = (Pattern.CENTRALISED, Pattern.PLATFORM_AS_MLOPS)
_CLEAR_LEAD: Final = 2

ALTERNATIVES: Final[Mapping[Circumstance, Sequence[Any]]] = {
    Circumstance.MANDATE: (True, False),
    Circumstance.AUTONOMY: (True, False),
    Circumstance.CONTEXT: tuple(Context),
    Circumstance.MATURITY: (1, 2, 3, 4, 5),
    Circumstance.TEAMS: (1, FEDERATED_FROM, CENTRAL_FITS_BELOW),
    Circumstance.ML_ENGINEERS: (FEDERATED_ABOVE, FEDERATED_ABOVE + 1),
    Circumstance.SHARED_RAILS: (True, False),
}
"""One value for each way in which a fact can bear on the answer."""


class Weighed(NamedTuple):
    """One reason that holds, and what it weighs: more than nothing for, less against."""

    ground: Ground
    points: int


class Verdict(NamedTuple):
    """One pattern with all that speaks for it and against it."""

    pattern: Pattern
    reasons: tuple[Weighed, ...]

    @property
    def points(self) -> int:
        """What the reasons come to."""
        return sum(reason.points for reason in self.reasons)

    @property
    def pros(self) -> tuple[Weighed, ...]:
        """What speaks for it."""
        return tuple(reason for reason in self.reasons if reason.points > 0)

    @property
    def cons(self) -> tuple[Weighed, ...]:
        """What speaks against it."""
        return tuple(reason for reason in self.reasons if reason.points < 0)


class Swing(NamedTuple):
    """An unknown fact, and the values of it that would change the answer, with what it would be."""

    unknown: Circumstance
    values: tuple[tuple[Any, tuple[Pattern, ...]], ...]


class Sureness(StrEnum):
    """How sure the answer is."""

    SURE = "sure"  # nothing unknown would change it, and it leads clearly or is mandated
    FAIRLY = "fairly"  # nothing unknown would change it, though it leads by little
    UNSURE = "unsure"  # a fact that is unknown would change it, or two patterns tie
    UNKNOWN = "unknown"  # too little is known for any answer


@dataclass(frozen=True, slots=True)
class Advice:
    """`verdicts` are all four, the best first; `fitting` is one, several that tie, or none."""

    known: Circumstances
    verdicts: tuple[Verdict, ...]
    fitting: tuple[Pattern, ...]
    swings: tuple[Swing, ...]
    sureness: Sureness

    def verdict(self, pattern: Pattern) -> Verdict:
        """What was found about one pattern."""
        return next(verdict for verdict in self.verdicts if verdict.pattern is pattern)


def advice_for(ownership: OwnershipMap) -> Advice:
    """What the map lets advise."""
    return advise(circumstances(ownership))


def advise(known: Circumstances) -> Advice:
    """What some circumstances let advise."""
    verdicts = _verdicts(known)
    fitting = fitting_patterns(known)
    swings = _swings(known, fitting)
    return Advice(known, verdicts, fitting, swings, _sureness(known, verdicts, fitting, swings))


def fitting_patterns(known: Circumstances) -> tuple[Pattern, ...]:
    """The pattern that fits best, several where they tie, none where nothing is known."""
    if known == Circumstances():
        return ()
    verdicts = _verdicts(known)
    return tuple(v.pattern for v in verdicts if v.points == verdicts[0].points)


def _verdicts(known: Circumstances) -> tuple[Verdict, ...]:
    reasons: dict[Pattern, list[Weighed]] = {pattern: [] for pattern in Pattern}
    for rule in RULES:
        if rule.holds(known):
            reasons[rule.pattern].append(Weighed(rule.ground, rule.points))
    found = [Verdict(pattern, tuple(weighed)) for pattern, weighed in reasons.items()]
    return tuple(sorted(found, key=lambda verdict: -verdict.points))


def _swings(known: Circumstances, fitting: tuple[Pattern, ...]) -> tuple[Swing, ...]:
    swings = []
    for unknown, values in ALTERNATIVES.items():
        if getattr(known, unknown) is not None:
            continue
        tried = [(value, fitting_patterns(replace(known, **{unknown: value}))) for value in values]
        changing = tuple((value, patterns) for value, patterns in tried if patterns != fitting)
        if changing:
            swings.append(Swing(unknown, changing))
    return tuple(swings)


def _sureness(
    known: Circumstances,
    verdicts: Sequence[Verdict],
    fitting: Sequence[Pattern],
    swings: Sequence[Swing],
) -> Sureness:
    if not fitting:
        return Sureness.UNKNOWN
    if swings or len(fitting) > 1:
        return Sureness.UNSURE
    lead = verdicts[0].points - verdicts[1].points
    return Sureness.SURE if known.mandate or lead >= _CLEAR_LEAD else Sureness.FAIRLY
