"""What is kept of the central queue."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from knowledge.backlog import NOTHING_KEPT, Acknowledgement, DayCount, QueueReading
from knowledge.store import Readings, Store
from tests.databases import fresh

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
READING = QueueReading(
    at=NOW, depth=31, reported_by="goran", source="slack", reported_at=NOW, oldest_days=12
)
COUNT = DayCount(day=date(2026, 11, 23), at=NOW, models=9, producing_teams=2, named=4)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fresh(tmp_path / "whoowns.db") as store:
        yield store


def test_all_that_was_kept_comes_back_in_its_order(store: Store) -> None:
    readings = Readings(store)
    assert readings.backlog() == NOTHING_KEPT
    share = replace(READING, depth=9, team="growth")
    known = Acknowledgement(by="goran", at=NOW, until=NOW.replace(month=12), reason="a freeze")
    assert readings.record(READING) is None
    readings.record(share)
    readings.count(COUNT)
    readings.acknowledge(known)
    kept = readings.backlog()
    assert kept.readings == (READING, share)
    assert (kept.counts, kept.acknowledgements) == ((COUNT,), (known,))


def test_a_repeated_request_is_kept_once(store: Store) -> None:
    readings = Readings(store)
    sent = replace(READING, request="nightly-2026-11-23")
    assert readings.record(sent) is None
    assert readings.record(replace(sent, depth=99)) == sent
    assert readings.backlog().readings == (sent,)


def test_a_day_is_counted_once(store: Store) -> None:
    readings = Readings(store)
    assert readings.count(COUNT)
    assert not readings.count(replace(COUNT, models=10))
    assert readings.backlog().counts == (COUNT,)


@pytest.mark.parametrize("table", ["queue_reading", "day_count", "signals_acknowledged"])
def test_nothing_of_it_is_ever_changed(store: Store, table: str) -> None:
    readings = Readings(store)
    readings.record(READING)
    readings.count(COUNT)
    readings.acknowledge(Acknowledgement(by="goran", at=NOW, until=NOW.replace(month=12)))
    with closing(sqlite3.connect(store.path)) as raw:
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET at = ''"):  # noqa: S608
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute(statement)
