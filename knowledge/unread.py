"""Large mappings of which the keys are known, and values only once somebody looks."""

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from functools import cached_property
from itertools import islice
from typing import Final, TypeVar, cast

from knowledge.collecting import without_collections

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
    """A mapping in which some values are only said, and each of these is made at the first look.

    `known` has all keys, and the values of those of which nothing is said. `make` makes values of what
    is said, in its order. `said` is taken over: it holds what is still unread. Threads may look at
    once: at worst a value is made twice.
    """

    def __init__(
        self,
        known: Mapping[K, V | None],
        said: dict[K, str],
        make: Callable[[Mapping[K, str]], list[V]],
    ) -> None:
        self._known = known
        self._said, self._make = said, make
        self._made: dict[K, V] = {}
        self._whole: dict[K, V] | None = None

    def _read(self, keys: Iterable[K]) -> None:
        said = {key: told for key in keys if (told := self._said.get(key)) is not None}
        self._made.update(zip(said, self._make(said), strict=True))
        for key in said:  # only now: whoever misses it here finds the value
            self._said.pop(key, None)

    def whole(self, pace: Callable[[], None] = lambda: None) -> dict[K, V]:
        """The same with nothing unread; `pace` is called between two lots of work."""
        if self._whole is None:
            whole: dict[K, V] = {}
            keys = iter(self._known)
            with without_collections():
                while lot := list(islice(keys, _LOT)):
                    pace()
                    self._read(lot)
                    whole.update((key, self._now(key)) for key in lot)
            self._whole = whole
        return self._whole

    @property
    def made(self) -> Mapping[K, V]:
        """What was made so far."""
        return self._made

    def _now(self, key: K) -> V:
        """The value of a key of which nothing is unread."""
        made = self._made.get(key)
        return cast("V", self._known[key]) if made is None else made

    def __getitem__(self, key: K) -> V:
        if key in self._said:
            self._read([key])
        return self._now(key)

    def items(self) -> ItemsView[K, V]:
        return self.whole().items()

    def values(self) -> ValuesView[V]:
        return self.whole().values()
