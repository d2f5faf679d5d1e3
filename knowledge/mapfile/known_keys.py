"""The keys that each part of the file may have: the fields of its entity."""

from typing import Any

from knowledge.entities import (
    Channel,
    Conflict,
    Declaration,
    Holders,
    Model,
    Organisation,
    Override,
    Page,
    Pages,
    Pause,
    Person,
    Queue,
    Rotation,
    Team,
    Thresholds,
    Vocabulary,
)
from knowledge.errors import MapPath

SECTIONS = {
    "people": Person,
    "teams": Team,
    "rotations": Rotation,
    "models": Model,
    "conflicts": Conflict,
}
_SINGLE = {"organisation": Organisation, "queue": Queue, "vocabulary": Vocabulary}
_WITHIN = {
    "channel": Channel,
    "overrides": Override,
    "pauses": Pause,
    "pages": Pages,
    "infrastructure": Page,
    "model-quality": Page,
    "declared": Declaration,
    "knowledge": Holders,
    "signals": Thresholds,
}
_NOT_IN_FILES = {"id", "stamped"}


def known_keys(path: MapPath) -> list[str]:
    """The keys of the mapping that `path` leads to; none where they are free."""
    names = [step for step in path if isinstance(step, str)]
    match names:
        case []:
            return [*_SINGLE, *SECTIONS]
        case [single]:
            return _keys_of(_SINGLE.get(single))
        case [section, _] if section in SECTIONS:
            return _keys_of(SECTIONS[section])
        case _:
            return _keys_of(_WITHIN.get(names[-1]))


def _keys_of(entity: Any | None) -> list[str]:
    fields = entity.__pydantic_fields__ if entity else {}
    return [info.alias or name for name, info in fields.items() if name not in _NOT_IN_FILES]
