"""Making a map of its models, and all of its indexes with them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from knowledge.entities import Id, Model
from knowledge.names import ModelNames
from knowledge.ownership import OwnershipMap, PageKey, names_of, owners_of


@dataclass(slots=True)
class MapBuilder:
    """Takes in models a few at a time, so that a thread may rest between two lots."""

    models: dict[Id, Model] = field(default_factory=dict)
    names: ModelNames = field(default_factory=ModelNames)
    pages: dict[Id | None, list[PageKey]] = field(default_factory=dict)

    def add(self, models: Iterable[Model]) -> None:
        """Take in models and index them."""
        for model in models:
            self.models[model.id] = model
            for name in names_of(model):
                self.names.add(name, model.id)
            for owner, page in owners_of(model):
                if owner not in self.pages:
                    self.pages[owner] = []
                self.pages[owner].append(page)

    def build(self, **parts: Any) -> OwnershipMap:  # the other fields of OwnershipMap
        """The map of these models and the other parts."""
        pages = {owner: tuple(keys) for owner, keys in self.pages.items()}
        built = OwnershipMap(models=self.models, **parts)
        vars(built).update(model_names=self.names, pages_of=pages)
        return warmed(built)


def warmed(ownership: OwnershipMap) -> OwnershipMap:
    """The same map, with every index built before somebody has to wait for it."""
    _ = ownership.model_names, ownership.pages_of, ownership.models_by_channel
    _ = ownership.people_by_chat_id, ownership.party_names
    return ownership
