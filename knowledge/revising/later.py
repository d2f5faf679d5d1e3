"""A map at a later revision, from the one before; the earlier stays as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from knowledge.changes import Change
from knowledge.entities import Id, Model
from knowledge.fork import Fork
from knowledge.ownership import Imprint, OwnershipMap
from knowledge.revising.building import warmed
from knowledge.revising.indexes import Pace, amended_indexes
from knowledge.revising.touched import Touched, touched_by

_MANY: Final = 2_000
"""Entities that are patched in a copy rather than put down beside the others."""


def revised(
    ownership: OwnershipMap,
    touched: Touched,
    revision: int,
    pace: Pace = lambda: None,
    imprint: Imprint = None,
) -> OwnershipMap:
    """The map at a later revision; the given one stays as it is."""
    parts = _parts(ownership, touched)
    later = replace(ownership, revision=revision, imprint=imprint, **parts)
    vars(later).update(amended_indexes(ownership, touched, pace))
    return warmed(later)


def with_models(ownership: OwnershipMap, models: Mapping[Id, Model]) -> OwnershipMap:
    """The same map and the same indexes, in which these models stand where the others stood."""
    other = replace(ownership, models=models)
    vars(other).update(vars(ownership) | {"models": models})
    return other


def applied(ownership: OwnershipMap, changes: Iterable[Change]) -> OwnershipMap:
    """The map as it would be with these changes; its revision stays."""
    return revised(ownership, touched_by(ownership, changes), ownership.revision)


def unindexed(ownership: OwnershipMap, changes: Iterable[Change]) -> OwnershipMap:
    """The same, to be looked through rather than asked: no index is made of it."""
    return replace(ownership, **_parts(ownership, touched_by(ownership, changes)))


def _parts(ownership: OwnershipMap, touched: Touched) -> dict[str, Any]:
    parts: dict[str, Any] = {
        name: _patched(getattr(ownership, name), patch) for name, patch in touched.named.items()
    }
    defaults = OwnershipMap(ownership.organisation)
    for name, said in touched.single.items():
        parts[name] = getattr(defaults, name) if said is None else said
    if touched.organisation:
        parts["organisation"] = touched.organisation
    if touched.models:
        parts["models"] = _patched(ownership.models, touched.models)
    return parts


def _patched(entities: Mapping[Id, Any], patch: Mapping[Id, Any]) -> Mapping[Id, Any]:
    patched = _copied(entities) if len(patch) > _MANY else Fork(entities)
    for entity_id, entity in patch.items():
        if entity is not None:
            patched[entity_id] = entity
        elif entity_id in patched:
            del patched[entity_id]
    return patched.lightest() if isinstance(patched, Fork) else patched


def _copied(entities: Mapping[Id, Any]) -> dict[Id, Any]:
    # By its pairs a dict is copied more slowly than as it is, anything else more quickly.
    return dict(entities) if isinstance(entities, dict) else dict(entities.items())
