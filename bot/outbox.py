"""What goes out by itself: one outbox for each chat platform, and the way to the right one."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.logs import report
from bot.reply import Notice, Place, Posted, Reply
from knowledge.entities import Channel, Person
from knowledge.errors import WhoOwnsError

_log = logging.getLogger(__name__)


class Hindrance(StrEnum):
    """Why a message did not get through."""

    NOT_A_MEMBER = "not-a-member"  # the bot is not in that channel
    ARCHIVED = "archived"
    MISSING_SCOPE = "missing-scope"
    UNKNOWN_PLACE = "unknown-place"
    UNREACHABLE_PERSON = "unreachable-person"  # no platform that runs knows them
    DELETED = "deleted"  # what was to be edited is no more, or takes no edits any more
    BUSY = "busy"  # the platform asks us to wait
    FAILED = "failed"


class Undelivered(WhoOwnsError):
    """A message that did not get through. `retry_after` is in seconds, where the platform said."""

    def __init__(self, hindrance: Hindrance, retry_after: float | None = None) -> None:
        super().__init__(hindrance, retry_after)
        self.hindrance, self.retry_after = hindrance, retry_after


class Outbox(Protocol):
    """One platform's way out. Every method may raise `Undelivered`."""

    async def post(self, place: Place, reply: Reply, key: str | None = None) -> Posted:
        """Say something in a place. By its `key` the message is found again."""

    async def edit(self, posted: Posted, reply: Reply) -> None:
        """Put another text in the place of an earlier one."""

    async def tell(self, person: Person, reply: Reply, key: str | None = None) -> Posted:
        """Say something to somebody in a direct message."""

    async def find(self, place: Place, key: str, since: datetime) -> Posted | None:
        """Look back for a message of ours that carries the key and isn't older than `since`."""


@dataclass(frozen=True, slots=True)
class Outboxes:
    """The outboxes of the platforms that run, by the platform's name; each adds its own."""

    by_platform: dict[str, Outbox] = field(default_factory=dict)
    hasty: dict[str, Outbox] = field(default_factory=dict)
    """Those that say at once that a platform is busy, or that nobody knows what became of it."""
    prefers: Callable[[Person], str | None] = lambda _person: None
    """The platform on which somebody wants to be written to, where several know them."""
    in_hand: Counter[str] = field(default_factory=Counter)
    """The keys of what is being told at this moment, and by how many."""

    async def post(self, channel: Channel, reply: Reply, key: str | None = None) -> Posted:
        """Say something in a channel, on the first platform that runs and has it."""
        where = self.where(channel)
        if where is None:
            raise Undelivered(Hindrance.UNKNOWN_PLACE)
        return await self.by_platform[where.platform].post(where, reply, key)

    async def tell(self, person: Person, reply: Reply, key: str | None = None) -> Posted:
        """Say something to somebody, where they prefer it among the platforms that know them."""
        where = self.where(person)
        if where is None:
            raise Undelivered(Hindrance.UNREACHABLE_PERSON)
        return await self.by_platform[where.platform].tell(person, reply, key)

    async def send(self, to: Channel | Person, reply: Reply, key: str | None = None) -> Posted:
        """Say something in a channel or to somebody."""
        if isinstance(to, Person):
            return await self.tell(to, reply, key)
        return await self.post(to, reply, key)

    @contextmanager
    def holding(self, keys: AbstractSet[str]) -> Iterator[None]:
        """What is told under these is in hand while entered."""
        self.in_hand.update(keys)
        try:
            yield
        finally:
            self.in_hand.subtract(keys)
            for key in keys:
                if not self.in_hand[key]:
                    del self.in_hand[key]

    def without_patience(self) -> "Outboxes":
        """The ways out for whoever keeps what is to be sent, and tries again later."""
        return Outboxes(self.by_platform | self.hasty, prefers=self.prefers)

    def where(self, to: Channel | Person) -> Place | None:
        """The place that something for them would go to; a person's has the id that they go by."""
        places = [Place(p, i) for p, i in to.chat_ids.items() if p in self.by_platform]
        if len(places) > 1 and isinstance(to, Person):
            preferred = self.prefers(to)
            places.sort(key=lambda place: place.platform != preferred)
        return places[0] if places else None

    async def edit(self, posted: Posted, reply: Reply) -> None:
        """Put another text in the place of an earlier one."""
        await self.by_platform[posted.place.platform].edit(posted, reply)

    async def give(self, notices: Iterable[Notice]) -> list[tuple[Notice, Posted]]:
        """Deliver what can be delivered, and tell what was.

        That one of them is not reached undoes nothing.
        """
        delivered = []
        for notice in notices:
            try:
                delivered.append((notice, await self.send(notice.to, notice.reply)))
            except Undelivered as undelivered:
                facts = {"hindrance": undelivered.hindrance}
                _log.warning("a notice was not delivered", extra={"facts": facts})
            except Exception as error:  # noqa: BLE001 - what was declared stands all the same
                report(_log, "could not deliver a notice", error)
        return delivered
