"""Rows <-> entities: what one declaration says, as JSON with the keys of the map file."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter
from pydantic_core import from_json

from knowledge.changes import ITSELF, KNOWLEDGE, Declared, Kind
from knowledge.entities import Declaration, Model
from knowledge.values import ENTITIES, HAVE_ID, declared_value, value_text

__all__ = ["Subject", "declared", "entity", "models", "value_text"]

_MODELS: Final = TypeAdapter(list[Model])


class Subject(NamedTuple):
    """The live declarations about one subject: revision and parsed value, by aspect."""

    id: str
    declared: dict[str, tuple[int, dict[str, Any]]]


def declared(kind: Kind, subject: str, aspect: str, text: str, stamp: Declaration) -> Declared:
    """What one row says. A page without a declarer of its own gets `stamp`."""
    return declared_value(kind, subject, aspect, from_json(text), stamp)


def entity(kind: Kind, subject: Subject) -> Any:  # the entity of that kind
    """The entity that is declared."""
    _, said = subject.declared[ITSELF]
    identity = {"id": subject.id} if kind in HAVE_ID else {}
    return ENTITIES[kind].validate_python(identity | said)


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
