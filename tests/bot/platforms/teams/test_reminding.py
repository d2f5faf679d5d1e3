"""Reminders in Teams are sent once, though Teams can't be searched for what was sent."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.reminders.courier import Courier
from bot.reminders.due import Amendment, Due
from bot.reminders.leading import Leadership
from bot.reminders.pace import Pace
from bot.reply import Headline, Reply
from knowledge.entities import Channel, Person
from knowledge.store.hindrances import Hindrances
from knowledge.store.leases import Leases
from knowledge.store.reminders import LEASE
from tests.bot.platforms.teams.desk import TENANT, TeamsSide, in_channel, personal
from tests.bot.reminders.stage import Clock, DyingReminders, Fate
from tests.northwind import NORTHWIND, NOW

PRIYA_ID = "00000000-0000-4000-8000-0000000000a1"
PRIYA = replace(NORTHWIND.people["priya"], slack=None, teams=PRIYA_ID)
HERS = personal(
    "help",
    conversation={"id": "a:priya", "conversationType": "personal", "tenantId": TENANT},
    **{"from": {"id": "29:priya", "aadObjectId": PRIYA_ID}},
)
RISK = Channel(teams="19:risk@thread.tacv2")
HELLO = Reply((Headline(("Good day.",)),))


class Story:
    """One database; processes that send reminders come and go."""

    def __init__(self, side: TeamsSide, clock: Clock) -> None:
        self.side, self.clock, self.fate = side, clock, Fate()
        self.reminders = DyingReminders(side.desk.office.store, self.fate)

    def process(self, name: str) -> Courier:
        leases = Leases(self.side.desk.office.store, LEASE)
        spans = timedelta(seconds=20), timedelta(seconds=15)
        leadership = Leadership(leases, name, *spans, self.clock, self.clock.steady)
        while leadership.fence() is None:
            leadership.beat()
            self.clock.pass_(timedelta(seconds=5))
        return Courier(
            self.reminders,
            Hindrances(self.side.desk.office.store),
            self.side.outboxes,
            leadership,
            self.clock,
            Pace(self.clock.steady, self.clock.sleep),
            timedelta(seconds=10),
        )


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    people = {**NORTHWIND.people, "priya": PRIYA}
    clock = Clock(NOW)
    side = TeamsSide(tmp_path, replace(NORTHWIND, people=people), clock)
    side.hear(HERS)
    side.hear(in_channel("churn infra"))
    side.wire.sent.clear()
    yield Story(side, clock)
    side.close()


@pytest.mark.parametrize(
    ("to", "address"), [(PRIYA, "a:priya"), (RISK, "19:risk@thread.tacv2")], ids=["person", "team"]
)
def test_a_process_that_dies_over_its_record_repeats_nothing(
    story: Story, to: Person | Channel, address: str
) -> None:
    due = Due("greeting", "greeting/1", to, HELLO, ("churn",))
    story.fate.kill("before recording")
    with pytest.raises(BaseExceptionGroup, match="unhandled"):
        asyncio.run(story.process("first").deliver([due]))
    story.fate.spare()

    async def goes_on() -> None:
        second = story.process("second")
        await second.settle()
        await second.deliver([due])
        (sent,) = story.reminders.latest().values()
        await second.deliver([Amendment(sent, HELLO, ("churn",))])

    asyncio.run(goes_on())

    assert [to for to, _ in story.side.wire.sent] == [address]
    assert [(where, message) for where, message, _ in story.side.wire.updated] == [(address, "m1")]
