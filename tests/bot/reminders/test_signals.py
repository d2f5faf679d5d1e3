"""The platform team hears that a central team is outgrown: seldom, and never twice the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.outbox import Hindrance, Undelivered
from bot.reminders.policy import Policy
from bot.reminders.signals import SIGNALS
from knowledge.backlog import Acknowledgement, QueueReading
from knowledge.entities import Channel, Pattern, Queue, Team, Thresholds
from knowledge.ownership import OwnershipMap
from knowledge.store import Readings
from tests.bot.reminders.stage import STEPS, Clock, Stage, takes_over
from tests.northwind import NORTHWIND

MONDAY = datetime(2026, 11, 23, 11, tzinfo=UTC)
DAY = timedelta(days=1)
PLATFORM = Team(
    id="ml-platform", name="ML Platform", lead="goran", channel=Channel(slack="C0PLATFORM")
)


def central(pattern: Pattern = Pattern.CENTRALISED, **thresholds: int) -> OwnershipMap:
    return replace(
        NORTHWIND,
        organisation=replace(NORTHWIND.organisation, pattern=pattern),
        teams={**NORTHWIND.teams, PLATFORM.id: PLATFORM},
        queue=Queue(team=PLATFORM.id, signals=Thresholds(depth=25, **thresholds)),
    )


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    policy = Policy(fallback=Channel(slack="C0FALLBACK"))
    stage = Stage(tmp_path / "whoowns.db", None, Clock(MONDAY), (SIGNALS,), policy)
    stage.declare(central())
    yield stage
    stage.close()


def read(stage: Stage, depth: int) -> None:
    now = stage.clock()
    reading = QueueReading(at=now, depth=depth, reported_by="x", source="x", reported_at=now)
    Readings(stage.store).record(reading)


def days(stage: Stage, *depths: int | None) -> list[int]:
    """Day after day a reading (or none) and two ticks; on which days something was said."""
    process, told = takes_over(stage, "one"), []
    for number, depth in enumerate(depths):
        if depth is not None:
            read(stage, depth)
        before = len(stage.chat.messages)
        stage.tick(process)
        stage.tick(process)
        told += [number] * (len(stage.chat.messages) - before)
        stage.clock.pass_(DAY)
    return told


def first_lines(stage: Stage, channel: str = "C0PLATFORM") -> list[str]:
    return [message.text.splitlines()[0] for message in stage.chat.in_(channel)]


FIRST = "!! Northwind is outgrowing its central team: 1 of 3 transition signals fires."
AGAIN = "!! Northwind is still outgrowing its central team: 1 of 3 transition signals fires."
FURTHER = (
    "!! A further signal says that Northwind is outgrowing its central team: 2 of 3 transition"
    " signals fire now."
)
CLEAR = "All clear: no transition signal fires at Northwind any more."


def test_once_when_it_fires_then_weekly_then_once_when_all_is_clear(stage: Stage) -> None:
    fortnight = [30] * 9 + [None] * 3 + [22, 19, 5, 5]
    assert days(stage, *fortnight) == [2, 9, 14]  # the 13th day is a Sunday
    assert first_lines(stage) == [FIRST, AGAIN, CLEAR]


def test_the_message_says_which_since_when_and_what_can_be_done(stage: Stage) -> None:
    days(stage, 26, 28, 31)
    (message,) = stage.chat.in_("C0PLATFORM")
    assert message.text.splitlines()[1:] == [
        "  - Requests in the central queue: 31; fires at 25 (as your map says), since 23 Nov",
        (
            "A chart. Requests in the central queue: from 26 on 23 Nov to 31 on 25 Nov, at most 31;"
            " fires at 25; fires since 23 Nov. Model-producing teams: from 2 on 23 Nov to 2 on 25 Nov,"
            " at most 2; fires at 5. Models: from 9 on 23 Nov to 9 on 25 Nov, at most 9; no threshold"
            " is set."
        ),
        message.text.splitlines()[3],
        "Said again once a week until somebody acknowledges it, as in `acknowledge signals until 2027-01-15`.",
        "  1. Show the plan: plan",
        "  2. Show all signals: signals",
    ]
    assert message.text.splitlines()[3].startswith("A federated shape takes:")


def test_nobody_is_disturbed_where_it_is_night_in_the_channel(stage: Stage) -> None:
    channel = Channel(slack="C0PLATFORM", time_zone="America/New_York")
    far = replace(PLATFORM, channel=channel)
    stage.declare(replace(central(), teams={**NORTHWIND.teams, PLATFORM.id: far}))
    assert days(stage, 30, 30, 30) == []  # at 11:00 in London it is 06:00 there
    stage.clock.pass_(timedelta(hours=2))
    assert days(stage, None) == [0]


def test_a_further_signal_is_told_at_once(stage: Stage) -> None:
    days(stage, 30, 30, 30)
    stage.declare(central(models=9))  # counted every day since the first
    assert days(stage, 30) == [0]
    assert first_lines(stage) == [FIRST, FURTHER]


def test_whoever_acknowledged_is_left_alone_until_then(stage: Stage) -> None:
    days(stage, 30, 30, 30)
    now = stage.clock()
    known = Acknowledgement(by="goran", at=now, until=now + 12 * DAY)
    Readings(stage.store).acknowledge(known)
    assert days(stage, *[30] * 14) == [12]


@pytest.mark.parametrize("pattern", [Pattern.FEDERATED, Pattern.EMBEDDED])
def test_in_another_pattern_nothing_is_said(stage: Stage, pattern: Pattern) -> None:
    stage.declare(central(pattern))
    assert days(stage, *[30] * 9) == []


def test_nobody_is_disturbed_in_quiet_hours_or_at_the_weekend(stage: Stage) -> None:
    stage.clock.pass_(3 * DAY + timedelta(hours=10))  # Thursday night
    assert days(stage, *[30] * 5) == []
    stage.clock.pass_(timedelta(hours=12))
    assert days(stage, 30) == [0]


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_it_is_said_once(stage: Stage, step: str) -> None:
    days(stage, 30, 30)
    read(stage, 30)
    stage.fate.kill(step)
    assert stage.dies_ticking(takes_over(stage, "first"))
    second = takes_over(stage, "second")
    stage.tick(second)
    stage.tick(second)
    assert first_lines(stage) == [FIRST]


def test_where_the_teams_channel_is_barred_the_fallback_hears_of_it(stage: Stage) -> None:
    stage.chat.barred["C0PLATFORM"] = Undelivered(Hindrance.ARCHIVED)
    days(stage, *[30] * 5)
    assert first_lines(stage) == []
    assert first_lines(stage, "C0FALLBACK") == [FIRST]


def test_a_channel_that_was_barred_is_tried_again_on_another_day(stage: Stage) -> None:
    stage.chat.barred["C0PLATFORM"] = Undelivered(Hindrance.NOT_A_MEMBER)
    days(stage, *[30] * 5)
    stage.chat.barred.clear()
    days(stage, *[30] * 7)
    assert first_lines(stage) == [AGAIN]
