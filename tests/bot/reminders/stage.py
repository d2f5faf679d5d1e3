"""A chat that records, a clock that is set by hand, processes that can be killed at any step."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from bot.outbox import Hindrance, Outboxes, Undelivered
from bot.reminders.courier import Courier, Tally
from bot.reminders.leading import Leadership
from bot.reminders.pace import Pace
from bot.reminders.policy import Policy
from bot.reminders.ticking import Kinds, Ticking
from bot.render.plain import plain
from bot.reply import Place, Posted, Reply
from knowledge.difference import difference
from knowledge.entities import Person
from knowledge.ownership import OwnershipMap
from knowledge.reminders import Claim, Sent
from knowledge.store import Store
from knowledge.store.hindrances import Hindrances
from knowledge.store.leases import Leases
from knowledge.store.reminders import LEASE, Reminders
from tests.databases import fresh


class Killed(BaseException):
    """The process is no more."""


class Fate:
    """At which step the process dies, having passed it `after` times; never, unless told."""

    def __init__(self) -> None:
        self.spare()

    def spare(self) -> None:
        self.step, self.left = "", 0

    def kill(self, step: str, after: int = 0) -> None:
        self.step, self.left = step, after

    def __call__(self, step: str) -> None:
        if step != self.step:
            return
        if self.left == 0:
            raise Killed(step)
        self.left -= 1


class Clock:
    """The wall clock and a steady one. Sleeping takes no time of ours."""

    def __init__(self, now: datetime) -> None:
        self.now, self.seconds = now, 0.0

    def __call__(self) -> datetime:
        return self.now

    def steady(self) -> float:
        return self.seconds

    def pass_(self, span: timedelta) -> None:
        self.now += span
        self.seconds += span.total_seconds()

    async def sleep(self, seconds: float) -> None:
        """Those who sleep side by side wake at their own times."""
        wakes = self.seconds + seconds
        await asyncio.sleep(0)
        self.pass_(timedelta(seconds=max(wakes - self.seconds, 0)))


@dataclass(slots=True)
class Message:
    """One message in the chat, with everything that it ever said."""

    channel: str
    key: str | None
    at: datetime
    texts: list[str]

    @property
    def text(self) -> str:
        return self.texts[-1]


@dataclass(slots=True)
class Chat:
    """An `Outbox` that records. `barred` are channels that refuse, and why."""

    clock: Clock
    fate: Fate
    messages: dict[str, Message] = field(default_factory=dict)
    barred: dict[str, Undelivered] = field(default_factory=dict)
    looked_back: int = 0
    loses_answers: int = 0
    edits_refused: int = 0
    numbers: Iterable[int] = field(default_factory=count)

    async def post(self, place: Place, reply: Reply, key: str | None = None) -> Posted:
        channel = place.channel or ""
        if channel in self.barred:
            raise self.barred[channel]
        self.fate("before sending")
        number = str(next(iter(self.numbers)))
        self.messages[number] = Message(channel, key, self.clock(), [plain(reply)])
        self.fate("after sending")
        if self.loses_answers:
            self.loses_answers -= 1
            raise ConnectionResetError
        return Posted(place, number)

    async def edit(self, posted: Posted, reply: Reply) -> None:
        self.fate("before editing")
        if posted.message not in self.messages:
            self.edits_refused += 1
            raise Undelivered(Hindrance.DELETED)
        if posted.place.channel in self.barred:
            raise self.barred[posted.place.channel]
        self.messages[posted.message].texts.append(plain(reply))
        self.fate("after editing")

    async def tell(self, person: Person, reply: Reply, key: str | None = None) -> Posted:
        if not person.slack:
            raise Undelivered(Hindrance.UNREACHABLE_PERSON)
        return await self.post(Place("slack", person.slack), reply, key)

    async def find(self, place: Place, key: str, since: datetime) -> Posted | None:
        self.looked_back += 1
        for number, message in self.messages.items():
            if (message.channel, message.key) == (place.channel, key) and message.at >= since:
                return Posted(place, number)
        return None

    def in_(self, channel: str) -> list[Message]:
        return [m for m in self.messages.values() if m.channel == channel]


class DyingReminders(Reminders):
    """The real thing, whose process may die just before or after each step."""

    def __init__(self, store: Store, fate: Fate) -> None:
        super().__init__(store)
        self.fate = fate

    def claim(self, claim: Claim, fence: int) -> bool:
        self.fate("before claiming")
        claimed = super().claim(claim, fence)
        self.fate("after claiming")
        return claimed

    def record(self, sent: Sent, fence: int) -> bool:
        self.fate("before recording")
        recorded = super().record(sent, fence)
        self.fate("after recording")
        return recorded

    def amend(self, claim: Claim, at: datetime) -> None:
        self.fate("before amending")
        super().amend(claim, at)
        self.fate("after amending")


STEPS = (
    "before claiming",
    "after claiming",
    "before sending",
    "after sending",
    "before recording",
    "after recording",
)
"""Of sending."""

ALL_STEPS = (*STEPS, "before editing", "after editing", "before amending", "after amending")


@dataclass(slots=True)
class Stage:
    """One database and one chat; processes come and go."""

    path: Path
    ownership: OwnershipMap | None
    clock: Clock
    kinds: Kinds
    policy: Policy = field(default_factory=Policy)
    fate: Fate = field(default_factory=Fate)
    chat: Chat = field(init=False)
    store: Store = field(init=False)
    runner: asyncio.Runner = field(init=False)

    def __post_init__(self) -> None:
        self.chat = Chat(self.clock, self.fate)
        self.store = fresh(self.path)
        self.runner = asyncio.Runner()

    def close(self) -> None:
        self.runner.close()
        self.store.close()

    def declare(self, ownership: OwnershipMap) -> None:
        """The map becomes this one, now."""
        changes = difference(self.store.load(), ownership)
        number = self.store.record(changes, actor="elena", at=self.clock(), source="test")
        self.ownership = ownership.at_revision(number)

    def process(self, name: str = "one") -> Ticking:
        """A process that has just started."""
        leadership = Leadership(
            Leases(self.store, LEASE),
            name,
            timedelta(seconds=20),
            timedelta(seconds=15),
            self.clock,
            self.clock.steady,
        )
        courier = Courier(
            DyingReminders(self.store, self.fate),
            Hindrances(self.store),
            Outboxes({"slack": self.chat}),
            leadership,
            self.clock,
            Pace(self.clock.steady, self.clock.sleep),
            timedelta(seconds=10),
        )
        return Ticking(
            self.store, lambda: self.ownership, self.clock, self.policy, self.kinds, courier
        )

    def tick(self, process: Ticking) -> Tally:
        """Beat and tick, as its scheduler would."""
        process.courier.leadership.beat()
        return self.only_tick(process)

    def only_tick(self, process: Ticking) -> Tally:
        return self.runner.run(process.tick())

    def dies_ticking(self, process: Ticking) -> bool:
        """Tick; whether the process died over it. The next one is spared."""
        died = False
        try:
            self.only_tick(process)
        except* Killed:
            self.fate.spare()
            died = True
        return died


def takes_over(stage: Stage, name: str) -> Ticking:
    """A process that leads after another has died."""
    process = stage.process(name)
    for _ in range(12):
        process.courier.leadership.beat()
        if process.courier.leadership.fence() is not None:
            return process
        stage.clock.pass_(timedelta(seconds=5))
    raise AssertionError("nobody took over within a minute")
