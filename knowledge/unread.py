"""Large mappings of which the keys are known, and values only once somebody looks."""

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from functools import cached_property
from typing import Final, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_LOT: Final = 128


class Unread(Mapping[K, V]):
    """Asks for all values at the first look at one; who only counts and compares keys makes none."""

    def __init__(self, known: Mapping[K, object], read: Callable[[], Mapping[K, V]]) -> None:
        self._known, self._read = known, read

    @cached_property
    def _values(self) -> Mapping[K, V]:
        return self._read()

    def __getitem__(self, key: K) -> V:
        if key not in self._known:
            raise KeyError(key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def __iter__(self) -> Iterator[K]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def keys(self) -> KeysView[K]:
        return self._known.keys()

    def items(self) -> ItemsView[K, V]:
        return self._values.items()

    def values(self) -> ValuesView[V]:
        return self._values.values()


class PartlyUnread(Mapping[K, V]):
    """A mapping in which something else was said of some values: each is made at the first look.

    `make` makes values of what was said and of those that were known. Threads may look at once: at
    worst a value is made twice.
    """

    def __init__(
        self,
        known: Mapping[K, V],
        said: Mapping[K, str],
        make: Callable[[Iterable[str], Iterable[V]], list[V]],
    ) -> None:
        self._values, self._said, self._make = dict(known), dict(said), make

    def _read(self, keys: Iterable[K]) -> None:
        said = {key: told for key in keys if (told := self._said.get(key)) is not None}
        values = self._make(said.values(), [self._values[key] for key in said])
        self._values.update(zip(said, values, strict=True))
        for key in said:  # only now: whoever misses it here finds the value
            self._said.pop(key, None)

    def whole(self, pace: Callable[[], None] = lambda: None) -> dict[K, V]:
        """The same with nothing unread; `pace` is called between two lots of work."""
        left = list(self._said)
        for start in range(0, len(left), _LOT):
            pace()
            self._read(left[start : start + _LOT])
        return self._values

    def __getitem__(self, key: K) -> V:
        if key in self._said:
            self._read([key])
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def items(self) -> ItemsView[K, V]:
        return self.whole().items()

    def values(self) -> ValuesView[V]:
        return self.whole().values()
