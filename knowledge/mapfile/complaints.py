"""What pydantic complains of, in our own codes."""

import re
from typing import get_args

from pydantic import StringConstraints
from pydantic_core import ErrorDetails

from knowledge.consistency.references import nearest
from knowledge.entities import ChatId, Id, PlaceId, WebAddress
from knowledge.errors import MapPath, Problem, ProblemCode
from knowledge.mapfile.known_keys import known_keys

_CODES = {
    "missing": ProblemCode.MISSING_KEY,
    "unexpected_keyword_argument": ProblemCode.UNKNOWN_KEY,
    "int_parsing": ProblemCode.NOT_A_NUMBER,
    "int_from_float": ProblemCode.NOT_A_NUMBER,
    "finite_number": ProblemCode.NOT_A_NUMBER,
    "int_parsing_size": ProblemCode.TOO_LARGE,
    "bool_parsing": ProblemCode.NOT_TRUE_OR_FALSE,
    "enum": ProblemCode.NOT_ONE_OF,
    "literal_error": ProblemCode.NOT_ONE_OF,
    "string_too_short": ProblemCode.NO_VALUE,
    "string_too_long": ProblemCode.TOO_LONG,
    "greater_than_equal": ProblemCode.TOO_SMALL,
    "less_than_equal": ProblemCode.TOO_LARGE,
    "string_unicode": ProblemCode.NOT_UNICODE,
    "zone": ProblemCode.BAD_ZONE,
    "cadence": ProblemCode.BAD_CADENCE,
    "day": ProblemCode.BAD_DAY,
    "control_characters": ProblemCode.CONTROL_CHARACTERS,
    "datetime_parsing": ProblemCode.BAD_TIME,
    "datetime_from_date_parsing": ProblemCode.BAD_TIME,
    "datetime_type": ProblemCode.BAD_TIME,
    "datetime_object_invalid": ProblemCode.BAD_TIME,
    "timezone_naive": ProblemCode.OFFSET_NOT_WANTED,
    "timezone_aware": ProblemCode.OFFSET_WANTED,
}
_WANTED = {
    "string_type": "text",
    "tuple_type": "list",
    "dict_type": "mapping",
    "mapping_type": "mapping",
    "dataclass_type": "mapping",
    "bool_type": "boolean",
    "int_type": "number",
}
_SORTS = {str: "text", int: "number", float: "number", bool: "boolean", list: "list"}
_LIMITS = ("max_length", "ge", "le")
_NUMBER = re.compile(r"\s*[-+]?[\d._]+\s*")
_QUOTED = re.compile(r"'([^']*)'")


def _pattern(text_type: object) -> str:
    found = [c.pattern for c in get_args(text_type) if isinstance(c, StringConstraints)]
    return str(found[0])


_PATTERNS = {
    _pattern(Id): ProblemCode.BAD_ID,
    _pattern(WebAddress): ProblemCode.BAD_WEB_ADDRESS,
    _pattern(PlaceId): ProblemCode.NOT_ACCEPTED,
    _pattern(ChatId): ProblemCode.BAD_CHAT_ID,
}


def complaint(error: ErrorDetails, path: MapPath) -> Problem:
    """The problem that pydantic's `error` tells of; `path` leads to it in the file."""
    code = _code(error, path)
    return Problem(code, path, tuple(_facts(code, error, path)))


def _code(error: ErrorDetails, path: MapPath) -> ProblemCode:
    kind, given = error["type"], error["input"]
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(error["ctx"]["pattern"], ProblemCode.BAD_EMAIL)
    if given is None and kind not in ("missing", "unexpected_keyword_argument"):
        return ProblemCode.NO_VALUE
    if len(path) == 2 and kind in ("string_too_short", "string_too_long"):
        return ProblemCode.BAD_ID
    if kind == "timezone_naive" and is_bare_number(given):
        return ProblemCode.BAD_TIME
    return ProblemCode.WRONG_TYPE if kind in _WANTED else _CODES.get(kind, ProblemCode.NOT_ACCEPTED)


def unknown_key(path: MapPath) -> Problem:
    """The last step of `path` is not a key there."""
    facts = _choices(str(path[-1]), known_keys(path[:-1]))
    return Problem(ProblemCode.UNKNOWN_KEY, path, tuple(facts))


def is_bare_number(value: object) -> bool:
    """A number, in digits or as such, which pydantic takes for seconds since 1970."""
    return isinstance(value, (int, float)) or (
        isinstance(value, str) and _NUMBER.fullmatch(value) is not None
    )


def _facts(code: ProblemCode, error: ErrorDetails, path: MapPath) -> list[tuple[str, str]]:
    given, context = error["input"], error.get("ctx", {})
    facts = [("limit", str(context[limit])) for limit in _LIMITS if limit in context]
    if isinstance(given, (str, int, float)):
        facts.append(("value", str(given)))
    match code:
        case ProblemCode.UNKNOWN_KEY:
            facts = _choices(str(path[-1]), known_keys(path[:-1]))
        case ProblemCode.NOT_ONE_OF:
            facts += _choices(str(given), _QUOTED.findall(context["expected"]))
        case ProblemCode.WRONG_TYPE:
            facts += [
                ("wanted", _WANTED[error["type"]]),
                ("sort", _SORTS.get(type(given), "mapping")),
            ]
    return facts


def _choices(word: str, choices: list[str]) -> list[tuple[str, str]]:
    near = nearest(word, choices)
    return [("choices", ", ".join(choices)), *([("near", near)] if near else [])]
