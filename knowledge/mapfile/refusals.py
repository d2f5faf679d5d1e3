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
        pages = body.get("pages") if isinstance(body, dict) else None
        for kind, page in _members(pages).items():
            if isinstance(page, dict) and "declared" in page:
                yield from _of_declared(page["declared"], ("models", model, "pages", kind))


def _of_section(section: str, entities: dict[str, Any]) -> Iterator[Problem]:
    for entity, body in entities.items():
        if entity != entity.strip() or not _is_unicode(entity):
            yield Problem(ProblemCode.BAD_ID, (section, entity), (("value", entity),))
        if isinstance(body, dict) and "id" in body:
            yield unknown_key((section, entity, "id"))


def _is_unicode(text: str) -> bool:
    """JSON can spell halves of a surrogate pair."""
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def _of_declared(declared: object, page: MapPath) -> list[Problem]:
    said = _members(declared)
    at = said.get("at")
    problems = [unknown_key((*page, "declared", "stamped"))] if "stamped" in said else []
    if is_bare_number(at):
        problems.append(
            Problem(ProblemCode.BAD_TIME, (*page, "declared", "at"), (("value", str(at)),))
        )
    return problems


def _members(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
