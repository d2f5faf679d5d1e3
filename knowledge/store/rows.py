"""Rows <-> entities: what one declaration says, as JSON with the keys of the map file."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter
from pydantic_core import from_json

from knowledge.changes import ITSELF, KNOWLEDGE, Declared, Kind
from knowledge.entities import (
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

_ENTITIES: Final[Mapping[Kind, TypeAdapter[Any]]] = {
    Kind.ORGANISATION: TypeAdapter(Organisation),
    Kind.PERSON: TypeAdapter(Person),
    Kind.TEAM: TypeAdapter(Team),
    Kind.ROTATION: TypeAdapter(Rotation),
    Kind.MODEL: TypeAdapter(Model),
    Kind.QUEUE: TypeAdapter(Queue),
    Kind.VOCABULARY: TypeAdapter(Vocabulary),
}
_HAS_ID: Final = {Kind.PERSON, Kind.TEAM, Kind.ROTATION, Kind.MODEL}
_PAGE: Final = TypeAdapter(Page)
_HOLDERS: Final = TypeAdapter(Holders)
_MODELS: Final = TypeAdapter(list[Model])
_KEPT_IN_OTHER_COLUMNS: Final = {"id", "pages", "knowledge"}


class Subject(NamedTuple):
    """The live declarations about one subject: revision and parsed value, by aspect."""

    id: str
    declared: dict[str, tuple[int, dict[str, Any]]]


def value_text(kind: Kind, aspect: str, declared: Declared) -> str:
    """What a declaration says, for the value column: defaults are left out."""
    if aspect == ITSELF:
        adapter, left_out = _ENTITIES[kind], _KEPT_IN_OTHER_COLUMNS if kind in _HAS_ID else None
    elif aspect == KNOWLEDGE:
        adapter, left_out = _HOLDERS, None
    else:
        adapter, left_out = _PAGE, _stamp_of(declared)
    return adapter.dump_json(
        declared, by_alias=True, exclude_defaults=True, exclude=left_out
    ).decode()


def _stamp_of(declared: Declared) -> set[str] | None:
    """A declarer that was only drawn from a revision isn't stated by the page."""
    stamp = declared.declared if isinstance(declared, Page) else None
    return {"declared"} if stamp is None or stamp.stamped else None


def declared(kind: Kind, subject: str, aspect: str, text: str, stamp: Declaration) -> Declared:
    """What one row says. A page without a declarer of its own gets `stamp`."""
    said = from_json(text)
    value: Declared
    if aspect == ITSELF:
        value = entity(kind, Subject(subject, {ITSELF: (0, said)}))
    elif aspect == KNOWLEDGE:
        value = _HOLDERS.validate_python(said)
    else:
        value = _PAGE.validate_python({"declared": stamp} | said)
    return value


def entity(kind: Kind, subject: Subject) -> Any:  # the entity of that kind
    """The entity that is declared."""
    _, said = subject.declared[ITSELF]
    identity = {"id": subject.id} if kind in _HAS_ID else {}
    return _ENTITIES[kind].validate_python(identity | said)


def models(subjects: Iterable[Subject], stamps: Mapping[int, Declaration]) -> list[Model]:
    """The models that are declared, many at once: that is far quicker than one by one."""
    return _MODELS.validate_python([_model(subject, stamps) for subject in subjects])


def _model(subject: Subject, stamps: Mapping[int, Declaration]) -> dict[str, Any]:
    model: dict[str, Any] = {"id": subject.id}
    pages: dict[str, Any] = {}
    for aspect, (revision, said) in subject.declared.items():
        if aspect == ITSELF:
            model.update(said)
        elif aspect == KNOWLEDGE:
            model[KNOWLEDGE] = said
        else:
            said.setdefault("declared", stamps[revision])
            pages[aspect] = said
    model["pages"] = pages
    return model
