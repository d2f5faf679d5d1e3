"""A map, written so that reading it gives the same one.

Defaults are left out, and so is a name that equals the id. Entities stand in the order of their
ids, one a line in JSON, so that a change shows as few changed lines.
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from knowledge.entities import (
    Conflict,
    Model,
    Organisation,
    Person,
    Queue,
    Rotation,
    Team,
    Vocabulary,
)
from knowledge.ownership import OwnershipMap

_SECTIONS: Mapping[str, TypeAdapter[Any]] = {
    "people": TypeAdapter(Mapping[str, Person]),
    "teams": TypeAdapter(Mapping[str, Team]),
    "rotations": TypeAdapter(Mapping[str, Rotation]),
    "models": TypeAdapter(Mapping[str, Model]),
    "conflicts": TypeAdapter(Mapping[str, Conflict]),
}
_ORGANISATION: TypeAdapter[Any] = TypeAdapter(Organisation)
_QUEUE: TypeAdapter[Any] = TypeAdapter(Queue | None)
_VOCABULARY: TypeAdapter[Any] = TypeAdapter(Vocabulary)

Document = dict[str, Any]


def document(ownership: OwnershipMap) -> Document:
    """The map as the plain values of a map file."""
    whole = {
        "organisation": _plain(_ORGANISATION, ownership.organisation),
        **{
            name: _section(adapter, getattr(ownership, name)) for name, adapter in _SECTIONS.items()
        },
        "vocabulary": _plain(_VOCABULARY, ownership.vocabulary),
    }
    said = {key: value for key, value in whole.items() if value}
    return said if ownership.queue is None else {**said, "queue": _plain(_QUEUE, ownership.queue)}


def _plain(adapter: TypeAdapter[Any], value: object) -> Any:
    return adapter.dump_python(value, mode="json", by_alias=True, exclude_defaults=True)


def _section(adapter: TypeAdapter[Any], entities: Mapping[str, object]) -> Document:
    bodies = _plain(adapter, dict(entities.items()))
    return {entity_id: _body(bodies[entity_id]) for entity_id in sorted(bodies)}


def _body(body: Document) -> Document:
    """The body of one entity; a declaration that nobody stated is not written."""
    entity_id = body.pop("id")
    if body.get("name") == entity_id:
        del body["name"]
    for page in body.get("pages", {}).values():
        if page.get("declared", {}).get("stamped"):
            del page["declared"]
    return body


def to_json(ownership: OwnershipMap) -> str:
    """The map as `ownership.json`."""
    parts = [f"{_json(key)}: {_json_part(key, part)}" for key, part in document(ownership).items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json_part(key: str, part: Document) -> str:
    if key not in _SECTIONS:
        return _json(part)
    lines = [f"  {_json(entity_id)}: {_json(body)}" for entity_id, body in part.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def to_yaml(ownership: OwnershipMap) -> str:
    """The map as `ownership.yaml`."""
    from knowledge.mapfile.yaml_writing import yaml_text  # noqa: PLC0415  # JSON needs no YAML

    return yaml_text(document(ownership))
