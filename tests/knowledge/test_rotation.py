"""Who is on call: the policy as a table, and what must hold for every rotation and zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entities import Override, Pause, Rotation
from knowledge.rotation import next_turn, turn_at
from knowledge.wall_times import instant

LONDON = ZoneInfo("Europe/London")


def rotation(
    *members: str,
    starts: str = "2026-01-05T09:00",
    every: str = "1 week",
    zone: str = "Europe/London",
    overrides: tuple[tuple[str, str, str], ...] = (),
    pauses: tuple[tuple[str, str], ...] = (),
) -> Rotation:
    return Rotation(
        id="r",
        name="r",
        members=members,
        time_zone=zone,
        starts=starts,  # type: ignore[arg-type]  # read as in a map file
        every=every,  # type: ignore[arg-type]
        overrides=tuple(
            Override(start=start, end=end, person=person)  # type: ignore[arg-type]
            for start, end, person in overrides
        ),
        pauses=tuple(
            Pause(start=start, end=end)  # type: ignore[arg-type]
            for start, end in pauses
        ),
    )


def at(text: str, zone: str = "Europe/London") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "person", "until", "then"),
    [
        ("2026-01-05T09:00", "goran", "2026-01-12T09:00", "hana"),
        ("2026-01-12T08:59", "goran", "2026-01-12T09:00", "hana"),
        ("2026-01-12T09:00", "hana", "2026-01-19T09:00", "ivo"),
        ("2026-01-26T09:00", "goran", "2026-02-02T09:00", "hana"),
        ("2026-03-30T08:59", "ivo", "2026-03-30T09:00", "goran"),
        ("2026-03-30T09:00", "goran", "2026-04-06T09:00", "hana"),
    ],
)
def test_members_take_turns_at_the_same_local_hour(
    now: str, person: str, until: str, then: str
) -> None:
    turn = turn_at(rotation("goran", "hana", "ivo"), at(now))
    assert turn is not None
    assert (turn.person, turn.until, turn.then) == (person, at(until), then)


def test_somebody_may_take_two_turns_of_five() -> None:
    made = rotation("goran", "hana", "goran", "ivo", "ivo")
    monday = at("2026-01-05T09:00")
    turns = [turn_at(made, monday + timedelta(weeks=n)) for n in range(6)]
    assert [turn and (turn.person, turn.until, turn.then) for turn in turns] == [
        ("goran", at("2026-01-12T09:00"), "hana"),
        ("hana", at("2026-01-19T09:00"), "goran"),
        ("goran", at("2026-01-26T09:00"), "ivo"),
        ("ivo", at("2026-02-09T09:00"), "goran"),
        ("ivo", at("2026-02-09T09:00"), "goran"),
        ("goran", at("2026-02-16T09:00"), "hana"),
    ]


def test_an_override_wins_from_its_start_until_just_before_its_end() -> None:
    covered = rotation(
        "goran", "hana", overrides=(("2026-01-07T00:00", "2026-01-08T00:00", "ivo"),)
    )
    people = {
        now: (turn.person, turn.override, turn.then)
        for now in ("2026-01-06T23:59", "2026-01-07T00:00", "2026-01-07T23:59", "2026-01-08T00:00")
        if (turn := turn_at(covered, at(now)))
    }
    assert people == {
        "2026-01-06T23:59": ("goran", False, "ivo"),
        "2026-01-07T00:00": ("ivo", True, "goran"),
        "2026-01-07T23:59": ("ivo", True, "goran"),
        "2026-01-08T00:00": ("goran", False, "hana"),
    }


def test_adjoining_shifts_of_one_person_are_one_turn() -> None:
    covered = rotation(
        "goran", "hana", overrides=(("2026-01-07T00:00", "2026-01-12T09:00", "hana"),)
    )
    turn = turn_at(covered, at("2026-01-08T00:00"))
    assert turn is not None
    assert (turn.person, turn.until, turn.then) == ("hana", at("2026-01-19T09:00"), "goran")


def test_a_lone_member_is_on_call_with_no_end_in_sight() -> None:
    turn = turn_at(rotation("goran"), at("2026-06-01T00:00"))
    assert turn is not None
    assert (turn.person, turn.until, turn.then) == ("goran", None, None)


def test_a_lone_member_is_relieved_by_a_far_override() -> None:
    covered = rotation(
        "goran", every="1 hour", overrides=(("2027-01-01T00:00", "2027-01-02T00:00", "ivo"),)
    )
    turn = turn_at(covered, at("2026-06-01T00:00"))
    assert turn is not None
    assert (turn.until, turn.then) == (at("2027-01-01T00:00"), "ivo")


def test_an_override_over_many_handoffs_ends_when_it_ends() -> None:
    covered = rotation(
        "goran", "hana", every="1 day", overrides=(("2026-02-01T00:00", "2026-02-20T12:00", "ivo"),)
    )
    turn = turn_at(covered, at("2026-02-02T00:00"))
    assert turn is not None
    assert (turn.person, turn.until, turn.then) == ("ivo", at("2026-02-20T12:00"), "goran")


def test_a_pause_over_many_handoffs_tells_who_is_next() -> None:
    paused = rotation(
        "goran", "hana", every="1 hour", pauses=(("2026-02-01T00:00", "2026-02-20T12:00"),)
    )
    assert turn_at(paused, at("2026-02-02T00:00")) is None
    assert next_turn(paused, at("2026-02-02T00:00")) == (at("2026-02-20T12:00"), "hana")


def test_somebody_who_stands_in_for_every_other_member_is_followed_to_the_end() -> None:
    covered = rotation(
        "goran",
        "hana",
        every="1 day",
        overrides=tuple(
            (f"2026-02-{day:02}T09:00", f"2026-02-{day + 1:02}T09:00", "goran")
            for day in range(1, 20, 2)
        ),
    )
    turn = turn_at(covered, at("2026-02-01T10:00"))
    assert turn is not None
    assert (turn.person, turn.until, turn.then) == ("goran", at("2026-02-21T09:00"), "hana")


def test_nobody_is_on_call_before_the_start_and_the_first_turn_is_known() -> None:
    early = at("2026-01-05T08:59")
    assert turn_at(rotation("goran", "hana"), early) is None
    assert next_turn(rotation("goran", "hana"), early) == (at("2026-01-05T09:00"), "goran")


def test_a_lone_member_is_known_before_the_start() -> None:
    start = at("2026-01-05T09:00")
    assert next_turn(rotation("goran"), start - timedelta(days=9)) == (start, "goran")


def test_nobody_is_on_call_in_a_rotation_without_members_save_by_override() -> None:
    empty = rotation(overrides=(("2026-01-07T00:00", "2026-01-08T00:00", "ivo"),))
    assert turn_at(empty, at("2026-01-06T00:00")) is None
    assert next_turn(empty, at("2026-01-06T00:00")) == (at("2026-01-07T00:00"), "ivo")
    inside = turn_at(empty, at("2026-01-07T12:00"))
    assert inside is not None
    assert (inside.person, inside.until, inside.then) == ("ivo", at("2026-01-08T00:00"), None)


@pytest.mark.parametrize(
    ("wall", "zone", "utc"),
    [
        ("2026-10-25T01:30", "Europe/London", "2026-10-25T00:30"),  # repeated: the first
        ("2026-03-29T01:30", "Europe/London", "2026-03-29T01:00"),  # skipped: after the gap
        ("2026-03-29T01:00", "Europe/London", "2026-03-29T01:00"),
        ("2026-03-29T02:00", "Europe/London", "2026-03-29T01:00"),
        ("2026-03-08T02:59", "America/New_York", "2026-03-08T07:00"),
        ("2026-10-04T02:10", "Australia/Lord_Howe", "2026-10-03T15:30"),  # a gap of 30 minutes
        ("2011-12-30T12:00", "Pacific/Apia", "2011-12-30T10:00"),  # a whole day skipped
    ],
)
def test_wall_times_around_clock_changes(wall: str, zone: str, utc: str) -> None:
    assert instant(datetime.fromisoformat(wall), zone) == datetime.fromisoformat(utc).replace(
        tzinfo=UTC
    )


ZONES = st.sampled_from(
    [
        "UTC",
        "Europe/London",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Africa/Casablanca",
        "Pacific/Apia",
    ]
)
ROTATIONS = st.builds(
    rotation,
    *(st.sampled_from("abc") for _ in range(3)),
    starts=st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)).map(  # noqa: DTZ001  # wall
        lambda wall: wall.replace(second=0, microsecond=0).isoformat()
    ),
    every=st.sampled_from(["1 hour", "5 hours", "1 day", "1 week", "2 weeks"]),
    zone=ZONES,
)
INSTANTS = st.datetimes(
    datetime(2025, 6, 1),  # noqa: DTZ001  # made aware below
    datetime(2027, 6, 1),  # noqa: DTZ001
).map(lambda naive: naive.replace(tzinfo=UTC))


@given(ROTATIONS, INSTANTS)
def test_a_turn_holds_until_its_end_and_then_passes_to_the_next(
    made: Rotation, now: datetime
) -> None:
    turn = turn_at(made, now)
    if turn is None:
        assert now < instant(made.starts, made.time_zone)
        return
    if turn.until is None:
        assert set(made.members) == {turn.person}
        return
    assert turn.until > now
    just_before = turn_at(made, turn.until - timedelta(microseconds=1))
    after = turn_at(made, turn.until)
    assert just_before is not None
    assert after is not None
    assert (just_before.person, after.person) == (turn.person, turn.then)
    assert turn.person != turn.then


@given(ROTATIONS, INSTANTS, INSTANTS, st.sampled_from("xyz"))
def test_an_override_changes_nothing_outside_its_window(
    made: Rotation, now: datetime, start: datetime, person: str
) -> None:
    wall = start.replace(tzinfo=None, second=0, microsecond=0)
    override = Override(start=wall, end=wall + timedelta(days=2), person=person)
    covered = rotation(
        *made.members,
        starts=made.starts.isoformat(),
        every=str(made.every),
        zone=made.time_zone,
        overrides=((override.start.isoformat(), override.end.isoformat(), person),),
    )
    inside = instant(wall, made.time_zone) <= now < instant(override.end, made.time_zone)
    before, after = turn_at(made, now), turn_at(covered, now)
    if inside:
        assert after is not None
        assert (after.person, after.override) == (person, True)
    else:
        assert (before and before.person) == (after and after.person)
