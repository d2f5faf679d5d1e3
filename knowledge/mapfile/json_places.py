"""Where things stand in a JSON text, found only when somebody asks.

A mapping or list is walked one level deep, values being skipped by the C parser; what was walked
is kept. The text is known to be valid JSON.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed leaves it out
from typing import NamedTuple

from knowledge.errors import MapPath, Position, Problem, ProblemCode

_MOST_DIGITS = 20
_SPACE = re.compile(r"[ \t\n\r]*")
_NEWLINE = re.compile(r"\n")


def number(digits: str) -> int | float:
    """A JSON integer; one of absurd length, which Python would not convert, as a float."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


class _Member(NamedTuple):
    """One key with its value, or one item; offsets into the text."""

    key: str | int
    start: int
    value: int
    repeats_keys: bool


@dataclass
class JsonPlaces:
    """The places of one text."""

    text: str
    _walked: dict[int, dict[str | int, _Member]] = field(default_factory=dict)

    def locate(self, path: MapPath) -> Position | None:
        """Where the key or item that `path` leads to stands; None where there is none."""
        start = value = self._skip(0)
        for step in path:
            member = self._members_at(value).get(step)
            if member is None:
                return None
            start, value = member.start, member.value
        return self._position(start)

    def repeated_keys(self) -> Iterator[Problem]:
        """Every key that a mapping has twice."""
        branches: list[tuple[MapPath, int]] = [((), self._skip(0))]
        while branches:
            path, offset = branches.pop()
            seen: dict[str | int, int] = {}
            for member in self._members(offset):
                here = (*path, member.key)
                first = seen.setdefault(member.key, member.start)
                if first != member.start:
                    yield self._repeated(here, first, member.start)
                if member.repeats_keys:
                    branches.append((here, member.value))

    def _repeated(self, path: MapPath, first: int, again: int) -> Problem:
        facts = (("line", str(self._position(first).line)),)
        return Problem(ProblemCode.DUPLICATE_KEY, path, facts, self._position(again))

    def _members_at(self, offset: int) -> dict[str | int, _Member]:
        if offset not in self._walked:
            self._walked[offset] = {member.key: member for member in self._members(offset)}
        return self._walked[offset]

    def _members(self, offset: int) -> Iterator[_Member]:
        """The members of the mapping or list that begins at `offset`; none of a scalar."""
        opening = self.text[offset]
        at = self._skip(offset + 1)
        number = 0
        while opening in "{[" and self.text[at] not in "}]":
            key: str | int = number
            value = at
            if opening == "{":
                key, after_key = scanstring(self.text, at + 1)
                value = self._skip(self._skip(after_key) + 1)
            end, repeats_keys = self._end_of(value)
            yield _Member(key, at, value, repeats_keys)
            at, number = self._skip(end), number + 1
            if self.text[at] == ",":
                at = self._skip(at + 1)

    def _end_of(self, value: int) -> tuple[int, bool]:
        repeats: list[bool] = []

        def noticing(pairs: list[tuple[str, object]]) -> None:
            if len(dict(pairs)) != len(pairs):
                repeats.append(True)

        _, end = json.JSONDecoder(object_pairs_hook=noticing, parse_int=number).raw_decode(
            self.text, value
        )
        return end, bool(repeats)

    def _skip(self, offset: int) -> int:
        found = _SPACE.match(self.text, offset)
        return found.end() if found else offset

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(newline.end() for newline in _NEWLINE.finditer(self.text))]

    def _position(self, offset: int) -> Position:
        line = bisect_right(self._lines, offset)
        return Position(line, offset - self._lines[line - 1] + 1)
