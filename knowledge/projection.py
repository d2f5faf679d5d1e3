"""The current ownership map in a process that runs for long.

A kept connection tells whether anybody has committed. It is asked as soon as this process has, and
every few milliseconds, since others may have. A few touched subjects are applied at once. After a
mass import the old map answers on while a thread makes the new one with its own connection, in
small lots with rests between, and swaps it in. The models of a new map are unread: each is made when
it is asked for, or else by that thread afterwards, which gives way to whoever asks.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from threading import Event, Lock, Thread
from typing import Final, Self

from knowledge.collecting import without_collections
from knowledge.errors import DamagedDatabase
from knowledge.fork import rebased
from knowledge.ownership import OwnershipMap
from knowledge.revising import with_models
from knowledge.store import Store
from knowledge.unread import PartlyUnread

_UNSEEN: Final = 0.02
"""Seconds that another process's commit may go unnoticed."""

_REST: Final = 0.0001
_LONG_REST: Final = 0.0005
_AN_ANSWER: Final = 0.002
_BETWEEN_TWO: Final = 0.01
"""Seconds that an answer is given way to, and that are worked on after it however much is asked."""
_SWITCH_INTERVAL: Final = 0.0005
_LOT: Final = 500


class Stopped(Exception):  # never leaves this module
    """The process is about to end."""


class Projection:
    """Keeps up with the store; threads may share it.

    Of what is damaged in an unread model `damaged` is told, and whoever asks for that model.
    """

    def __init__(
        self,
        store: Store,
        unseen: float = _UNSEEN,
        damaged: Callable[[DamagedDatabase], object] = lambda _: None,
    ) -> None:
        # Its own connection: one never sees its own commits in `data_version`.
        self._watch = store.another()
        self._commits, self._unseen, self._damaged = store.commits, unseen, damaged
        self._last_commit: object = None
        self._look_again = self._asked_at = self._gave_way_at = 0.0
        self._lock = Lock()
        self._stop = Event()
        self._loader: Thread | None = None
        self._is_behind = False
        self._failure: Exception | None = None
        self._version: int | None = self._watch.data_version()
        # By another connection: to let go of all that was read takes long, and is done as soon as
        # somebody commits, while others wait.
        with without_collections(ever_after=True), store.another() as loading:
            self._map = loading.load()
        self._is_unread = self._map is not None and isinstance(self._map.models, PartlyUnread)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def current(self) -> OwnershipMap | None:
        """The map as it is now; None when nothing has been declared yet.

        A StoreError is raised when the store can't be read.
        """
        last_commit, now = self._commits.last, time.monotonic()
        self._asked_at = now
        is_due = last_commit is not self._last_commit or now >= self._look_again
        if is_due and not self._is_behind:  # or the thread says when there is something to see
            self._look()
            self._last_commit, self._look_again = last_commit, now + self._unseen
        return self._map

    def _look(self) -> None:
        with self._lock:
            if self._is_unread:  # sooner it would hold up a process that still starts
                self._is_unread = False
                with suppress(RuntimeError):  # no thread: whatever is asked for is read then
                    self._work(partial(self._read_on, self._map))
            version = self._watch.data_version()
            if version != self._version and self._catches_up():
                self._version = version

    def close(self) -> None:
        """Stop loading and let go of the file."""
        self._stop.set()
        if loader := self._loader:
            loader.join()
        self._watch.close()

    def _catches_up(self) -> bool:
        """Apply what is new, or have it loaded. What is committed meanwhile is seen next time.

        Not where it is to be loaded and the thread has to finish something first.
        """
        if failure := self._failure:
            self._failure = None
            raise failure
        if self._watch.is_current(self._map):
            return True
        later = self._watch.since_if_little(self._map)
        if later is not None:
            self._map = later
            return True
        if self._loader:
            return False
        self._work(self._reload)
        self._is_behind = True
        return True

    def _work(self, work: Callable[[], None]) -> None:
        """Have it done by a thread, which waits for the lock before it ends."""
        loader = Thread(target=self._done, args=(work,), name="whoowns-map", daemon=True)
        loader.start()  # first, since it may fail
        self._loader = loader

    def _done(self, work: Callable[[], None]) -> None:
        try:
            with _quick_turns():
                work()
        except Stopped:
            return
        except Exception as error:  # noqa: BLE001  # raised again where somebody asks
            self._failure = error
        finally:
            with self._lock:
                self._version, self._loader, self._is_behind = None, None, False

    def _read_on(self, loaded: OwnershipMap | None) -> None:
        with without_collections(ever_after=True):
            self._read(loaded)

    def _reload(self) -> None:
        with self._watch.another() as store, without_collections(ever_after=True):
            loaded = self._caught_up(store) or store.load(self._rest)
            old = self._swap(loaded)
            self._read(loaded)
            del loaded
            remains = self._remains(old) if old else []
            del old
        self._let_go(remains)

    def _caught_up(self, store: Store) -> OwnershipMap | None:
        return store.caught_up(self._map, self._rest) if self._map else None

    def _swap(self, loaded: OwnershipMap | None) -> OwnershipMap | None:
        """Answer from another map from now on, and look what is newer by then; the last one."""
        with self._lock:
            old, self._map = self._map, loaded
            self._version, self._is_behind = None, False
        return old

    def _read(self, loaded: OwnershipMap | None) -> None:
        """Make what is unread of the map that answers already, since all of it may be asked for."""
        if loaded is None or not isinstance(unread := loaded.models, PartlyUnread):
            return
        try:
            read = unread.whole(self._rest_long)
        except DamagedDatabase as found:
            self._damaged(found)
            return
        with self._lock:
            if now := self._map:  # in which something may have changed since
                self._map = with_models(now, rebased(now.models, unread, read))

    def _remains(self, old: OwnershipMap) -> list[object]:
        """Most of what an old map is made of."""
        remains: list[object] = []
        with suppress(DamagedDatabase):  # of models that were never made, at last
            for part in map(iter, _parts(old)):
                while lot := list(islice(part, _LOT)):
                    remains += lot
                    self._rest()
        return remains

    def _let_go(self, remains: list[object]) -> None:
        """Free it piecemeal: all at once it would hold up everybody for a moment."""
        while remains:
            del remains[-_LOT:]
            self._rest()

    def _rest_long(self) -> None:
        """Where nobody waits for what is done in between."""
        self._rest(_LONG_REST)

    def _rest(self, seconds: float = _REST) -> None:
        time.sleep(seconds)
        now = time.monotonic()
        if self._gave_way_at + _BETWEEN_TWO < now < self._asked_at + _AN_ANSWER:
            time.sleep(_AN_ANSWER)
            self._gave_way_at = time.monotonic()
        if self._stop.is_set():
            raise Stopped


def _parts(ownership: OwnershipMap) -> tuple[Iterable[object], ...]:
    names, models = ownership.model_names, ownership.models
    return (
        ownership.pages_of.values(),
        names.book.meanings,
        names.models_with.values(),
        (models.made if isinstance(models, PartlyUnread) else models).values(),
    )


@contextmanager
def _quick_turns() -> Iterator[None]:
    """Let threads take turns more often, so that a request waits less for the loading one."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_INTERVAL)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
