"""A tree without the places that were refused, and the way back to the file's own indexes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from knowledge.errors import MapPath

GONE: Final = object()
"""Stands for: take it out, and put nothing in its place."""

Branches = dict[str | int, "_Branch"]


@dataclass(slots=True)
class _Branch:
    """Where cuts lead on to; a replacement where one ends."""

    cuts: bool = False
    replacement: object = GONE
    ahead: Branches = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pruned:
    """`kept` are the original indexes of what is left of each list on the way of a cut."""

    tree: dict[str, Any]
    kept: dict[MapPath, list[int]] = field(default_factory=dict)

    def original(self, path: MapPath) -> MapPath:
        """Where the thing at `path` of this tree stands in the whole one."""
        whole: MapPath = ()
        for step in path:
            indexes = self.kept.get(whole)
            whole += (indexes[step] if indexes and isinstance(step, int) else step,)
        return whole


def prune(tree: dict[str, Any], cuts: Mapping[MapPath, object]) -> Pruned:
    """Put what `cuts` says in place of what its paths lead to; the tree itself stays whole."""
    kept: dict[MapPath, list[int]] = {}
    return Pruned(_in_mapping(tree, _branches(cuts), (), kept), kept)


def _branches(cuts: Mapping[MapPath, object]) -> Branches:
    root = _Branch()
    for path, replacement in cuts.items():
        branch = root
        for step in path:
            branch = branch.ahead.setdefault(step, _Branch())
        branch.cuts, branch.replacement = True, replacement
    return root.ahead


def _in_mapping(
    members: dict[str, Any], branches: Branches, here: MapPath, kept: dict[MapPath, list[int]]
) -> dict[str, Any]:
    left = dict(members)
    for step, branch in branches.items():
        value = _pruned(members.get(str(step)), branch, (*here, step), kept)
        if value is GONE:
            left.pop(str(step), None)
        else:
            left[str(step)] = value
    return left


def _in_list(
    items: list[Any], branches: Branches, here: MapPath, kept: dict[MapPath, list[int]]
) -> list[Any]:
    left = [
        (number, _pruned(item, branches.get(number), (*here, number), kept))
        for number, item in enumerate(items)
    ]
    kept[here] = [number for number, item in left if item is not GONE]
    return [item for _, item in left if item is not GONE]


def _pruned(
    value: Any, branch: _Branch | None, here: MapPath, kept: dict[MapPath, list[int]]
) -> Any:
    if branch is None:
        return value
    if branch.cuts:
        return branch.replacement
    if isinstance(value, dict):
        return _in_mapping(value, branch.ahead, here, kept)
    return _in_list(value, branch.ahead, here, kept) if isinstance(value, list) else value
