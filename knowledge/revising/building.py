"""Making a map with all of its indexes, of what these take from its models."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from knowledge.entities import Id, Model
from knowledge.homes import Home, Homes
from knowledge.names import ModelNames
from knowledge.ownership import OwnershipMap, PageKey


class Listing(NamedTuple):
    """What the indexes of a map take from a model."""

    names: tuple[str, ...]
    owned: tuple[tuple[Id | None, PageKey], ...]
    home: Home


@dataclass(slots=True)
class MapBuilder:
    """Takes in listings a few at a time, so that a thread may rest between two lots."""

    names: ModelNames = field(default_factory=ModelNames)
    pages: dict[Id | None, list[PageKey]] = field(default_factory=dict)
    homes: Homes = field(default_factory=Homes)

    def add(self, listings: Iterable[Listing]) -> None:
        """Index some models."""
        for names, owned, home in listings:
            for name in names:
                self.names.add(name, home.model)
            for owner, page in owned:
                if owner not in self.pages:
                    self.pages[owner] = []
                self.pages[owner].append(page)
            self.homes.add(home)

    def build(self, models: Mapping[Id, Model], **parts: Any) -> OwnershipMap:
        """The map of the indexed models and the other parts, by the fields of OwnershipMap."""
        built = OwnershipMap(models=models, **parts)
        vars(built).update(
            model_names=self.names,
            pages_of={owner: tuple(keys) for owner, keys in self.pages.items()},
            models_by_channel=self.homes.by_channel(built.teams),
            producing_teams=frozenset(self.homes.trained),
        )
        return warmed(built)


def warmed(ownership: OwnershipMap) -> OwnershipMap:
    """The same map, with every index built before somebody has to wait for it."""
    _ = ownership.model_names, ownership.pages_of, ownership.models_by_channel
    _ = ownership.people_by_chat_id, ownership.party_names
    return ownership
