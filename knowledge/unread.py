"""A large mapping of which the keys are known, and the values only once somebody looks."""

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from functools import cached_property
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


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
