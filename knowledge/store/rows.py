"""Rows <-> entities: what one declaration says, as JSON with the keys of the map file."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

import msgspec
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, from_json

from knowledge.changes import ITSELF, KNOWLEDGE, Declared, Kind
from knowledge.entities import Declaration, Id, Model, PageKind
from knowledge.values import ENTITIES, HAVE_ID, declared_value, value_text

__all__ = [
    "Body",
    "Subject",
    "body_of",
    "damage",
    "declared",
    "entity",
    "models",
    "overlaid",
    "restated",
    "value_text",
]

_MODELS: Final = TypeAdapter(list[Model])
_STAMPED: Final = frozenset(PageKind)
_NO_KEYS: Final = "Input should be an object"

Body = dict[str, Any]


class Subject(NamedTuple):
    """The live declarations about one subject: revision and parsed value, by aspect."""

    id: str
    declared: dict[str, tuple[int, dict[str, Any]]]


def declared(kind: Kind, subject: str, aspect: str, text: str, stamp: Declaration) -> Declared:
    """What one row says. A page without a declarer of its own gets `stamp`."""
    try:
        said = _keys(from_json(text))
        return declared_value(kind, subject, aspect, said, stamp)
    except ValueError as error:
        raise damage(kind, subject, aspect, _why(error)) from error


def entity(kind: Kind, subject: Subject) -> Any:  # the entity of that kind
    """The entity that is declared."""
    _, said = subject.declared[ITSELF]
    identity = {"id": subject.id} if kind in HAVE_ID else {}
    try:
        return ENTITIES[kind].validate_python(identity | _keys(said))
    except ValueError as error:
        raise damage(kind, subject.id, ITSELF, _why(error)) from error


def body_of(subject: Subject) -> Body:
    """What is declared of a model, as a map file says it."""
    said = {aspect: value for aspect, (_, value) in subject.declared.items()}
    body: Body = dict(said.pop(ITSELF, {}))
    if KNOWLEDGE in said:
        body[KNOWLEDGE] = said.pop(KNOWLEDGE)
    return body | {"pages": said} if said else body


def models(subjects: Iterable[Subject], stamps: Mapping[int, Declaration]) -> list[Model]:
    """The models that are declared, many at once: that is far quicker than one by one."""
    return _validated([_model(subject, stamps) for subject in subjects])


def restated(texts: Mapping[Id, str], known: Mapping[Id, Model]) -> list[Model]:
    """Models that say something else of themselves alone: their parts are as they are known."""
    said = msgspec.json.decode(f"[{','.join(texts.values())}]")
    return _validated(
        [
            keys | {"id": model.id, "pages": model.pages, KNOWLEDGE: model.knowledge}
            for keys, model in zip(said, map(known.__getitem__, texts), strict=True)
        ]
    )


def overlaid(
    subjects: Iterable[Subject],
    known: Iterable[Model | None],
    stamps: Mapping[int, Declaration],
) -> list[Model]:
    """Models as they are known, with the parts that are given laid over them."""
    pairs = zip(subjects, known, strict=True)
    return _validated([_overlaid(subject, model, stamps) for subject, model in pairs])


def _validated(said: list[dict[str, Any]]) -> list[Model]:
    try:
        return _MODELS.validate_python(said)
    except ValidationError as error:
        number, *place = (first := error.errors()[0])["loc"]
        model, why = said[int(number)]["id"], _in_a_line(first | {"loc": tuple(place)})
        raise damage(Kind.MODEL, model, ITSELF, why) from error


def damage(kind: Kind, subject: str, aspect: str, why: str) -> ValueError:
    """Of which declaration nothing can be made, and why, in one line."""
    return ValueError(f"{' '.join(filter(None, (kind, subject, aspect)))}: {why}")


def _why(error: ValueError) -> str:
    return _in_a_line(error.errors()[0]) if isinstance(error, ValidationError) else str(error)


def _in_a_line(error: ErrorDetails) -> str:
    return ": ".join((*map(str, error["loc"]), error["msg"]))


def _keys(said: Any) -> dict[str, Any]:
    """What is declared, which is told by keys."""
    if not isinstance(said, dict):
        raise ValueError(_NO_KEYS)  # noqa: TRY004  # of what was read, not of our own
    return said


def _overlaid(
    subject: Subject, known: Model | None, stamps: Mapping[int, Declaration]
) -> dict[str, Any]:
    said = _model(subject, stamps)
    if known is None:
        return said
    pages = said["pages"]
    said["pages"] = _overlaid_pages(known, pages) if pages else known.pages
    if KNOWLEDGE not in said:
        said[KNOWLEDGE] = known.knowledge
    if ITSELF in subject.declared:
        return said
    return {name: getattr(known, name) for name in Model.__slots__} | said


def _overlaid_pages(known: Model, pages: dict[str, Any]) -> dict[str, Any]:
    return {kind: page for kind in PageKind if (page := known.pages.of(kind))} | pages


def _model(subject: Subject, stamps: Mapping[int, Declaration]) -> dict[str, Any]:
    model: dict[str, Any] = {"id": subject.id}
    pages: dict[str, Any] = {}
    for aspect, (revision, said) in subject.declared.items():
        if not isinstance(said, dict):
            raise damage(Kind.MODEL, subject.id, aspect, _NO_KEYS)
        if aspect == ITSELF:
            model.update(said)
        elif aspect == KNOWLEDGE:
            model[KNOWLEDGE] = said
        elif "declared" in said or aspect not in _STAMPED:
            pages[aspect] = said
        else:
            pages[aspect] = said | {"declared": stamps[revision]}
    model["pages"] = pages
    return model
