"""Models of which a file says, in the same words, what is declared already.

They are taken as they are: checking and making them again is most of the time that a large import
takes. What must hold across the whole map is checked all the same.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from knowledge.entities import Id, Model

Body = Mapping[str, Any]


class Known(NamedTuple):
    """The models that are declared, and what a map file says of each."""

    models: Mapping[Id, Model]
    bodies: Mapping[Id, Body]


NOTHING_KNOWN: Final = Known({}, {})

_PARTS: Final = ("pages", "knowledge")


def recognised(tree: dict[str, Any], known: Known) -> dict[str, Any]:
    """The tree with entities in place of what says no more than they do."""
    bodies = tree.get("models")
    if not known.bodies or not isinstance(bodies, dict):
        return tree
    return tree | {"models": {key: _recognised(key, body, known) for key, body in bodies.items()}}


def _recognised(key: str, body: Any, known: Known) -> Any:
    declared = known.bodies.get(key)
    if declared is None or not isinstance(body, dict):
        return body
    model = known.models[key]
    if body == declared:
        return model
    same = [part for part in _PARTS if part in declared and body.get(part) == declared[part]]
    return body | {part: getattr(model, part) for part in same}
