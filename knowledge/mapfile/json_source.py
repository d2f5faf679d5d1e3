"""JSON: the C parser for the values, and a walk over the text where a place is asked for."""

import json

from knowledge.errors import Position, UnreadableCode, UnreadableMap
from knowledge.mapfile.json_places import JsonPlaces, number
from knowledge.mapfile.source import Source


def json_source(text: str, name: str) -> Source:
    """Take a JSON text apart; `name` is how errors call the file."""
    if not text.strip():
        raise UnreadableMap(name, UnreadableCode.EMPTY)
    repeats: list[bool] = []

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        members = dict(pairs)
        if len(members) != len(pairs):
            repeats.append(True)
        return members

    tree = _parse(text, name, json.JSONDecoder(object_pairs_hook=once, parse_int=number))
    places = JsonPlaces(text)
    return Source(tree, places.locate, tuple(places.repeated_keys()) if repeats else ())


def _parse(text: str, name: str, decoder: json.JSONDecoder) -> object:
    try:
        tree: object = decoder.decode(text)
    except json.JSONDecodeError as error:
        position = Position(error.lineno, error.colno)
        raise UnreadableMap(name, UnreadableCode.NOT_JSON, error.msg, position) from None
    return tree
