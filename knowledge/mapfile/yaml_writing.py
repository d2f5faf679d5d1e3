"""Plain values as the text of `ownership.yaml`."""

import re
from collections.abc import Iterable

import yaml

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_HEADER = "# Who is paged for what. `whoowns check` tells what is wrong or missing here.\n"
_WIDTH = 100
_TAG = "tag:yaml.org,2002:"
_ELSE_TO_SOME_READER = re.compile(r"[-+.]*\d[\w:.+-]*|[yn]", re.IGNORECASE)
"""A number, a time or a truth value to one reader of YAML or another."""


def yaml_text(document: dict[str, object]) -> str:
    """A map file of these values."""
    text: str = yaml.serialize(
        _node(document),
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
