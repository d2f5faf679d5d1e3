"""A map file, read whole or not at all."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from knowledge.collecting import without_collections
from knowledge.consistency import offered
from knowledge.errors import (
    MapPath,
    Position,
    Problem,
    ProblemCode,
    RejectedMap,
    UnreadableCode,
    UnreadableMap,
)
from knowledge.mapfile.entering import entered
from knowledge.mapfile.json_source import json_source
from knowledge.mapfile.recognising import NOTHING_KNOWN, Known, recognised
from knowledge.mapfile.source import Locate, Source
from knowledge.ownership import OwnershipMap

_LARGEST = 256 * 2**20
_MOST_REPORTED = 100


@dataclass(frozen=True, slots=True)
class MapFile:
    """What a file declares, and where."""

    ownership: OwnershipMap
    _locate: Locate

    def locate(self, path: MapPath) -> Position | None:
        """Where the key or item that `path` leads to stands; None where there is none."""
        return self._locate(path)


def read_map(path: Path, *, limit: int = _LARGEST) -> MapFile:
    """Read a map file of at most `limit` bytes."""
    return parse_map(content_of(path, limit), str(path))


def content_of(path: Path, limit: int = _LARGEST) -> bytes:
    """What a map file of at most `limit` bytes holds."""
    name = str(path)
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = b"" if size > limit else file.read(limit + 1)
    except FileNotFoundError:
        raise UnreadableMap(name, UnreadableCode.MISSING) from None
    except IsADirectoryError:
        raise UnreadableMap(name, UnreadableCode.DIRECTORY) from None
    except PermissionError:
        raise UnreadableMap(name, UnreadableCode.FORBIDDEN) from None
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise UnreadableMap(name, UnreadableCode.NOT_TO_BE_OPENED, detail) from None
    if max(size, len(content)) > limit:
        raise UnreadableMap(name, UnreadableCode.TOO_BIG, str(limit))
    return content


def parse_map(content: bytes, name: str, known: Known = NOTHING_KNOWN) -> MapFile:
    """Read the content of a map file; JSON if `name` ends so, else YAML.

    What it says of `known` models in the same words isn't checked again.
    """
    with without_collections():
        try:
            return _parsed(_text(content, name), name, known)
        except RecursionError:
            raise UnreadableMap(name, UnreadableCode.TOO_DEEP) from None


def _parsed(text: str, name: str, known: Known) -> MapFile:
    source = _taken_apart(text, name)
    if not isinstance(source.tree, dict):
        raise UnreadableMap(name, UnreadableCode.NOT_A_MAPPING, position=source.locate(()))
    found = entered(recognised(source.tree, known))
    problems = [*source.problems, *found.problems]
    if problems or found.ownership is None:
        raise RejectedMap(name, _report(problems, source, found.ownership))
    return MapFile(found.ownership, source.locate)


def is_json(name: str) -> bool:
    """Whether a file of that name is read as JSON; any other is YAML."""
    return name.lower().endswith(".json")


def _taken_apart(text: str, name: str) -> Source:
    if is_json(name):
        return json_source(text, name)
    from knowledge.mapfile.yaml_source import yaml_source  # noqa: PLC0415  # JSON needs no YAML

    return yaml_source(text, name)


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        position = Position(before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise UnreadableMap(name, UnreadableCode.NOT_UTF_8, position=position) from None


def _report(
    problems: Iterable[Problem], source: Source, ownership: OwnershipMap | None
) -> list[Problem]:
    """The first problems in the order of the file, and how many more there are."""
    placed = sorted((_placed(problem, source) for problem in problems), key=_place)
    shown = [
        offered(problem, ownership) if ownership else problem
        for problem in islice(placed, _MOST_REPORTED)
    ]
    if len(placed) > len(shown):
        count = str(len(placed) - len(shown))
        shown.append(Problem(ProblemCode.MORE, (), (("count", count),)))
    return shown


def _placed(problem: Problem, source: Source) -> Problem:
    return replace(problem, position=problem.position or source.nearest(problem.path))


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.position.line, problem.position.column) if problem.position else (0, 0)
