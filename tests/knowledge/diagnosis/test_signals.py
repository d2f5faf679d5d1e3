"""When a signal fires and when it clears, and when the platform team hears of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.backlog import Acknowledgement, Backlog, DayCount, QueueReading
from knowledge.diagnosis.announcing import REPEATED_AFTER, Occasion, Told, occasion
from knowledge.diagnosis.signals import (
    Measure,
    Origin,
    Point,
    Signal,
    Spell,
    TransitionSignals,
    spells,
    transition_signals,
)
from knowledge.entities import Pattern, Queue, Thresholds
from tests.northwind import NORTHWIND

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
CENTRAL = replace(
    NORTHWIND,
    organisation=replace(NORTHWIND.organisation, pattern=Pattern.CENTRALISED),
    queue=Queue(team="ml-platform", signals=Thresholds(depth=25)),
)


def day(number: int) -> datetime:
    return START + number * DAY


def points(*values: int) -> list[Point]:
    return [Point(day(number), value) for number, value in enumerate(values)]


def reading(number: int, depth: int, team: str | None = None, said: int = 0) -> QueueReading:
    return QueueReading(
        at=day(number),
        depth=depth,
        reported_by="goran",
        source="slack",
        reported_at=day(number) + timedelta(minutes=said),
        team=team,
    )


def backlog(*depths: int) -> Backlog:
    return Backlog(tuple(reading(number, depth) for number, depth in enumerate(depths)))


def found_in(*depths: int) -> TransitionSignals:
    return transition_signals(CENTRAL, backlog(*depths), day(len(depths)))


def depth_of(found: TransitionSignals) -> Signal:
    return next(signal for signal in found.signals if signal.measure is Measure.DEPTH)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), []),
        ((30, 30), []),
        ((30, 30, 24, 30, 30), []),
        ((25, 25, 25), [(0, 2, None)]),
        ((10, 30, 31, 32), [(1, 3, None)]),
        ((30, 30, 30, 20), [(0, 2, None)]),
        ((30, 30, 30, 19), [(0, 2, 3)]),
        ((30, 30, 30, 20, 24, 20, 25), [(0, 2, None)]),
        ((30, 30, 30, 19, 30, 30), [(0, 2, 3)]),
        ((30, 30, 30, 19, 30, 30, 30), [(0, 2, 3), (4, 6, None)]),
    ],
)
def test_three_in_a_row_fire_and_less_than_four_fifths_clears(
    values: tuple[int, ...], expected: list[tuple[int, int, int | None]]
) -> None:
    assert spells(points(*values), 25, 3) == tuple(
        Spell(day(since), day(fired), None if cleared is None else day(cleared))
        for since, fired, cleared in expected
    )


VALUES = st.lists(st.integers(0, 40), max_size=40)


@given(VALUES, st.integers(0, 40), st.integers(1, 5))
def test_it_fires_only_on_a_whole_run_and_ends_only_below_four_fifths(
    values: list[int], threshold: int, in_a_row: int
) -> None:
    series = points(*values)
    at = {point.at: number for number, point in enumerate(series)}
    for spell in spells(series, threshold, in_a_row):
        since, fired = at[spell.since], at[spell.fired]
        assert fired - since == in_a_row - 1
        assert all(value >= threshold for value in values[since : fired + 1])
        end = len(values) if spell.cleared is None else at[spell.cleared]
        assert all(value >= threshold * 0.8 for value in values[fired:end])
        assert end == len(values) or values[end] < threshold * 0.8


@given(VALUES, st.integers(1, 40), st.integers(1, 5))
def test_what_was_read_later_changes_nothing_earlier(
    values: list[int], threshold: int, in_a_row: int
) -> None:
    whole = spells(points(*values), threshold, in_a_row)
    for length in range(len(values)):
        until = day(length)
        earlier = spells(points(*values[:length]), threshold, in_a_row)
        known = [spell for spell in whole if spell.fired < until]
        ended = [
            spell.cleared if spell.cleared and spell.cleared < until else None for spell in known
        ]
        assert earlier == tuple(
            spell._replace(cleared=end) for spell, end in zip(known, ended, strict=True)
        )


@given(VALUES, st.integers(1, 40))
def test_one_bad_reading_among_good_ones_never_fires(values: list[int], threshold: int) -> None:
    calm = [value for bad in values for value in (bad, threshold - 1)]
    assert spells(points(*calm), threshold, 2) == ()


def test_without_a_threshold_nothing_fires() -> None:
    assert spells(points(999, 999, 999), None, 3) == ()


def test_an_organisation_that_set_none_is_judged_by_what_is_published() -> None:
    found = transition_signals(replace(CENTRAL, queue=None), backlog(99, 99, 99), day(9))
    thresholds = {signal.measure: tuple(signal.threshold) for signal in found.signals}
    assert thresholds == {
        Measure.DEPTH: (None, Origin.UNSET),
        Measure.MODEL_PRODUCING_TEAMS: (5, Origin.PUBLISHED),
        Measure.MODELS: (None, Origin.UNSET),
    }
    assert found.firing == ()


def test_the_map_says_how_many_in_a_row() -> None:
    queue = Queue(signals=Thresholds(depth=25, in_a_row=2))
    found = transition_signals(replace(CENTRAL, queue=queue), backlog(26, 27), day(9))
    assert [signal.measure for signal in found.firing] == [Measure.DEPTH]


def test_a_count_of_a_day_is_a_reading_of_the_map() -> None:
    queue = Queue(signals=Thresholds(models=12))
    counts = tuple(
        DayCount(day=day(n).date(), at=day(n), models=12 + n, producing_teams=2, named=3)
        for n in range(3)
    )
    found = transition_signals(replace(CENTRAL, queue=queue), Backlog(counts=counts), day(3))
    (models,) = found.firing
    assert (models.measure, models.firing, models.now) == (
        Measure.MODELS,
        Spell(day(0), day(2)),
        len(NORTHWIND.models),
    )


def test_a_teams_share_is_no_reading_of_the_whole_queue() -> None:
    shares = tuple(reading(number, 99, team="growth") for number in range(5))
    found = transition_signals(CENTRAL, Backlog(shares), day(9))
    assert (found.firing, found.last) == ((), None)
    assert found.shares == (("growth", shares[-1]),)


def test_of_two_readings_of_one_instant_the_later_said_counts() -> None:
    kept = Backlog((reading(0, 310), reading(0, 31, said=5)))
    assert depth_of(transition_signals(CENTRAL, kept, day(9))).points == (Point(day(0), 31),)


def test_readings_are_judged_in_the_order_of_their_instants() -> None:
    late = Backlog((reading(2, 30), reading(1, 30), reading(0, 30)))
    found = transition_signals(CENTRAL, late, day(9))
    assert depth_of(found).firing == Spell(day(0), day(2))


def test_what_is_read_later_is_not_known_yet() -> None:
    found = transition_signals(CENTRAL, backlog(30, 30, 30), day(1))
    assert (found.firing, depth_of(found).high_in_a_row) == ((), 2)


HIGH = (30, 30, 30)
FIRST = Told(day(2), Occasion.FIRST, 1)


@pytest.mark.parametrize(
    ("depths", "told", "at", "expected"),
    [
        ((30, 30), [], 2, None),
        (HIGH, [], 2, Occasion.FIRST),
        (HIGH, [FIRST], 3, None),
        (HIGH, [FIRST], 8, None),
        (HIGH, [FIRST], 9, Occasion.AGAIN),
        (HIGH, [FIRST, Told(day(9), Occasion.AGAIN, 1)], 10, None),
        ((*HIGH, 5), [FIRST], 3, Occasion.CLEAR),
        ((*HIGH, 5), [FIRST, Told(day(3), Occasion.CLEAR, 1)], 30, None),
        ((*HIGH, 5), [], 3, None),
        ((*HIGH, 5, *HIGH), [FIRST, Told(day(3), Occasion.CLEAR, 1)], 6, Occasion.FIRST),
    ],
)
def test_the_platform_team_hears_of_it_as_seldom_as_it_may(
    depths: tuple[int, ...], told: list[Told], at: int, expected: Occasion | None
) -> None:
    found = transition_signals(CENTRAL, backlog(*depths), day(at))
    assert occasion(found, told, None, day(at)) is expected


def test_whoever_acknowledged_is_left_alone_until_then() -> None:
    found = found_in(*HIGH)
    known = Acknowledgement(by="goran", at=day(3), until=day(20))
    said = Backlog(acknowledgements=(known,))
    assert occasion(found, [FIRST], said.acknowledged(day(19)), day(19)) is None
    assert occasion(found, [FIRST], said.acknowledged(day(20)), day(20)) is Occasion.AGAIN


def test_a_further_signal_is_told_even_to_whoever_acknowledged() -> None:
    kept = replace(
        backlog(*HIGH),
        counts=tuple(
            DayCount(day=day(n).date(), at=day(n), models=1, producing_teams=5, named=1)
            for n in (4, 5, 6)
        ),
    )
    found = transition_signals(CENTRAL, kept, day(6))
    known = Acknowledgement(by="goran", at=day(3), until=day(20))
    assert found.episode is not None
    assert found.episode.firings == 2
    assert occasion(found, [FIRST], known, day(6)) is Occasion.FURTHER
    assert occasion(found, [FIRST, Told(day(6), Occasion.FURTHER, 2)], known, day(6)) is None


@pytest.mark.parametrize("pattern", [None, *(p for p in Pattern if p is not Pattern.CENTRALISED)])
def test_in_no_other_pattern_do_the_signals_mean_anything(pattern: Pattern | None) -> None:
    elsewhere = replace(CENTRAL, organisation=replace(CENTRAL.organisation, pattern=pattern))
    found = transition_signals(elsewhere, backlog(*HIGH), day(3))
    assert found.firing
    assert occasion(found, [], None, day(3)) is None


@given(st.lists(st.integers(10, 40), min_size=1, max_size=60), st.sets(st.integers(0, 59)))
def test_nothing_is_said_twice_whatever_the_readings(depths: list[int], asleep: set[int]) -> None:
    """Day by day, on some of which nobody looks."""
    told: list[Told] = []
    for number in range(len(depths)):
        found = transition_signals(CENTRAL, backlog(*depths[: number + 1]), day(number))
        why = None if number in asleep else occasion(found, told, None, day(number))
        if why and found.episode:
            told.append(Told(day(number), why, found.episode.firings))
    for earlier, later in pairwise(told):
        if later.occasion is Occasion.AGAIN:
            assert later.at - earlier.at >= REPEATED_AFTER
        assert (earlier.occasion, later.occasion) != (Occasion.CLEAR, Occasion.CLEAR)
