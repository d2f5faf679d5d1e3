"""A JSON map file in pieces: the text of each model, and the values of everything else.

Nothing is made of a model here; msgspec only finds where it ends. Files that it wouldn't take as
`json_source` does, and those in which a key may stand twice, come to no pieces at all.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import msgspec

from knowledge.errors import UnreadableMap
from knowledge.mapfile.json_source import json_source

_MODELS: Final = "models"
_NONE: Final = msgspec.Raw(b"{}")
_MARK: Final = b"\xef\xbb\xbf"
_SECTIONS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Pieces(NamedTuple):
    """`bodies` are the texts of the models, without spaces between values; `rest` has no models.

    They are views into one text: a copy of each would be all of a large file once more.
    """

    rest: dict[str, Any]
    bodies: Mapping[str, msgspec.Raw]


def pieces_of(content: bytes) -> Pieces | None:
    """Cut a file into pieces; None where it is to be read as a whole."""
    try:
        if not content.isascii():
            content.decode()
        sections = _members(msgspec.json.format(content.removeprefix(_MARK), indent=-1))
        models = sections.pop(_MODELS, _NONE) if sections else None
        bodies = _members(models) if models else None
        if sections is None or bodies is None:
            return None
        rest = {name: value_of(bytes(text)) for name, text in sections.items()}
    except (msgspec.MsgspecError, UnreadableMap, ValueError, RecursionError):
        return None
    return Pieces(rest, bodies)


def value_of(text: bytes) -> Any:
    """The values of a piece; a ValueError where a key stands twice in it."""
    source = json_source(text.decode(), "")
    if source.problems:
        raise ValueError(source.problems)
    return source.tree


def _members(text: bytes | msgspec.Raw) -> dict[str, msgspec.Raw] | None:
    """The members of a mapping without spaces; None where one may have been lost.

    Of two members with one key only the last is found, which makes up less than the whole.
    """
    members = _SECTIONS.decode(text)
    length = sum(map(len, members.values())) + len("".join(members).encode())
    commas = max(len(members) - 1, 0)
    return members if length + len(members) * len('"":') + commas + len("{}") == len(text) else None
