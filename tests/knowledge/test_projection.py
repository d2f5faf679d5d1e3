"""The map that a long-running process answers from keeps up with the database."""

import gc
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from knowledge.changes import Change, Kind
from knowledge.difference import difference
from knowledge.entities import Model, Page, PageKind
from knowledge.errors import DamagedDatabase, ReplacedDatabase
from knowledge.ownership import OwnershipMap
from knowledge.projection import Projection
from knowledge.restating import Restated
from knowledge.store import Store
from knowledge.store.requests import Requests
from tests.databases import fresh
from tests.northwind import NORTHWIND

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MANY = replace(
    NORTHWIND,
    models={f"m-{number}": Model(id=f"m-{number}") for number in range(2_000)},
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fresh(tmp_path / "whoowns.db") as store:
        yield store


@pytest.fixture
def projection(store: Store) -> Iterator[Projection]:
    declare(store, NORTHWIND)
    with Projection(store, unseen=0) as projection:
        yield projection


def declare(store: Store, ownership: OwnershipMap) -> None:
    changes = difference(store.load(), ownership)
    store.record(changes, actor="root", at=NOON, source="test")


def assign(store: Store, owner: str) -> None:
    page = Change(Kind.MODEL, "demand-2026", PageKind.MODEL_QUALITY, None, Page(owner=owner))
    store.record([page], actor="root", at=NOON, source="slack")


def known(ownership: OwnershipMap | None) -> OwnershipMap:
    assert ownership is not None
    return ownership


def settled(projection: Projection) -> OwnershipMap | None:
    """The map once no loading is under way."""
    deadline = time.monotonic() + 30
    projection.current()
    while loader := projection._loader:
        assert time.monotonic() < deadline
        loader.join(0.1)
    return projection.current()


def test_nothing_is_declared_at_first(store: Store) -> None:
    with Projection(store, unseen=0) as projection:
        assert projection.current() is None
        declare(store, NORTHWIND)
        assert projection.current() == replace(NORTHWIND, revision=1)


def test_the_next_answer_after_a_small_change_is_right(
    store: Store, projection: Projection
) -> None:
    before = projection.current()
    assign(store, "hana")
    after = projection.current()
    assert after is not None
    page = after.models["demand-2026"].pages.model_quality
    assert page is not None
    assert page.owner == "hana"
    assert after.revision == 2
    assert before == replace(NORTHWIND, revision=1)


def test_nothing_new_is_the_same_map(store: Store, projection: Projection) -> None:
    before = projection.current()
    Requests(store).first_sight("Ev1", NOON)
    assert projection.current() is before


def test_the_old_map_answers_on_until_a_mass_import_is_loaded(
    store: Store, projection: Projection
) -> None:
    before = projection.current()
    declare(store, MANY)
    assert projection.current() is before
    assert settled(projection) == replace(MANY, revision=2)


def test_models_that_say_something_else_are_told_of_before_all_of_them_are_made(
    store: Store, projection: Projection
) -> None:
    declare(store, MANY)
    before = settled(projection)
    assert before is not None
    described = {m.id: replace(m, description="new") for m in MANY.models.values()}
    declare(store, replace(MANY, models=described))
    while (now := projection.current()) is before:
        time.sleep(0.001)
    assert now is not None
    assert now.models["m-7"].description == "new"
    assert now.model_names is before.model_names
    assert before.models["m-7"].description is None
    assert now == settled(projection) == replace(MANY, models=described, revision=3)
    assert isinstance(known(projection.current()).models, dict)


def test_what_is_declared_while_models_are_still_unread_holds_at_once_and_stays(
    store: Store, projection: Projection, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(store, MANY)
    before = settled(projection)
    described = {m.id: replace(m, description="new") for m in MANY.models.values()}
    declare(store, replace(MANY, models=described))
    read_on = Event()
    monkeypatch.setattr(Projection, "_rest_long", lambda _: read_on.wait(30))
    while (unread := projection.current()) is before:
        time.sleep(0.001)
    page = Change(Kind.MODEL, "m-7", PageKind.MODEL_QUALITY, None, Page(owner="hana"))
    store.record([page], actor="root", at=NOON, source="slack")
    now = known(projection.current())
    assert now.models["m-7"].pages.model_quality
    assert now.models["m-7"].description == "new"
    read_on.set()
    later = known(settled(projection))
    assert later == now
    assert later.revision == known(unread).revision + 1
    assert later.pages_of["hana"] == (("m-7", PageKind.MODEL_QUALITY),)


def test_another_mass_import_waits_until_all_models_of_the_last_are_read(
    store: Store, projection: Projection, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(store, MANY)
    before = settled(projection)
    texts = ("new", "newer")
    first, second = (
        {m.id: replace(m, description=text) for m in MANY.models.values()} for text in texts
    )
    declare(store, replace(MANY, models=first))
    read_on = Event()
    monkeypatch.setattr(Projection, "_rest_long", lambda _: read_on.wait(30))
    while projection.current() is before:
        time.sleep(0.001)
    declare(store, replace(MANY, models=second))
    assert known(projection.current()).models["m-7"].description == "new"
    read_on.set()
    while known(settled(projection)).revision < 4:
        time.sleep(0.001)
    assert known(projection.current()) == replace(MANY, models=second, revision=4)


def test_a_model_that_is_damaged_is_reported_and_no_other_is_lost(store: Store) -> None:
    declare(store, MANY)
    reported: list[DamagedDatabase] = []
    with Projection(store, unseen=0, damaged=reported.append) as projection:
        settled(projection)
        assert reported == []
        damage_one(store)
        now = known(settled(projection))
        assert len(reported) == 1
        assert now.models["m-200"].description == "new"
        with pytest.raises(DamagedDatabase):
            now.models["m-7"]


def damage_one(store: Store) -> None:
    """In a mass import: all others say something right."""
    ill = Restated("m-7", b"{}", b'{"runbook":"no address"}')
    fine = [Restated(f"m-{number}", b"{}", b'{"description":"new"}') for number in range(100, 300)]
    store.record([ill, *fine], actor="root", at=NOON, source="test")


def test_the_models_of_a_large_map_are_read_once_somebody_has_asked(store: Store) -> None:
    declare(store, MANY)
    with Projection(store, unseen=0) as projection:
        assert projection._loader is None
        assert known(settled(projection)) == replace(MANY, revision=1)
        assert isinstance(known(projection.current()).models, dict)


def test_what_is_declared_while_a_large_map_is_unread_holds_at_once_and_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = {**MANY.models, **NORTHWIND.models}
    declare(store, replace(MANY, models=models))
    read_on = Event()
    monkeypatch.setattr(Projection, "_rest_long", lambda _: read_on.wait(30))
    with Projection(store, unseen=0) as projection:
        assert "demand-2026" in known(projection.current()).models
        assign(store, "hana")
        now = known(projection.current())
        assert now.models["demand-2026"].pages.of(PageKind.MODEL_QUALITY) == Page(owner="hana")
        read_on.set()
        assert known(settled(projection)) == now
        assert dict(now.models) == models | {"demand-2026": now.models["demand-2026"]}


def test_a_model_that_is_damaged_from_the_start_keeps_no_other_from_being_told(
    store: Store,
) -> None:
    declare(store, MANY)
    ill = Restated("m-7", b"{}", b'{"runbook":"no address"}')
    store.record([ill], actor="root", at=NOON, source="test")
    reported: list[DamagedDatabase] = []
    with Projection(store, unseen=0, damaged=reported.append) as projection:
        assert known(projection.current()).models["m-200"] == Model("m-200")
        now = known(settled(projection))
        assert ["m-7: runbook" in str(damage) for damage in reported] == [True]
        assert now.models["m-201"] == Model("m-201")
        with pytest.raises(DamagedDatabase):
            now.models["m-7"]
        store.record(
            [Restated("m-7", b"{}", b'{"description":"well"}')],
            actor="root",
            at=NOON,
            source="test",
        )
        while known(settled(projection)).revision < 3:
            time.sleep(0.001)
        assert known(projection.current()).models["m-7"] == Model("m-7", description="well")
        described = {m.id: replace(m, description="new") for m in MANY.models.values()}
        texts = [Restated(m, b"{}", b'{"description":"new"}') for m in described]
        store.record(texts, actor="root", at=NOON, source="test")
        while known(settled(projection)).revision < 4:
            time.sleep(0.001)
        assert known(projection.current()) == replace(MANY, models=described, revision=4)


def test_what_is_damaged_in_a_map_that_is_replaced_is_reported_no_more(store: Store) -> None:
    declare(store, MANY)

    def say(*texts: tuple[str, bytes]) -> None:
        restated = [Restated(model, b"{}", text) for model, text in texts]
        store.record(restated, actor="root", at=NOON, source="test")

    say(("m-7", b'{"runbook":"no address"}'))
    with Projection(store, unseen=0) as projection:
        with pytest.raises(DamagedDatabase):
            known(settled(projection)).models["m-7"]
        say(("m-8", b'{"description":"new"}'))
        assert known(projection.current()).models["m-8"].description == "new"
        say(*((model, b'{"description":"newer"}') for model in MANY.models))
        while known(settled(projection)).revision < 4:
            time.sleep(0.001)
        assert known(projection.current()).models["m-7"].description == "newer"


def test_where_no_thread_can_be_started_a_model_is_read_when_it_is_asked_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    declare(store, MANY)
    with Projection(store, unseen=0) as projection:
        monkeypatch.setattr(Thread, "start", fail)
        assert known(projection.current()).models["m-7"] == Model("m-7")
        assert known(projection.current()) == replace(MANY, revision=1)


def test_what_is_declared_while_a_mass_import_is_loaded_is_not_forgotten(
    store: Store, projection: Projection
) -> None:
    declare(store, replace(MANY, models={**MANY.models, **NORTHWIND.models}))
    projection.current()
    assign(store, "hana")
    after = settled(projection)
    assert after is not None
    page = after.models["demand-2026"].pages.model_quality
    assert page is not None
    assert page.owner == "hana"


def test_a_mass_import_that_cannot_be_loaded_is_reported(
    store: Store, projection: Projection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DamagedDatabase(store.path)

    declare(store, MANY)
    monkeypatch.setattr(Store, "load", fail)
    with pytest.raises(DamagedDatabase):
        settled(projection)
    monkeypatch.undo()
    assert settled(projection) == replace(MANY, revision=2)


def test_where_no_thread_can_be_started_loading_is_tried_again(
    store: Store, projection: Projection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    declare(store, MANY)
    monkeypatch.setattr(Thread, "start", fail)
    with pytest.raises(RuntimeError):
        projection.current()
    monkeypatch.undo()
    assert settled(projection) == replace(MANY, revision=2)


def test_a_restored_backup_is_what_holds(store: Store, projection: Projection) -> None:
    backup = store.path.with_name("backup.db")
    store.backup(backup)
    assign(store, "hana")
    assert settled(projection) != replace(NORTHWIND, revision=1)
    restore(backup, store.path)
    assert settled(projection) == replace(NORTHWIND, revision=1)


def restore(backup: Path, path: Path) -> None:
    """As `.restore` of the sqlite3 shell does it, while the database is open."""
    with closing(sqlite3.connect(backup)) as old, closing(sqlite3.connect(path)) as live:
        old.backup(live)


@pytest.mark.parametrize("revisions", [1, 2])
@pytest.mark.parametrize("models", [0, 200])
def test_a_restored_backup_that_went_on_otherwise_is_what_holds(
    store: Store, projection: Projection, revisions: int, models: int
) -> None:
    backup = store.path.with_name("backup.db")
    store.backup(backup)
    assign(store, "hana")
    assert settled(projection) != replace(NORTHWIND, revision=1)
    new = {f"new-{number}": Model(id=f"new-{number}") for number in range(models)}
    with Store.open(backup) as other:
        for number in range(revisions):
            named = replace(NORTHWIND.organisation, name=f"Southwind {number}")
            said = replace(NORTHWIND, organisation=named, models={**NORTHWIND.models, **new})
            changes = difference(other.load(), said)
            other.record(changes, actor="root", at=NOON, source="import")
        restored = other.load()
    restore(backup, store.path)
    assert settled(projection) == restored


def test_another_file_in_the_place_of_the_database_is_reported(
    store: Store, projection: Projection
) -> None:
    store.path.rename(store.path.with_name("moved.db"))
    assert projection.current() == replace(NORTHWIND, revision=1)
    Store.open(store.path).close()
    with pytest.raises(ReplacedDatabase):
        projection.current()


def test_another_log_in_the_place_of_that_of_the_database_is_reported(
    store: Store, projection: Projection
) -> None:
    for companion in store.path.parent.glob("*.db-*"):
        companion.unlink()
    assert projection.current() == replace(NORTHWIND, revision=1)
    opened = "import sys, pathlib; from knowledge.store import Store as S; S.open(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", opened, str(store.path)], check=True)
    with pytest.raises(ReplacedDatabase):
        projection.current()


def test_closing_does_not_wait_for_a_mass_import(store: Store) -> None:
    declare(store, NORTHWIND)
    projection = Projection(store)
    declare(store, MANY)
    projection.current()
    loader = projection._loader
    assert loader is not None
    projection.close()
    assert not loader.is_alive()


def test_the_interpreter_is_left_as_it_was(store: Store, projection: Projection) -> None:
    interval = sys.getswitchinterval()
    declare(store, MANY)
    settled(projection)
    assert gc.isenabled()
    assert sys.getswitchinterval() == interval
