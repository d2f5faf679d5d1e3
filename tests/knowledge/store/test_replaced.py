"""What is kept beside the declarations is added to: `INSERT OR REPLACE` takes nothing out of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from knowledge import schema
from knowledge.backlog import Acknowledgement, DayCount, QueueReading
from knowledge.concerns import Cause
from knowledge.dismissal import Dismissal
from knowledge.entities import PageKind
from knowledge.ownership import PageKey
from knowledge.reminders import Claim, Opening, Respite, Sent, Sort, Step
from knowledge.store import Dismissals, Readings, Store
from knowledge.store.concerns import Concerns
from knowledge.store.connection import connect
from knowledge.store.leases import Leases
from knowledge.store.reminders import LEASE, Reminders
from knowledge.store.respites import Respites

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PAGE = PageKey("churn", PageKind.MODEL_QUALITY)
OPENED = Step([Opening(PAGE, Cause.GAP, NOON, NOON)], [], [])
TABLES = (
    "queue_reading",
    "day_count",
    "signals_acknowledged",
    "dismissal",
    "respite",
    "concern",
    "reminder",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "whoowns.db") as store:
        fill(store)
        yield store


def fill(store: Store) -> None:
    readings = Readings(store)
    for number in (1, 2):
        readings.record(
            QueueReading(
                at=NOON,
                depth=number,
                reported_by="a",
                source="b",
                reported_at=NOON,
                request=f"r{number}",
            )
        )
        readings.count(
            DayCount(day=date(2026, 11, number), at=NOON, models=number, producing_teams=1, named=1)
        )
        readings.acknowledge(Acknowledgement(by="a", at=NOON, until=NOON + number * HOUR))
        Dismissals(store).dismiss(Dismissal(f"gap:{number}", "a", NOON, "b", "pilot"))
        Respites(store).grant(Respite(Sort.MODEL, f"m{number}", NOON, "a", NOON, "b", None))
    concerns = Concerns(store)
    concerns.note(OPENED, 0, NOON)
    concerns.note(Step([], concerns.open(), []), 0, NOON)
    concerns.note(OPENED, 0, NOON + HOUR)
    told(store, "k1")
    told(store, "k2")


def told(store: Store, key: str) -> bool:
    """Claim and send a reminder; False where it was sent before."""
    hold = Leases(store, LEASE).hold("here", NOON, HOUR)
    assert hold is not None
    claim = Claim(key, "digest", "C1", ("1",), "{}", NOON, "slack", "C1")
    if not Reminders(store).claim(claim, hold.fence):
        return False
    return Reminders(store).record(Sent(claim, NOON, "17.1"), hold.fence)


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(store.path)) as raw:
        return {
            table: raw.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()  # noqa: S608  # constants
            for table in TABLES
        }


@pytest.mark.parametrize(
    "statement",
    [
        *(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}" for table in TABLES),  # noqa: S608  # constants
        *(f"UPDATE OR REPLACE {table} SET rowid = 1 WHERE rowid = 2" for table in TABLES),  # noqa: S608  # constants
        *(f"DELETE FROM {table}" for table in TABLES),  # noqa: S608  # constants
        "REPLACE INTO queue_reading SELECT 9, at, 0, NULL, team, 'x', 'x', at, 'r1' FROM queue_reading",
        "REPLACE INTO concern SELECT 9, model, page, cause, since, appeared, NULL FROM concern",
        "UPDATE OR REPLACE concern SET closed_at = NULL WHERE number = 1",
        "UPDATE concern SET model = 'drift' WHERE number = 1",
        "UPDATE concern SET model = 'drift', since = 'x' WHERE number = 2",
        (
            "REPLACE INTO reminder SELECT 9, 'k1', kind, place, about, 'other', fence, claimed_at,"
            " NULL, platform, channel, message, failure FROM reminder"
        ),
        "UPDATE OR REPLACE reminder SET key = 'k1' WHERE key = 'k2'",
    ],
)
def test_no_row_is_replaced(store: Store, statement: str) -> None:
    before = rows(store)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as raw:
        try:
            raw.execute(statement)
        except sqlite3.IntegrityError:
            pass
        else:
            assert "reminder" in statement or "REPLACE INTO concern" in statement
    assert rows(store) == before


def test_what_was_there_before_can_be_said_again(store: Store) -> None:
    """The guards are in nobody's way: a claim is refused, a request is known, a concern is open."""
    assert not told(store, "k1")
    assert told(store, "k3")
    again = QueueReading(
        at=NOON, depth=7, reported_by="a", source="b", reported_at=NOON, request="r1"
    )
    kept = Readings(store).record(again)
    assert kept is not None
    assert kept.depth == 1
    Concerns(store).note(OPENED, 0, NOON)
    assert [tracked.number for tracked in Concerns(store).open()] == [2]
    (tracked,) = Concerns(store).open()
    moved = replace(tracked, page=PAGE._replace(model="attrition"))
    Concerns(store).note(Step([], [], [moved]), 0, NOON)
    assert Concerns(store).open() == [moved]


def test_a_database_from_before_the_guards_keeps_its_rows(tmp_path: Path, store: Store) -> None:
    old = tmp_path / "old.db"
    with closing(connect(old)) as db:
        schema.migrations.apply(db, stop_before="0012_whole_records")
        db.execute("ATTACH ? AS other", [str(store.path)])
        for table in TABLES:
            db.execute(f"INSERT INTO {table} SELECT * FROM other.{table}")  # noqa: S608  # constants
    before = rows(store)
    with Store.open(old) as opened:
        assert rows(opened) == before
        with pytest.raises(sqlite3.IntegrityError), opened.writing() as db:
            db.execute("INSERT OR REPLACE INTO respite SELECT * FROM respite")
