"""The weekly summary: once a week, in the channel that asked for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.outbox import Hindrance, Undelivered
from bot.reminders.coverage import COVERAGE
from bot.reminders.policy import Policy
from knowledge.entities import Channel, Page, Pages
from tests.bot.reminders.stage import Clock, Stage, takes_over
from tests.northwind import NORTHWIND

MONDAY = datetime(2026, 11, 23, 11, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    policy = Policy(coverage=Channel(slack="C0COVERAGE"))
    stage = Stage(tmp_path / "whoowns.db", None, Clock(MONDAY), (COVERAGE,), policy)
    stage.declare(NORTHWIND)
    yield stage
    stage.close()


def days(stage: Stage, count: int) -> list[int]:
    process, told = takes_over(stage, "one"), []
    for number in range(count):
        before = len(stage.chat.messages)
        for _ in range(3):
            stage.tick(process)
        told += [number] * (len(stage.chat.messages) - before)
        stage.clock.pass_(DAY)
    return told


def test_it_is_told_on_the_first_working_day_of_a_week(stage: Stage) -> None:
    assert days(stage, 16) == [0, 7, 14]


def test_after_a_holiday_it_is_told_the_next_day(stage: Stage) -> None:
    organisation = replace(NORTHWIND.organisation, holidays=(MONDAY.date(),))
    stage.declare(replace(NORTHWIND, organisation=organisation))
    assert days(stage, 8) == [1, 7]


def test_where_it_did_not_get_through_it_is_tried_again_the_next_day(stage: Stage) -> None:
    stage.chat.barred["C0COVERAGE"] = Undelivered(Hindrance.NOT_A_MEMBER)
    assert days(stage, 2) == []
    stage.chat.barred.clear()
    assert days(stage, 6) == [0, 5]


def test_it_comes_at_the_hour_where_its_channel_is(stage: Stage) -> None:
    growth = NORTHWIND.teams["growth"]
    channel = Channel(slack="C0COVERAGE", time_zone="America/New_York")
    stage.declare(
        replace(NORTHWIND, teams={**NORTHWIND.teams, growth.id: replace(growth, channel=channel)})
    )
    assert days(stage, 2) == []  # at 11:00 in London it is 06:00 there
    stage.clock.pass_(timedelta(hours=4))
    assert days(stage, 6) == [0, 5]


def test_nobody_who_did_not_ask_is_told(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "quiet.db", None, Clock(MONDAY), (COVERAGE,))
    try:
        stage.declare(NORTHWIND)
        assert days(stage, 2) == []
    finally:
        stage.close()


def test_it_tells_what_changed_and_what_hangs_on_one_person(stage: Stage) -> None:
    days(stage, 2)
    churn = replace(
        NORTHWIND.models["churn"], pages=Pages(Page(owner="goran"), Page(owner="elena"))
    )
    hana = replace(NORTHWIND.people["hana"], active=False)
    stage.declare(
        replace(
            NORTHWIND,
            models={**NORTHWIND.models, "churn": churn},
            people={**NORTHWIND.people, "hana": hana},
        )
    )
    assert days(stage, 6) == [5]
    first, second = stage.chat.in_("C0COVERAGE")
    assert first.text.splitlines()[:3] == [
        "!! Northwind: 5 of 9 models (55 %) have somebody named for model-quality pages.",
        "The map is younger than a week, so there is nothing to compare it with.",
        "The oldest gap: churn model-quality, since today.",
    ]
    assert second.text.splitlines() == [
        "!! Northwind: 5 of 9 models (55 %) have somebody named for model-quality pages.",
        "A week ago 5 of 9 models (55 %).",
        (
            "3 gaps opened in the last week: churn-uplift model-quality, fraud-model infrastructure,"
            " quality-inspection infrastructure."
        ),
        "1 gap closed in the last week: churn model-quality.",
        "The oldest gap: demand-2026 model-quality, since 23 Nov (7 days).",
        (
            "At risk: 4 models hang on one person alone, with nobody to escalate to: Elena Ruiz 3,"
            " Goran Petrov 1."
        ),
        (
            "A chart. Northwind: models with a named quality owner, in %: from 55 on 23 Nov to 55 on"
            " 30 Nov."
        ),
        "  1. Show the gaps: gaps",
        "  2. 2 a.m. drill: drill",
    ]
