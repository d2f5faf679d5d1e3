"""The map of a past instant is read back as it was declared then."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from knowledge.changes import Change, Kind
from knowledge.difference import difference
from knowledge.entities import Declaration, Model, Page
from knowledge.errors import DamagedDatabase
from knowledge.ownership import OwnershipMap
from knowledge.restating import Restated
from knowledge.store import Memory, Store
from tests.databases import fresh, store_of
from tests.knowledge.mapfile.maps import ownership_maps
from tests.knowledge.store.past import MINUTE, NOON, QUALITY, churn_quality, known, remembering
from tests.northwind import NORTHWIND


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    yield from remembering(tmp_path / "whoowns.db")


def churn_at(memory: Memory, instant: datetime) -> Page | None:
    then = memory.at(instant)
    return churn_quality(then and then.ownership)


def go_on_otherwise(store: Store) -> None:
    """Restore a backup of as many revisions: churn goes to Hana, and something else is declared."""
    backup = store.path.with_name("backup.db")
    with store_of(backup, actor="root", at=NOON, source="import a.yaml") as other:
        changes = (
            Change(Kind.MODEL, "churn", QUALITY, Page(owner="growth"), Page(owner="hana")),
            Change(Kind.MODEL, "demand-2026", QUALITY, None, Page(owner="tomas")),
        )
        for number, change in enumerate(changes, 1):
            at = NOON + number * MINUTE + timedelta(seconds=1)
            other.record([change], actor="hana", at=at, source="slack")
    with closing(sqlite3.connect(backup)) as old, closing(sqlite3.connect(store.path)) as live:
        old.backup(live)


def test_what_is_remembered_of_a_past_that_a_restored_backup_undid_is_forgotten(
    store: Store,
) -> None:
    memory = Memory(store, store.load)
    instant = NOON + MINUTE * 1.5
    owners = [churn_at(memory, instant)]
    go_on_otherwise(store)
    owners.append(churn_at(memory, instant))
    assert [page and page.owner for page in owners] == ["priya", "hana"]


@pytest.mark.parametrize("minutes", [1.5, 2.5])
def test_no_past_is_told_by_a_map_that_a_restored_backup_undid(
    store: Store, minutes: float
) -> None:
    stale = store.load()
    memory = Memory(store, lambda: stale)
    go_on_otherwise(store)
    assert churn_at(memory, NOON + MINUTE * minutes) == Page(owner="hana")


@pytest.mark.parametrize("revision", [1, 2, 3])
def test_nothing_is_kept_of_a_map_that_a_restored_backup_undid(store: Store, revision: int) -> None:
    known_before = known(store.at_revision(revision))
    go_on_otherwise(store)
    assert store.since(known_before) == store.load()


class TestTheMapOfAPastInstant:
    def test_is_what_the_last_revision_before_it_left(self, store: Store) -> None:
        first, second, third = (store.at(NOON + number * MINUTE) for number in range(3))
        assert first == replace(NORTHWIND, revision=1)
        assert churn_quality(second) == Page(owner="priya", escalation=("tomas",))
        assert churn_quality(third) is None

    def test_begins_with_the_revision_of_that_instant(self, store: Store) -> None:
        microsecond = timedelta(microseconds=1)
        revisions = [
            known(store.at(NOON + MINUTE + d)).revision for d in (-microsecond, MINUTE * 0)
        ]
        assert revisions == [1, 2]

    def test_is_none_before_anything_was_declared(self, store: Store) -> None:
        assert store.at(NOON - MINUTE) is None
        assert store.at_revision(0) is None

    def test_is_that_of_now_for_any_later_instant(self, store: Store) -> None:
        assert store.at(NOON + timedelta(days=1)) == store.load()
        assert store.at_revision(99) == store.load() == store.at_revision(3)

    def test_tells_who_had_declared_a_page_then(self, store: Store) -> None:
        page = churn_quality(store.at_revision(2))
        assert page is not None
        assert page.declared == Declaration(
            by="elena", at=NOON + MINUTE, source="slack", reason="she moved", stamped=True
        )
        before = churn_quality(store.at_revision(1))
        assert before is not None
        assert before.declared is not None
        assert before.declared.by == "root"

    def test_follows_the_order_of_revisions_where_clocks_differ(self, store: Store) -> None:
        slow_clock = NOON + MINUTE * 1.5
        change = Change(Kind.MODEL, "churn", QUALITY, None, Page(owner="hana"))
        store.record([change], actor="hana", at=slow_clock, source="slack")
        assert churn_quality(store.at(NOON + MINUTE * 3)) == Page(owner="hana")

    def test_is_the_same_though_another_process_declares_something_meanwhile(
        self, store: Store
    ) -> None:
        later = Change(Kind.MODEL, "churn", QUALITY, None, Page(owner="hana"))

        def current() -> OwnershipMap | None:
            with store.another() as other:
                if other.revision() == 3:
                    other.record([later], actor="hana", at=NOON + MINUTE * 3, source="slack")
                return other.load()

        memory = Memory(store, current)
        for _ in range(2):
            then = memory.at(NOON + MINUTE * 2)
            assert then is not None
            assert then.ownership == store.at(NOON + MINUTE * 2)

    @settings(max_examples=20, deadline=None)
    @given(ownership_maps(), ownership_maps())
    def test_is_the_same_whatever_came_after(
        self, first: OwnershipMap, second: OwnershipMap
    ) -> None:
        with TemporaryDirectory() as directory, fresh(Path(directory) / "w.db") as store:
            for number, ownership in enumerate((first, second, first)):
                changes = difference(store.load(), ownership)
                store.record(changes, actor="a", at=NOON + number * MINUTE, source="test")
            assert replace(known(store.at(NOON)), revision=0) == first
            assert replace(known(store.at(NOON + MINUTE)), revision=0) == second


def test_a_model_that_was_spoilt_since_hides_neither_the_past_nor_what_came_after(
    tmp_path: Path,
) -> None:
    models = {f"m-{number}": Model(f"m-{number}") for number in range(2_000)}
    spoilt = Restated("m-7", b"{}", b'{"runbook":"no address"}')
    mended = Restated("m-7", b"{}", b'{"description":"well"}')
    with fresh(tmp_path / "many.db") as store:
        changes = difference(None, replace(NORTHWIND, models=models))
        store.record(changes, actor="root", at=NOON, source="test")
        store.record([spoilt], actor="root", at=NOON + MINUTE, source="test")
        now = known(store.load())
        with pytest.raises(DamagedDatabase):
            now.models["m-7"]
        then = Memory(store, lambda: now).at(NOON)
        assert then
        assert then.ownership.models == models
        store.record([mended], actor="root", at=NOON + 2 * MINUTE, source="test")
        later = known(store.since(now))
        assert later.models["m-7"] == Model("m-7", description="well")
