"""The declared pattern against what else is declared, aspect by aspect."""

from collections.abc import Iterator

from knowledge.diagnosis.advice import UNDER_A_MANDATE, Advice
from knowledge.diagnosis.finding import Aspect, Finding, Inspection, Mismatch, Rule
from knowledge.diagnosis.grounds import CENTRAL_FITS_BELOW, FEDERATED_FROM, Ground
from knowledge.diagnosis.rooms import Rooms
from knowledge.diagnosis.tools import product_teams
from knowledge.entities import Context, Pattern
from knowledge.ownership import OwnershipMap
from knowledge.patterns import sheets

_ENOUGH_MODELS = 3
_PER = 10
_SIZED_AS = {Pattern.EMBEDDED: Pattern.FEDERATED}
"""Embedded engineers need no platform team, but may have one that lays rails for them."""


def mismatches(ownership: OwnershipMap, rooms: Rooms, advice: Advice) -> Inspection:
    """Each aspect that the declared pattern doesn't go with; none where no pattern is declared."""
    pattern = ownership.organisation.pattern
    if pattern is None:
        return Inspection(Rule.MISMATCH, (), 0)
    seen = [
        *_by_circumstance(pattern, advice),
        *_by_headcount(pattern, ownership, rooms, advice),
        *_by_staffing(pattern, ownership, advice),
        *_by_infrastructure(pattern, ownership, rooms, advice),
    ]
    reach = len(ownership.models)
    found = tuple(Finding(Rule.MISMATCH, one.aspect.value, one, reach) for one in seen)
    return Inspection(Rule.MISMATCH, found, len(Aspect))


def _by_circumstance(pattern: Pattern, advice: Advice) -> Iterator[Mismatch]:
    known, fitting = advice.known, advice.fitting
    if known.mandate:
        if pattern not in UNDER_A_MANDATE:
            yield Mismatch(Aspect.MANDATE, pattern, fitting)
        return
    against = {reason.ground for reason in advice.verdict(pattern).reasons}
    if Ground.HEAVY_TO_RUN in against:
        yield Mismatch(Aspect.CONTEXT, pattern, fitting)
    levels = sheets()[pattern].levels
    if known.maturity and levels and known.maturity not in levels:
        yield Mismatch(Aspect.MATURITY, pattern, fitting, known.maturity, levels[0], levels[-1])
    if Ground.MANY_TEAMS in against:
        high = CENTRAL_FITS_BELOW - 1
        yield Mismatch(Aspect.TEAMS, pattern, fitting, known.teams or 0, 1, high)
    if Ground.TOO_SMALL in against and known.context is not Context.PURE_CLOUD:
        yield Mismatch(Aspect.TEAMS, pattern, fitting, known.teams or 0, FEDERATED_FROM, 0)
    if Ground.WITHOUT_RAILS in against:
        yield Mismatch(Aspect.RAILS, pattern, fitting)


def _by_headcount(
    pattern: Pattern, ownership: OwnershipMap, rooms: Rooms, advice: Advice
) -> Iterator[Mismatch]:
    """Too few platform people for the teams, or too many; a small team is judged by its size."""
    people, teams = platform_engineers(ownership, rooms), len(product_teams(ownership))
    if people is None or not teams:
        return
    low, high = (ratio * teams // _PER for ratio in sheets()[pattern].per_ten_teams)
    size = sheets()[_SIZED_AS.get(pattern, pattern)].team_size
    least = low if pattern is Pattern.EMBEDDED else max(low, size[0])
    most = max(high, size[1])
    if not least <= people <= most:
        yield Mismatch(Aspect.HEADCOUNT, pattern, advice.fitting, people, least, most)


def _by_staffing(pattern: Pattern, ownership: OwnershipMap, advice: Advice) -> Iterator[Mismatch]:
    """Embedded: too few MLOps engineers in a team that trains models, or too many."""
    if pattern is not Pattern.EMBEDDED:
        return
    low, high = sheets()[pattern].team_size
    unlike = tuple(
        (team.id, team.mlops_engineers)
        for team in product_teams(ownership)
        if team.id in ownership.producing_teams
        and team.mlops_engineers is not None
        and not low <= team.mlops_engineers <= high
    )
    if unlike:
        yield Mismatch(Aspect.STAFFING, pattern, advice.fitting, 0, low, high, unlike)


def platform_engineers(ownership: OwnershipMap, rooms: Rooms) -> int | None:
    """As declared; else the active people of the platform teams; None where there are no teams."""
    declared = ownership.organisation.platform_engineers
    if declared is not None or not rooms.platform:
        return declared
    return sum(
        person.active and bool(rooms.teams_of.get(person.id, frozenset()) & rooms.platform)
        for person in ownership.people.values()
    )


def _by_infrastructure(
    pattern: Pattern, ownership: OwnershipMap, rooms: Rooms, advice: Advice
) -> Iterator[Mismatch]:
    """Infrastructure for many, run by one central team: in either disguise a ticket queue."""
    if pattern is Pattern.CENTRALISED and advice.known.shared_rails:
        yield Mismatch(Aspect.INFRASTRUCTURE, pattern, advice.fitting)
    if pattern is Pattern.FEDERATED:
        served = [m.served_by for m in ownership.models.values() if m.served_by]
        if len(served) >= _ENOUGH_MODELS and all(team in rooms.platform for team in served):
            yield Mismatch(Aspect.INFRASTRUCTURE, pattern, advice.fitting, len(served))
