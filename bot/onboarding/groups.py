"""Which teams an answer names. One that the map doesn't know is declared by being named."""

from itertools import islice
from typing import Literal, NamedTuple

from bot.onboarding.naming import (
    LONGEST_NAME,
    MOST_NAMES,
    free_id,
    is_typo,
    listed,
    stated_new,
)
from bot.onboarding.script import Changes, Misread, Misreading
from knowledge.changes import ITSELF, Change, Kind
from knowledge.entities import Id, Team
from knowledge.names import key
from knowledge.ownership import OwnershipMap
from knowledge.revising import applied

_MOST_OFFERED = 3

TeamKind = Literal["product", "platform"]


class TeamsNamed(NamedTuple):
    """The teams that an answer names, and what must be declared for them to be in the map."""

    teams: tuple[Team, ...]
    changes: Changes = ()


def teams_named(text: str, ownership: OwnershipMap, kind: TeamKind) -> TeamsNamed | Misread:
    """Every team of a list; one that the map doesn't know becomes one of that kind."""
    names = listed(text)
    if not 0 < len(names) <= MOST_NAMES:
        return Misread(Misreading.TOO_LONG if names else Misreading.NO_NAME, text)
    named = TeamsNamed(())
    for name in names:
        found = team_named(name, applied(ownership, named.changes), kind)
        if isinstance(found, Misread):
            return found
        named = TeamsNamed((*named.teams, *found.teams), (*named.changes, *found.changes))
    return named


def team_named(text: str, ownership: OwnershipMap, kind: TeamKind) -> TeamsNamed | Misread:
    """One team, by its id or name; one that the map doesn't know becomes one of that kind."""
    name, is_new = stated_new(" ".join(text.split()))
    ids = ownership.party_names.meanings.get(key(name), ())
    known = {i: team for i in (name, *ids) if (team := ownership.teams.get(i))}
    if len(known) > 1 and name not in known:
        return Misread(Misreading.SEVERAL, name, tuple(known))
    if known:
        return TeamsNamed((known.get(name) or next(iter(known.values())),))
    near = () if is_new else _near(name, ownership)
    return (
        Misread(Misreading.NEAR, name, (*near, f"new {name}"))
        if near
        else _new(name, ownership, kind)
    )


def _near(name: str, ownership: OwnershipMap) -> tuple[Id, ...]:
    teams = ownership.teams.values()
    near = (t.id for t in teams if is_typo(name, t.id) or is_typo(name, t.name))
    return tuple(islice(near, _MOST_OFFERED))


def _new(name: str, ownership: OwnershipMap, kind: TeamKind) -> TeamsNamed | Misread:
    team_id = free_id(name, ownership)
    if team_id is None or len(name) > LONGEST_NAME or not name.isprintable():
        return Misread(Misreading.NO_NAME, name)
    team = Team(id=team_id, name=name, kind=kind)
    return TeamsNamed((team,), (Change(Kind.TEAM, team.id, ITSELF, None, team),))
