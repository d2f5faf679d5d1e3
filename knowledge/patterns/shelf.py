"""The files beside this module, read once and checked: a fact without a known source is refused."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter

from knowledge.entities import Context, Pattern
from knowledge.names import key
from knowledge.patterns.sheet import Fact, Level, Rules, Sheet


@lru_cache(maxsize=1)
def sources() -> Mapping[str, str]:
    """References, by the key by which a fact names them."""
    return TypeAdapter(dict[str, str]).validate_python(_table("sources"))


@lru_cache(maxsize=1)
def sheets() -> Mapping[Pattern, Sheet]:
    """Each pattern with what is known of it."""
    sheet = TypeAdapter(Sheet)
    return {p: sheet.validate_python({"pattern": p, **_table(p.value)}) for p in Pattern}


@lru_cache(maxsize=1)
def contexts() -> Mapping[Context, Fact]:
    """What each deployment context does to the choice."""
    return TypeAdapter(dict[Context, Fact]).validate_python(_table("contexts"))


@lru_cache(maxsize=1)
def levels() -> Mapping[int, Level]:
    """The levels of maturity."""
    return TypeAdapter(dict[int, Level]).validate_python(_table("maturity"))


@lru_cache(maxsize=1)
def rules() -> Rules:
    """What holds for all four."""
    return TypeAdapter(Rules).validate_python(_table("rules"))


@lru_cache(maxsize=1)
def grounds() -> Mapping[str, Fact]:
    """What speaks for a pattern or against it, by the ground's name."""
    return TypeAdapter(dict[str, Fact]).validate_python(_table("grounds"))


@lru_cache(maxsize=1)
def pattern_names() -> Mapping[str, Pattern]:
    """Every name of a pattern in the form of `names.key`."""
    return {key(name): p for p, sheet in sheets().items() for name in (p.value, *sheet.names)}


def references(facts: Iterable[Fact | Level]) -> tuple[str, ...]:
    """The references of some facts, each once, in the order of mention."""
    keys = dict.fromkeys(source for fact in facts for source in fact.sources)
    return tuple(sources()[source] for source in keys)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("knowledge.patterns").joinpath(f"{name}.toml").read_text("utf-8"))
