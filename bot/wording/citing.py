"""Facts said with the numbers of their references, which stand in the small print."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.reply import Fineprint
from knowledge.patterns import sources


class Cited(Protocol):
    """A fact, or anything else that names its sources."""

    @property
    def says(self) -> str: ...

    @property
    def sources(self) -> tuple[str, ...]: ...


@dataclass(slots=True)
class Citations:
    """References in the order in which they are first mentioned, counted from 1."""

    _keys: dict[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self._keys)

    def said(self, fact: Cited) -> str:
        """`It is slow. [1, 2]`."""
        return f"{fact.says} {self.marks(fact.sources)}"

    def marks(self, keys: Sequence[str]) -> str:
        """`[1, 2]`."""
        numbers = [self._keys.setdefault(key, len(self._keys) + 1) for key in keys]
        return f"[{', '.join(map(str, sorted(numbers)))}]"

    def fineprint(self) -> Fineprint:
        """All that was cited."""
        listed = (f"[{number}] {sources()[key]}" for key, number in self._keys.items())
        return Fineprint((" · ".join(listed),))
