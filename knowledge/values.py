"""What one declaration says, as plain values with the keys of the map file, and back."""

from collections.abc import Mapping
from typing import Any, Final, Self

from msgspec import Struct
from pydantic import TypeAdapter

from knowledge.changes import ITSELF, KNOWLEDGE, Declared, Kind
from knowledge.entities import (
    PAGE_KINDS,
    Conflict,
    Declaration,
    Holders,
    Model,
    Organisation,
    Page,
    Person,
    Queue,
    Rotation,
    Team,
    Vocabulary,
)

ENTITIES: Final[Mapping[Kind, TypeAdapter[Any]]] = {
    Kind.ORGANISATION: TypeAdapter(Organisation),
    Kind.PERSON: TypeAdapter(Person),
    Kind.TEAM: TypeAdapter(Team),
    Kind.ROTATION: TypeAdapter(Rotation),
    Kind.MODEL: TypeAdapter(Model),
    Kind.QUEUE: TypeAdapter(Queue),
    Kind.VOCABULARY: TypeAdapter(Vocabulary),
    Kind.CONFLICT: TypeAdapter(Conflict),
}
HAVE_ID: Final = {Kind.PERSON, Kind.TEAM, Kind.ROTATION, Kind.MODEL, Kind.CONFLICT}
PAGE: Final = TypeAdapter(Page)
HOLDERS: Final = TypeAdapter(Holders)
_NAMED: Final = {"name": "-"}
LEAST_ROTATION: Final = {
    "members": [],
    "time_zone": "UTC",
    "starts": "2000-01-01",
    "every": "1 week",
}
LEAST: Final[Mapping[Kind, Mapping[str, Any]]] = {
    Kind.ORGANISATION: _NAMED,
    Kind.PERSON: _NAMED,
    Kind.TEAM: _NAMED,
    Kind.ROTATION: _NAMED | LEAST_ROTATION,
}
"""What stands in for keys that cannot be missing."""
_SAID_ELSEWHERE: Final = {"id", "pages", "knowledge"}
_EACH_PART: Final = [aspect.encode() for aspect in (ITSELF, *sorted((*PAGE_KINDS, KNOWLEDGE)))]


class ModelText(Struct, frozen=True, gc=False):
    """A model as a map file says it, in two: `itself` alone, and what ends the text with its parts.

    `{"description":"..."}` and `,"pages":{...},"knowledge":{...}}`.
    """

    itself: bytes
    ending: bytes

    @classmethod
    def of(cls, aspects: list[bytes], texts: list[bytes]) -> Self:
        """What is declared of a model; by aspect, as the index has them."""
        if aspects == _EACH_PART:  # as nearly always, and three times as fast
            itself, infrastructure, knowledge, quality = texts
            return cls(
                itself,
                b',"pages":{"infrastructure":%b,"model-quality":%b},"knowledge":%b}'
                % (infrastructure, quality, knowledge),
            )
        said = dict(zip(aspects, texts, strict=True))
        itself, holders = said.pop(b"", b"{}"), said.pop(b"knowledge", None)
        pages = b",".join([b'"%b":%b' % page for page in said.items()])
        ending = [b',"pages":{%b}' % pages] if pages else []
        ending += [b',"knowledge":' + holders] if holders else []
        return cls(itself, b"".join(ending) + b"}")

    @property
    def whole(self) -> bytes:
        """The text in one."""
        if self.itself == b"{}":
            return b"{" + self.ending.removeprefix(b",")
        return self.itself[:-1] + self.ending


def keys_of(kind: Kind, aspect: str, declared: Declared) -> dict[str, Any]:
    """What a declaration says; defaults are left out."""
    adapter, left_out = _written(kind, aspect, declared)
    keys: dict[str, Any] = adapter.dump_python(
        declared, mode="json", by_alias=True, exclude_defaults=True, exclude=left_out
    )
    return keys


def value_text(kind: Kind, aspect: str, declared: Declared) -> str:
    """The same as JSON."""
    adapter, left_out = _written(kind, aspect, declared)
    return adapter.dump_json(
        declared, by_alias=True, exclude_defaults=True, exclude=left_out
    ).decode()


def _written(
    kind: Kind, aspect: str, declared: Declared
) -> tuple[TypeAdapter[Any], set[str] | None]:
    if aspect == ITSELF:
        return ENTITIES[kind], _SAID_ELSEWHERE if kind in HAVE_ID else None
    return (HOLDERS, None) if aspect == KNOWLEDGE else (PAGE, _stamp_of(declared))


def _stamp_of(declared: Declared) -> set[str] | None:
    """A declarer that was only drawn from a revision isn't stated by the page."""
    stamp = declared.declared if isinstance(declared, Page) else None
    return {"declared"} if stamp is None or stamp.stamped else None


def declared_value(
    kind: Kind, subject: str, aspect: str, said: Mapping[str, Any], stamp: Declaration
) -> Declared:
    """What these keys declare. A page without a declarer of its own gets `stamp`."""
    value: Declared
    if aspect == ITSELF:
        identity = {"id": subject} if kind in HAVE_ID else {}
        value = ENTITIES[kind].validate_python({**identity, **said})
    elif aspect == KNOWLEDGE:
        value = HOLDERS.validate_python(said)
    else:
        value = PAGE.validate_python({"declared": stamp, **said})
    return value
