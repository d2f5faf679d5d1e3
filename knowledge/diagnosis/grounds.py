"""What speaks for a pattern and what against it: one rule for each reason.

A rule holds, doesn't, or can't be told for want of a fact. Only what holds counts. Each carries
points: enough to rank the four, small enough to be added up by hand.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final, NamedTuple

from knowledge.diagnosis.circumstances import Circumstances
from knowledge.entities import Context, Pattern

CENTRAL_FITS_BELOW: Final = 5
"""Model-producing teams: with as many, one central team is a bottleneck."""

FEDERATED_FROM: Final = 3
"""Model-producing teams from which federated suits."""

FEDERATED_ABOVE: Final = 10
"""ML engineers above which federated suits."""

MANAGED: Final = 3
"""The maturity level from which a platform can be run as a product."""


class Ground(StrEnum):
    """The reasons; each has one wording."""

    RULED_OUT = "ruled-out"
    SINGLE_OPERATOR = "single-operator"
    TEAMS_MAY_WORK = "teams-may-work"
    TEAMS_MAY_NOT = "teams-may-not"
    FEW_TEAMS = "few-teams"
    MANY_TEAMS = "many-teams"
    EARLY = "early"
    PAST_EARLY = "past-early"
    MUCH_TO_OPERATE = "much-to-operate"
    ON_RAILS = "on-rails"
    WITHOUT_RAILS = "without-rails"
    SEVERAL_TEAMS = "several-teams"
    UNDER_INVESTS = "under-invests"
    LARGE_ENOUGH = "large-enough"
    TOO_SMALL = "too-small"
    MANAGED_PLATFORM = "managed-platform"
    NO_PLATFORM_YET = "no-platform-yet"
    NOTHING_SHARED_YET = "nothing-shared-yet"
    CLOUD_CARRIES = "cloud-carries"
    HEAVY_TO_RUN = "heavy-to-run"
    NO_OWNERS_YET = "no-owners-yet"
    SELDOM_LASTS = "seldom-lasts"
    LITTLE_AUTONOMY = "little-autonomy"


Holds = Callable[[Circumstances], bool | None]


class Rule(NamedTuple):
    """A ground for or against a pattern, what it weighs, and when it holds."""

    pattern: Pattern
    ground: Ground
    points: int
    holds: Holds


def _mandated(known: Circumstances) -> bool:
    """An unknown mandate is treated as none; that it may change the answer is said apart."""
    return known.mandate is True


def _and(*answers: bool | None) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _or(*answers: bool | None) -> bool | None:
    if True in answers:
        return True
    return None if None in answers else False


def _unless_mandated(holds: Holds) -> Holds:
    return lambda known: not _mandated(known) and holds(known)


def _if_mandated(holds: Holds) -> Holds:
    return lambda known: _mandated(known) and holds(known)


def _always(_: Circumstances) -> bool:
    return True


def _at_least(number: int | None, least: int) -> bool | None:
    return None if number is None else number >= least


def _below(number: int | None, bound: int) -> bool | None:
    return None if number is None else number < bound


def _much_to_operate(known: Circumstances) -> bool | None:
    own = None if known.context is None else known.context is not Context.PURE_CLOUD
    return _and(own, _below(known.maturity, MANAGED))


def _large_enough(known: Circumstances) -> bool | None:
    return _or(
        _at_least(known.teams, FEDERATED_FROM),
        _at_least(known.ml_engineers, FEDERATED_ABOVE + 1),
    )


def _too_small(known: Circumstances) -> bool | None:
    enough = _large_enough(known)
    return None if enough is None else not enough


def _cloud(known: Circumstances) -> bool | None:
    return None if known.context is None else known.context is Context.PURE_CLOUD


def _level(known: Circumstances, level: int) -> bool | None:
    return None if known.maturity is None else known.maturity == level


_C, _E = Pattern.CENTRALISED, Pattern.EMBEDDED
_F, _P = Pattern.FEDERATED, Pattern.PLATFORM_AS_MLOPS

RULES: Final[tuple[Rule, ...]] = (
    *(Rule(p, Ground.SINGLE_OPERATOR, 2, _if_mandated(_always)) for p in (_C, _P)),
    Rule(_C, Ground.TEAMS_MAY_WORK, 2, _if_mandated(lambda k: k.autonomy)),
    Rule(
        _P,
        Ground.TEAMS_MAY_NOT,
        2,
        _if_mandated(lambda k: None if k.autonomy is None else not k.autonomy),
    ),
    *(Rule(p, Ground.RULED_OUT, -9, _if_mandated(_always)) for p in (_E, _F)),
    *(
        Rule(pattern, ground, points, _unless_mandated(holds))
        for pattern, ground, points, holds in (
            (_C, Ground.FEW_TEAMS, 2, lambda k: _below(k.teams, CENTRAL_FITS_BELOW)),
            (_C, Ground.MANY_TEAMS, -3, lambda k: _at_least(k.teams, CENTRAL_FITS_BELOW)),
            (_C, Ground.EARLY, 2, lambda k: _below(k.maturity, MANAGED)),
            (_C, Ground.PAST_EARLY, -2, lambda k: _at_least(k.maturity, MANAGED)),
            (_C, Ground.MUCH_TO_OPERATE, 1, _much_to_operate),
            (_E, Ground.ON_RAILS, 4, lambda k: k.shared_rails),
            (
                _E,
                Ground.WITHOUT_RAILS,
                -2,
                lambda k: None if k.shared_rails is None else not k.shared_rails,
            ),
            (_E, Ground.SEVERAL_TEAMS, 1, lambda k: _at_least(k.teams, FEDERATED_FROM)),
            (_E, Ground.UNDER_INVESTS, -2, _always),
            (_F, Ground.LARGE_ENOUGH, 2, _large_enough),
            (_F, Ground.TOO_SMALL, -2, _too_small),
            (_F, Ground.MANAGED_PLATFORM, 2, lambda k: _at_least(k.maturity, MANAGED)),
            (_F, Ground.NO_PLATFORM_YET, -2, lambda k: _below(k.maturity, MANAGED)),
            (_F, Ground.NOTHING_SHARED_YET, -1, lambda k: _level(k, 1)),
            (_F, Ground.CLOUD_CARRIES, 1, _cloud),
            (_F, Ground.HEAVY_TO_RUN, -1, _much_to_operate),
            (_P, Ground.NO_OWNERS_YET, 2, lambda k: _level(k, 1)),
            (_P, Ground.SELDOM_LASTS, -2, lambda k: _at_least(k.maturity, 2)),
            (_P, Ground.LITTLE_AUTONOMY, -1, _always),
        )
    ),
)
