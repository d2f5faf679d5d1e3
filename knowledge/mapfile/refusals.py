"""What the entities would take, and a map file may not say."""

from collections.abc import Iterator
from typing import Any

from knowledge.errors import MapPath, Problem, ProblemCode
from knowledge.mapfile.complaints import is_bare_number, unknown_key
from knowledge.mapfile.known_keys import SECTIONS


def nothing_declared(tree: dict[str, Any]) -> Iterator[Problem]:
    """A map of nothing."""
    if not tree.get("models") and not tree.get("teams"):
        yield Problem(ProblemCode.NOTHING_DECLARED, ())


def refusals(tree: dict[str, Any]) -> Iterator[Problem]:
    """An id beside the key, a made-up `stamped`, and times as numbers."""
    for section in SECTIONS:
        yield from _of_section(section, _members(tree.get(section)))
    for model, body in _members(tree.get("models")).items():
        for kind, page in _members(_members(body).get("pages")).items():
            yield from _of_declared(page, ("models", model, "pages", kind))
    for place, conflict in _members(tree.get("conflicts")).items():
        yield from _of_declared(conflict, ("conflicts", place))


def _of_section(section: str, entities: dict[str, Any]) -> Iterator[Problem]:
    for entity, body in entities.items():
        if entity != entity.strip() or not _is_unicode(entity):
            yield Problem(ProblemCode.BAD_ID, (section, entity), (("value", entity),))
        if isinstance(body, dict) and "id" in body:
            yield unknown_key((section, entity, "id"))


def _is_unicode(text: str) -> bool:
    """JSON can spell halves of a surrogate pair."""
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def _of_declared(said: object, place: MapPath) -> Iterator[Problem]:
    declared = _members(_members(said).get("declared"))
    at = declared.get("at")
    if "stamped" in declared:
        yield unknown_key((*place, "declared", "stamped"))
    if is_bare_number(at):
        yield Problem(ProblemCode.BAD_TIME, (*place, "declared", "at"), (("value", str(at)),))


def _members(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
