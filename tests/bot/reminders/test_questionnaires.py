"""Who left questions off is reminded once, and who finished is asked again after a while."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.outbox import Hindrance, Undelivered
from bot.reminders.due import Due
from bot.reminders.policy import Policy
from bot.reminders.questionnaires import QUESTIONNAIRES
from bot.reminders.situation import Situation
from bot.render.plain import plain
from knowledge.questionnaire import Answer, Progress, Sort, State, Topic
from knowledge.reminders import Claim, Sent
from knowledge.store import Store
from knowledge.store.questionnaires import Questionnaires
from knowledge.store.reminders import Reminders
from tests.bot.reminders.stage import Clock, Stage, takes_over
from tests.databases import fresh
from tests.northwind import NORTHWIND, NOW

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path / "whoowns.db", None, Clock(NOW), (QUESTIONNAIRES,))
    stage.declare(NORTHWIND)
    yield stage
    stage.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(fresh(tmp_path / "whoowns.db")) as store:
        yield store


def begun(store: Store, by: str = "priya", **parts: object) -> Progress:
    kept = Questionnaires(store)
    progress = kept.open(Topic.TEAM, "risk-ml", by, f"console:{by}", NOW)
    assert kept.save(replace(progress, **parts))  # type: ignore[arg-type]  # fields of Progress
    return progress


def due(store: Store, after: timedelta) -> list[Due]:
    situation = Situation(NORTHWIND, NOW + after, Policy())
    return [d for d in QUESTIONNAIRES.outgoing(store, situation) if isinstance(d, Due)]


def test_who_left_off_is_reminded_after_a_week(store: Store) -> None:
    begun(store, at="members")
    assert due(store, WEEK - timedelta(minutes=1)) == []
    (first,) = due(store, WEEK)
    assert first.to == NORTHWIND.people["priya"]
    assert plain(first.reply).splitlines() == [
        "Your answers about Risk ML are kept where you left off.",
        "I won't remind you of it again.",
        "  1. Go on: onboard 1 resume",
        "  2. Discard: onboard 1 discard",
    ]


def told_on(stage: Stage, days: int) -> list[int]:
    """Day after day two ticks; on which days something was said."""
    process, told = takes_over(stage, "one"), []
    for number in range(days):
        before = len(stage.chat.messages)
        stage.tick(process)
        stage.tick(process)
        told += [number] * (len(stage.chat.messages) - before)
        stage.clock.pass_(DAY)
    return told


def test_it_is_said_once_however_long_nobody_goes_on(stage: Stage) -> None:
    begun(stage.store, at="members")
    assert told_on(stage, 40) == [7]


def test_each_that_somebody_left_off_is_said_once(stage: Stage) -> None:
    begun(stage.store, at="members")
    other = Questionnaires(stage.store).open(
        Topic.TEAM, "growth", "priya", "slack:U0PRIYA", NOW + DAY
    )
    assert Questionnaires(stage.store).save(replace(other, at="members"))
    assert told_on(stage, 40) == [7, 8]


def test_what_did_not_get_through_is_said_as_soon_as_a_day_comes_on_which_it_does(
    stage: Stage,
) -> None:
    begun(stage.store, at="members")
    stage.chat.barred["U0PRIYA"] = Undelivered(Hindrance.UNREACHABLE_PERSON)
    assert told_on(stage, 9) == []
    stage.chat.barred.clear()
    assert told_on(stage, 30) == [0]


def test_nobody_is_disturbed_at_night_or_at_the_weekend(store: Store) -> None:
    begun(store, at="members")
    assert due(store, WEEK + timedelta(hours=12)) == []
    assert due(store, WEEK + timedelta(days=5)) == []


@pytest.mark.parametrize(("sort", "days"), [(Sort.GIVEN, 91), (Sort.SKIPPED, 31)])
def test_who_finished_is_asked_again_sooner_where_something_is_open(
    store: Store, sort: Sort, days: int
) -> None:
    begun(store, state=State.DONE, answers={"ci": Answer(sort, "x")})
    wait = timedelta(days=days - days % 7)
    assert due(store, wait - WEEK) == []
    (again,) = due(store, wait + WEEK)
    assert "onboard team risk-ml" in plain(again.reply)


@pytest.mark.parametrize("by", ["gone", "nobody-known"])
def test_who_is_not_there_is_not_written_to(store: Store, by: str) -> None:
    begun(store, by, at="members")
    assert due(store, WEEK) == []


def test_what_was_discarded_or_begun_anew_is_not_mentioned(store: Store) -> None:
    begun(store, state=State.DISCARDED)
    assert due(store, 10 * WEEK) == []
    begun(store, state=State.DONE, touched=NOW + WEEK)
    begun(store, at="members", touched=NOW + 10 * WEEK)
    assert due(store, 10 * WEEK) == []


def test_what_was_said_before_keys_had_a_day_is_not_said_again(stage: Stage) -> None:
    progress = begun(stage.store, at="members")
    process = takes_over(stage, "one")
    fence = process.courier.leadership.fence()
    key = f"questionnaire {progress.id} left-off"
    claim = Claim(key, "questionnaire", "person:priya", ("questionnaire",), "", NOW + WEEK)
    assert fence
    assert Reminders(stage.store).claim(claim, fence)
    assert Reminders(stage.store).record(Sent(claim, NOW + WEEK, "1"), fence)
    assert told_on(stage, 30) == []
