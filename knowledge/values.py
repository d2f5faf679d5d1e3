"""What one declaration says, as plain values with the keys of the map file, and back."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter

from knowledge.changes import ITSELF, KNOWLEDGE, Declared, Kind
from knowledge.entities import (
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
_SAID_ELSEWHERE: Final = {"id", "pages", "knowledge"}


class ModelText(NamedTuple):
    """A model as a map file says it, in two: `itself` alone, and what ends the text with its parts.

    `{"description":"..."}` and `,"pages":{...},"knowledge":{...}}`.
    """

    itself: bytes
    ending: bytes

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
