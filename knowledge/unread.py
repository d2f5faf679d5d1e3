"""Large mappings of which the keys are known, and values only once somebody looks."""

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from functools import cached_property
from itertools import islice
from typing import Final, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_LOT: Final = 32


class _OfKnownKeys(Mapping[K, V]):
    """Whoever only counts and compares keys has no value made."""

    _known: Mapping[K, object]

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def __iter__(self) -> Iterator[K]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class Unread(_OfKnownKeys[K, V]):
    """Asks for all values at the first look at one."""

    def __init__(self, known: Mapping[K, object], read: Callable[[], Mapping[K, V]]) -> None:
        self._known, self._read = known, read

    @cached_property
    def _values(self) -> Mapping[K, V]:
        return self._read()

    def __getitem__(self, key: K) -> V:
        if key not in self._known:
            raise KeyError(key)
        return self._values[key]

    def keys(self) -> KeysView[K]:
        return self._known.keys()

    def items(self) -> ItemsView[K, V]:
        return self._values.items()

    def values(self) -> ValuesView[V]:
        return self._values.values()


class PartlyUnread(_OfKnownKeys[K, V]):
    """A mapping in which something else was said of some values: each is made at the first look.

    `make` makes values of what was said and of those that were known. `said` is taken over: it holds
    what is still unread. Threads may look at once: at worst a value is made twice.
    """

    def __init__(
        self,
        known: Mapping[K, V],
        said: dict[K, str],
        make: Callable[[Iterable[str], Iterable[V]], list[V]],
    ) -> None:
        self._known: Mapping[K, V] = known
        self._said, self._make = said, make
        self._made: dict[K, V] = {}
        self._whole: dict[K, V] | None = None

    def _read(self, keys: Iterable[K]) -> None:
        said = {key: told for key in keys if (told := self._said.get(key)) is not None}
        values = self._make(said.values(), [self._known[key] for key in said])
        self._made.update(zip(said, values, strict=True))
        for key in said:  # only now: whoever misses it here finds the value
            self._said.pop(key, None)

    def whole(self, pace: Callable[[], None] = lambda: None) -> dict[K, V]:
        """The same with nothing unread; `pace` is called between two lots of work."""
        if self._whole is None:
            whole: dict[K, V] = {}
            known, made = iter(self._known.items()), self._made
            while lot := list(islice(known, _LOT)):
                pace()
                self._read(key for key, _ in lot)
                whole.update((key, made.get(key, value)) for key, value in lot)
            self._whole = whole
        return self._whole

    def __getitem__(self, key: K) -> V:
        if key in self._said:
            self._read([key])
        return self._made[key] if key in self._made else self._known[key]

    def items(self) -> ItemsView[K, V]:
        return self.whole().items()

    def values(self) -> ValuesView[V]:
        return self.whole().values()
