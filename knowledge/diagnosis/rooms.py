"""Who belongs to which team, and which people stand behind an owner."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.entities import Id, Person, Rotation, Team
from knowledge.ownership import OwnershipMap

PLATFORM = "platform"
PRODUCT = "product"


@dataclass(frozen=True)
class Rooms:
    """A map, looked at by its teams. What is worked out is kept."""

    ownership: OwnershipMap
    _named: dict[Id, frozenset[Id]] = field(default_factory=dict)

    @cached_property
    def platform(self) -> frozenset[Id]:
        """The platform teams."""
        return frozenset(t.id for t in self.ownership.teams.values() if t.kind == PLATFORM)

    @cached_property
    def teams_of(self) -> Mapping[Id, frozenset[Id]]:
        """The teams that each person leads or is a member of."""
        teams: dict[Id, set[Id]] = {}
        for team in self.ownership.teams.values():
            for person in team.people:
                teams.setdefault(person, set()).add(team.id)
        return {person: frozenset(ids) for person, ids in teams.items()}

    def named_behind(self, owner: Id) -> frozenset[Id]:
        """The active people who are paged in turn for what is declared to an owner; of a team none."""
        found = self._named.get(owner)
        if found is None:
            found = self._named[owner] = frozenset(self._active(owner))
        return found

    def _active(self, owner: Id) -> Iterator[Id]:
        party = self.ownership.party(owner)
        ids = party.members if isinstance(party, Rotation) else (owner,)
        for person_id in ids:
            person = self.ownership.people.get(person_id)
            if person is not None and person.active:
                yield person.id

    def teams_behind(self, party_id: Id) -> frozenset[Id]:
        """The teams that a party is, or whose people stand behind it."""
        party = self.ownership.party(party_id)
        if isinstance(party, Team):
            return frozenset({party.id})
        members = party.members if isinstance(party, Rotation) else (party_id,)
        return frozenset().union(*(self.teams_of.get(person, frozenset()) for person in members))

    def is_platforms(self, party_id: Id) -> bool:
        """Whether all who stand behind a party belong to platform teams, and to no product team."""
        party = self.ownership.party(party_id)
        if isinstance(party, Person):
            return self._all_platform((party.id,))
        if isinstance(party, Rotation):
            return self._all_platform(party.members)
        return party_id in self.platform

    def _all_platform(self, people: tuple[Id, ...]) -> bool:
        return bool(people) and all(
            (teams := self.teams_of.get(person)) and teams <= self.platform for person in people
        )
