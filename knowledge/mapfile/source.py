"""What both formats come to: plain values, and where each of them stands."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.errors import MapPath, Position, Problem

Locate = Callable[[MapPath], Position | None]


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text, taken apart. `problems` are those that the tree no longer shows."""

    tree: object
    locate: Locate
    problems: tuple[Problem, ...] = ()

    def nearest(self, path: MapPath) -> Position | None:
        """The position of what `path` leads to, or of the innermost thing around it."""
        for length in range(len(path), -1, -1):
            position = self.locate(path[:length])
            if position is not None:
                return position
        return None
