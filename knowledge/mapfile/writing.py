"""A map, written so that reading it gives the same one.

Defaults are left out, and so is a name that equals the id. Entities stand in the order of their
ids, one a line in JSON, so that a change shows as few changed lines.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml
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

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_HEADER = "# Who is paged for what. `whoowns check` tells what is wrong or missing here.\n"
_WIDTH = 100
_TAG = "tag:yaml.org,2002:"
_ELSE_TO_SOME_READER = re.compile(r"[-+.]*\d[\w:.+-]*|[yn]", re.IGNORECASE)
"""A number, a time or a truth value to one reader of YAML or another."""

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
    bodies = _plain(adapter, entities)
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
    text: str = yaml.serialize(
        _node(document(ownership)),
        Dumper=_DUMPER,
        allow_unicode=True,
        width=_WIDTH,
        encoding=None,
    )
    return _HEADER + text


def _node(value: object) -> yaml.Node:
    """`value` for the emitter, in flow style where it holds scalars only."""
    match value:
        case dict():
            pairs = [(_node(key), _node(member)) for key, member in value.items()]
            return yaml.MappingNode(f"{_TAG}map", pairs, flow_style=_only_scalars(value.values()))
        case list():
            items = [_node(item) for item in value]
            return yaml.SequenceNode(f"{_TAG}seq", items, flow_style=_only_scalars(value))
        case bool():
            return yaml.ScalarNode(f"{_TAG}bool", str(value).lower())
        case int():
            return yaml.ScalarNode(f"{_TAG}int", str(value))
        case _:
            return yaml.ScalarNode(f"{_TAG}str", str(value), style=_style(str(value)))


def _style(text: str) -> str | None:
    if "\n" in text:
        return "|"
    return '"' if _ELSE_TO_SOME_READER.fullmatch(text) else None


def _only_scalars(values: Iterable[object]) -> bool:
    """Whether everything is short enough for one line."""
    return not any(isinstance(value, (dict, list)) or "\n" in str(value) for value in values)
