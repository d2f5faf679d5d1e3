"""Several processes at one database: nothing is lost, and a copy can be made meanwhile."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.errors import BackupExists, DamagedDatabase, UnavailableDatabase
from knowledge.store import Store, back_up
from tests.databases import database_of

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[3]
UNDECLARED = ("demand-2026", "drift", "search-ranker", "search-suggest")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "whoowns.db"
    database_of(path, actor="root", at=NOON, source="test")
    return path


def declaring(path: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.knowledge.store.declaring", str(path), *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_what_several_processes_declare_at_once_is_all_kept(path: Path) -> None:
    processes = [declaring(path, model, "25", model) for model in UNDECLARED]
    printed = [process.communicate()[0].splitlines() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    revisions = sorted(int(line.split()[0]) for lines in printed for line in lines)
    assert revisions == list(range(2, 102))
    with closing(sqlite3.connect(path)) as raw:
        kept = raw.execute("SELECT actor, count(*) FROM revision GROUP BY actor").fetchall()
    assert dict(kept) == dict.fromkeys(UNDECLARED, 25) | {"root": 1}


def test_a_backup_made_while_others_write_is_one_whole_state(path: Path, tmp_path: Path) -> None:
    with declaring(path, "elena", "300", *UNDECLARED) as process, Store.open(path) as store:
        assert process.stdout is not None
        process.stdout.readline()
        copies: list[Path] = []
        while process.poll() is None and len(copies) < 10:
            copies.append(tmp_path / f"backup-{len(copies)}.db")
            store.backup(copies[-1])
        process.communicate()
    for copy in copies:
        assert_whole(copy)
    assert {file.name for file in tmp_path.iterdir()} >= {copy.name for copy in copies}
    assert not list(tmp_path.glob("*.partial"))


def assert_whole(copy: Path) -> None:
    with Store.open(copy) as store:
        ownership = store.load()
    assert ownership is not None
    pages = [ownership.models[model].pages.infrastructure for model in UNDECLARED]
    assert pages[0] is not None
    assert pages.count(pages[0]) == len(UNDECLARED)


def test_a_backup_replaces_nothing(path: Path, tmp_path: Path) -> None:
    occupied = tmp_path / "precious.txt"
    occupied.write_text("precious")
    with pytest.raises(BackupExists):
        back_up(path, occupied)
    assert occupied.read_text() == "precious"


def test_a_backup_is_one_file(path: Path, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    back_up(path, tmp_path / "copies" / "whoowns.db")
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["whoowns.db"]


def test_a_backup_is_readable_by_nobody_who_may_not_read_the_database(
    path: Path, tmp_path: Path
) -> None:
    path.chmod(0o600)
    back_up(path, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_a_backup_that_cannot_be_written_is_laid_to_its_own_path(
    path: Path, tmp_path: Path
) -> None:
    nowhere = tmp_path / "missing" / "copy.db"
    with Store.open(path) as store, pytest.raises(UnavailableDatabase) as refused:
        store.backup(nowhere)
    assert refused.value.path == nowhere


def test_there_is_no_backup_of_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnavailableDatabase):
        back_up(tmp_path / "nowhere.db", tmp_path / "copy.db")
    assert not list(tmp_path.iterdir())


def test_a_damaged_database_is_not_passed_on_as_a_good_copy(path: Path, tmp_path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8_192:12_288] = b"\xff" * 4_096
    path.write_bytes(content)
    with pytest.raises(DamagedDatabase):
        back_up(path, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
