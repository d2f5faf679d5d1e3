"""What opening a file does to it, and which files are refused."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from knowledge.errors import (
    DamagedDatabase,
    NewerDatabase,
    ReplacedDatabase,
    UnavailableDatabase,
)
from knowledge.store import Store, connection
from knowledge.store.connection import open_migrated
from knowledge.store.copying import copied

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OPEN = "import sys, pathlib; from knowledge.store import Store; sys.stdin.read();"
OPEN += "Store.open(pathlib.Path(sys.argv[1])).close()"


def test_several_processes_may_make_the_same_database_at_once(tmp_path: Path) -> None:
    path = tmp_path / "whoowns.db"
    command = [sys.executable, "-c", OPEN, str(path)]
    processes = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(4)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    with Store.open(path) as store:
        assert store.revision() == 0


def test_the_settings_that_durability_and_sharing_need_are_on(tmp_path: Path) -> None:
    path = tmp_path / "whoowns.db"
    Store.open(path).close()
    with closing(connection.connect(path)) as db:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    assert found == ["wal", 2, 1, connection.PATIENCE * 1000]


def test_a_database_from_a_later_version_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "whoowns.db"
    Store.open(path).close()
    with closing(Database(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.table("_sqlite_migrations").insert(
            {"migration_set": "whoowns", "name": "9999_later", "applied_at": "2030"}
        )
    before = path.read_bytes()
    with pytest.raises(NewerDatabase) as refused:
        Store.open(path)
    assert (refused.value.path, refused.value.detail) == (path, "9999_later")
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (id)")
    before = path.read_bytes()
    with pytest.raises(DamagedDatabase):
        Store.open(path)
    assert path.read_bytes() == before


def no_database(path: Path) -> None:
    path.write_text("organisation: {name: Northwind}\n" * 100)


def cut_short(path: Path) -> None:
    Store.open(path).close()
    path.write_bytes(path.read_bytes()[:6_000])


def overwritten(path: Path) -> None:
    Store.open(path).close()
    path.write_bytes(path.read_bytes()[:4_096] + b"\xff" * (path.stat().st_size - 4_096))


@pytest.mark.parametrize("damage", [no_database, cut_short, overwritten])
def test_a_damaged_file_is_reported_as_one(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    path = tmp_path / "whoowns.db"
    damage(path)
    with pytest.raises(DamagedDatabase) as refused, Store.open(path) as store:
        store.load()
    assert refused.value.path == path


@pytest.mark.parametrize("value", ['{"nam":"N"}', '{"name":'])
def test_a_value_that_is_no_entity_is_damage_too(tmp_path: Path, value: str) -> None:
    path = tmp_path / "whoowns.db"
    with Store.open(path) as store:
        with closing(sqlite3.connect(path)) as raw, raw:
            raw.execute(
                "INSERT INTO revision VALUES (1, '2026-11-23T12:00:00+00:00', 'a', 'b', '')"
            )
            raw.execute("INSERT INTO declaration VALUES (1, 'organisation', '', '', ?, 1)", [value])
        with pytest.raises(DamagedDatabase):
            store.load()


@pytest.mark.parametrize("place", [".", "nowhere/whoowns.db"])
def test_a_path_that_cannot_be_a_database_is_unavailable(tmp_path: Path, place: str) -> None:
    with pytest.raises(UnavailableDatabase):
        Store.open(tmp_path / place)


def test_a_file_that_stays_locked_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "whoowns.db"
    Store.open(path).close()
    locking = closing(sqlite3.connect(path, isolation_level=None))
    with locking as other, Store.open(path, patience=0.05) as store:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UnavailableDatabase):
            store.record([], actor="root", at=NOON, source="test")


def test_a_store_whose_file_is_gone_is_not_reachable(tmp_path: Path) -> None:
    path = tmp_path / "whoowns.db"
    with Store.open(path) as store:
        assert store.is_reachable()
        path.unlink()
        assert not store.is_reachable()
        Store.open(path).close()
        assert not store.is_reachable()
    assert not store.is_reachable()


def test_nothing_is_declared_in_a_file_that_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "whoowns.db"
    with Store.open(path) as store:
        path.unlink()
        with pytest.raises(ReplacedDatabase):
            store.record([], actor="root", at=NOON, source="test")


@pytest.mark.parametrize("others", [0, 1])
def test_nothing_is_declared_where_the_log_is_gone(tmp_path: Path, others: int) -> None:
    path = tmp_path / "whoowns.db"
    with Store.open(path) as store:
        for companion in tmp_path.glob("whoowns.db-*"):
            companion.unlink()
        for _ in range(others):
            subprocess.run([sys.executable, "-c", OPEN, str(path)], input=b"", check=True)
        with pytest.raises(ReplacedDatabase):
            store.record([], actor="root", at=NOON, source="test")


def test_what_is_read_of_a_copy_knows_nothing_of_the_log_of_the_original(tmp_path: Path) -> None:
    path = tmp_path / "whoowns.db"
    with Store.open(path):
        copy = copied(path, tmp_path / "copy.db")
        with closing(Store(path, open_migrated(path, file=copy))) as looking:
            for companion in tmp_path.glob("whoowns.db-*"):
                companion.unlink()
            assert looking.load() is None


def test_any_name_is_that_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Store.open(Path(":memory:")).close()
    assert (tmp_path / ":memory:").exists()
