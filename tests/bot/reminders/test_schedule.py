"""When people may be reminded: at the hour, around changes of the clock, after long sleep."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.gap_digests import GAP_DIGESTS
from bot.reminders.schedule import Schedule
from knowledge.entities import Channel, Model, Organisation
from knowledge.ownership import OwnershipMap
from tests.bot.reminders.stage import Clock, Stage

ORDINARY = Schedule(holidays=frozenset({date(2026, 12, 25)}))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        ("2026-11-23T09:59:59", "Europe/London", None),
        ("2026-11-23T10:00", "Europe/London", date(2026, 11, 23)),
        ("2026-11-23T17:59:59", "Europe/London", date(2026, 11, 23)),
        ("2026-11-23T18:00", "Europe/London", None),
        ("2026-11-23T01:00", "Asia/Tokyo", date(2026, 11, 23)),
        ("2026-11-23T15:00", "America/New_York", date(2026, 11, 23)),
        ("2026-11-28T12:00", "Europe/London", None),  # a Saturday
        ("2026-12-25T12:00", "Europe/London", None),  # a holiday
        # Summer time ends on 25 October: ten o'clock is nine in UTC before, ten after.
        ("2026-10-23T09:00", "Europe/London", date(2026, 10, 23)),
        ("2026-10-26T09:30", "Europe/London", None),
        ("2026-10-26T10:00", "Europe/London", date(2026, 10, 26)),
        # It begins on 29 March 2027.
        ("2027-03-26T09:30", "Europe/London", None),
        ("2027-03-29T09:00", "Europe/London", date(2027, 3, 29)),
    ],
)
def test_a_days_digest_is_due_from_its_hour_until_the_quiet_hours(
    now: str, zone: str, day: date | None
) -> None:
    assert ORDINARY.current_day(utc(now), zone) == day


@pytest.mark.parametrize(
    ("quiet", "at", "is_quiet"),
    [
        ((time(18), time(8)), time(18), True),
        ((time(18), time(8)), time(7, 59), True),
        ((time(18), time(8)), time(8), False),
        ((time(12), time(13)), time(12), True),
        ((time(12), time(13)), time(13), False),
        ((time(0), time(0)), time(0), False),  # no hour is
    ],
)
def test_quiet_hours_include_their_beginning_and_exclude_their_end(
    quiet: tuple[time, time],
    at: time,
    is_quiet: bool,  # noqa: FBT001  # a table's column
) -> None:
    assert Schedule(quiet=quiet).is_quiet(at) is is_quiet


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(("Europe/London", "America/St_Johns", "Pacific/Apia", "Asia/Kolkata")),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_whoever_may_be_disturbed_may_be_until_it_closes(
    now: datetime, zone: str, quiet_from: time
) -> None:
    schedule = Schedule(frozenset(range(7)), time(10), (quiet_from, time(8)))
    closes = schedule.closes(now, zone)
    assert now < closes <= now + timedelta(hours=26)
    if schedule.is_open(now, zone):
        assert schedule.is_open(closes - timedelta(seconds=1), zone) or closes - now < timedelta(
            seconds=1
        )


HOME = Channel(slack="C0LON", time_zone="Europe/London")
TWO = {name: Model(id=name, channel=HOME) for name in ("churn", "uplift")}
NOBODY = OwnershipMap(Organisation(name="Small"), models=TWO)


def ticked(tmp_path: Path, begin: str, *steps: timedelta) -> Stage:
    """A stage on which two models have nobody; a tick, then one after each step."""
    stage = Stage(tmp_path / "whoowns.db", None, Clock(utc(begin)), (GAP_DIGESTS,))
    stage.declare(NOBODY)
    process = stage.process()
    for step in (timedelta(), *steps):
        stage.clock.pass_(step)
        stage.tick(process)
    return stage


HOURS = timedelta(hours=1)


def days(stage: Stage) -> list[str]:
    found = [(message.key or "")[-10:] for message in stage.chat.in_("C0LON")]
    stage.close()
    return found


def test_a_week_in_which_summer_time_ends_has_five_digests(tmp_path: Path) -> None:
    stage = ticked(tmp_path, "2026-10-20T06:00", *[HOURS] * 24 * 9)
    assert days(stage) == [
        f"2026-10-{day}" for day in (21, 22, 23, 26, 27, 28)
    ]  # the 21st: a day of grace


def test_a_machine_asleep_over_the_weekend_sends_one_digest_of_what_is_true(
    tmp_path: Path,
) -> None:
    stage = ticked(tmp_path, "2026-11-18T06:00", *[HOURS] * 30, timedelta(days=4, hours=2))
    assert days(stage) == ["2026-11-19", "2026-11-23"]


@pytest.mark.parametrize("jump", [timedelta(hours=-3), timedelta(days=-1), timedelta(days=-8)])
def test_a_clock_put_back_repeats_nothing(tmp_path: Path, jump: timedelta) -> None:
    stage = ticked(tmp_path, "2026-11-16T06:00", *[HOURS] * 24 * 9)
    process = stage.process("another")
    stage.clock.now += jump
    for _ in range(24 * 12):
        stage.clock.pass_(HOURS)
        stage.tick(process)
    found = days(stage)
    assert len(found) == len(set(found))
    assert {"2026-11-20", "2026-11-23", "2026-11-24", "2026-11-25"} <= set(found)


def test_a_gap_that_comes_up_after_the_hour_waits_for_the_next_unless_a_digest_stands(
    tmp_path: Path,
) -> None:
    stage = ticked(tmp_path, "2026-11-16T06:00", *[HOURS] * 30)
    process = stage.process("another")
    assert stage.ownership is not None
    third = replace(TWO["churn"], id="third")
    stage.declare(replace(stage.ownership, models={**TWO, "third": third}))
    for _ in range(48):
        stage.clock.pass_(HOURS)
        stage.tick(process)
    texts = {(m.key or "")[-10:]: m.texts for m in stage.chat.in_("C0LON")}
    assert not any("third" in text for text in texts["2026-11-17"])
    assert "third" not in texts["2026-11-18"][0]
    assert "third" in texts["2026-11-18"][-1]  # its grace was over at noon: the digest is edited
    stage.close()
