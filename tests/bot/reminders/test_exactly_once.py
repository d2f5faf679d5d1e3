"""Whenever a process dies: nothing is said twice, nothing is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.outbox import Hindrance, Undelivered
from bot.reminders.due import Amendment, Due, changed
from bot.reminders.kind import Kind
from bot.reminders.situation import Situation
from bot.reply import Headline, Reply
from knowledge.entities import Channel
from knowledge.store import Store
from knowledge.store.reminders import Reminders
from tests.bot.reminders.stage import STEPS, Clock, Stage, takes_over
from tests.northwind import NORTHWIND

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHANNELS = ("C0ONE", "C0TWO", "C0THREE")


def _greetings(situation: Situation, _facts: None) -> Iterator[Due]:
    for name in CHANNELS:
        reply = Reply((Headline((f"Good day, {name}.",)),))
        key = f"greeting/{name}/{situation.now:%Y-%m-%d}"
        yield Due("greeting", key, Channel(slack=name), reply, (name,))


def _amendments(situation: Situation, _facts: None) -> Iterator[Amendment]:
    for sent in situation.sent.values():
        reply = Reply((Headline((f"Good day, {sent.claim.about[0]}!",)),))
        if changed(sent, reply):
            yield Amendment(sent, reply, sent.claim.about)


def _nothing(_store: Store, _situation: Situation) -> None:
    return None


GREETING = Kind(_nothing, _greetings)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path / "whoowns.db", NORTHWIND, Clock(NOON), (GREETING,))
    yield stage
    stage.close()


def said(stage: Stage) -> list[str]:
    return sorted(message.channel for message in stage.chat.messages.values())


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("after", [0, 2])
def test_killed_at_any_step_it_is_said_once(stage: Stage, step: str, after: int) -> None:
    stage.fate.kill(step, after)
    first = stage.process("first")
    first.courier.leadership.beat()
    assert stage.dies_ticking(first)

    second = takes_over(stage, "second")
    stage.tick(second)
    stage.tick(second)

    assert said(stage) == sorted(CHANNELS)
    counted = Reminders(stage.store).mentions("greeting", CHANNELS)
    assert [mentioned.times for mentioned in counted.values()] == [1, 1, 1]


@pytest.mark.parametrize("step", STEPS)
def test_killed_over_and_over_it_is_said_once(stage: Stage, step: str) -> None:
    for number in range(6):
        process = takes_over(stage, f"process-{number}")
        stage.fate.kill(step)
        stage.dies_ticking(process)
        stage.fate.spare()
    stage.tick(takes_over(stage, "the last"))
    assert said(stage) == sorted(CHANNELS)


def test_a_second_process_waits_while_the_first_lives(stage: Stage) -> None:
    first, second = stage.process("first"), stage.process("second")
    for _ in range(10):
        stage.tick(first)
        assert stage.tick(second).due == 0
        stage.clock.pass_(timedelta(seconds=5))
    assert said(stage) == sorted(CHANNELS)


def test_who_lets_go_is_followed_at_once(stage: Stage) -> None:
    first, second = stage.process("first"), stage.process("second")
    stage.tick(first)
    first.courier.leadership.resign()
    second.courier.leadership.beat()
    assert second.courier.leadership.fence() is not None


def test_a_leader_that_slept_through_its_lease_claims_nothing(stage: Stage) -> None:
    first = stage.process("first")
    first.courier.leadership.beat()
    fence = first.courier.leadership.fence()
    assert fence is not None
    stage.clock.pass_(timedelta(seconds=30))
    takes_over(stage, "second")
    assert first.courier.leadership.fence() is None
    due = next(_greetings(Situation(NORTHWIND, NOON, stage.policy), None))
    assert not Reminders(stage.store).claim(due.claim(NOON), fence)


@pytest.mark.parametrize("jump", [timedelta(days=-2), timedelta(hours=-1), timedelta(days=3)])
def test_a_clock_put_wrong_keeps_nobody_from_leading(stage: Stage, jump: timedelta) -> None:
    stage.tick(stage.process("first"))
    stage.clock.now += jump
    second = takes_over(stage, "second")
    assert second.courier.leadership.holder == "second"


def test_who_is_told_to_wait_is_sent_to_later_and_others_at_once(stage: Stage) -> None:
    stage.chat.barred["C0ONE"] = Undelivered(Hindrance.BUSY, 300)
    process = stage.process()
    stage.tick(process)
    assert said(stage) == ["C0THREE", "C0TWO"]
    stage.chat.barred.clear()
    for _ in range(9):  # it is not even tried before its time
        stage.tick(process)
        stage.clock.pass_(timedelta(seconds=30))
    assert said(stage) == ["C0THREE", "C0TWO"]
    for _ in range(3):
        stage.tick(process)
        stage.clock.pass_(timedelta(seconds=30))
    assert said(stage) == sorted(CHANNELS)


def test_what_cannot_be_delivered_is_kept_with_its_reason(stage: Stage) -> None:
    stage.chat.barred["C0TWO"] = Undelivered(Hindrance.ARCHIVED)
    stage.tick(stage.process())
    reminders = Reminders(stage.store)
    (refused,) = reminders.refused().values()
    assert (refused.claim.place, refused.failure) == ("slack:C0TWO", Hindrance.ARCHIVED)
    assert len(reminders.latest()) == 2


def test_a_lost_answer_is_looked_for_and_not_sent_again(stage: Stage) -> None:
    stage.chat.loses_answers = 2
    process = stage.process()
    stage.tick(process)
    assert len(Reminders(stage.store).unfinished()) == 2
    for _ in range(4):
        stage.clock.pass_(timedelta(seconds=15))
        stage.tick(process)
    assert said(stage) == sorted(CHANNELS)
    assert stage.chat.looked_back == 2
    assert Reminders(stage.store).unfinished() == []


def test_a_message_that_was_deleted_is_not_edited_for_ever(stage: Stage) -> None:
    stage.kinds = (GREETING, Kind(_nothing, _amendments))
    process = stage.process()
    stage.tick(process)
    stage.chat.messages.clear()
    for _ in range(5):
        stage.clock.pass_(timedelta(seconds=15))
        stage.tick(process)
    assert stage.chat.edits_refused == len(CHANNELS)
