"""A database that can't be written to is read as it stands, its log included, and stays as it is."""

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import whoowns
from bot.wording.trouble import trouble_text
from knowledge import schema
from knowledge.difference import difference
from knowledge.errors import ReadOnlyDatabase
from knowledge.store import Store, back_up
from knowledge.store.connection import connect
from tests.northwind import NORTHWIND, NOW
from tests.read_only import snapshot, without_privileges

LOOKING = (
    ("ask", "who owns churn quality"),
    ("ask", "--json", "--at", "2026-11-24T10:00", "churn"),
    ("export",),
    ("export", "--at", "2026-11-24"),
    ("audit", "churn"),
    ("health",),
    ("plan",),
    ("signals",),
    ("queue", "list"),
    ("onboarding", "status"),
    ("drill",),
    ("remind", "--dry-run", "--at", "2026-11-30T10:00"),
    ("import", "--dry-run", "bot/sample/ownership.yaml"),
)


def declared(path: Path) -> Store:
    store = Store.open(path)
    store.record(difference(None, NORTHWIND), actor="elena", at=NOW, source="import a.yaml")
    return store


def closed_in_order(path: Path) -> None:
    declared(path).close()


def backed_up(path: Path) -> None:
    with closing(declared(path.with_name("origin.db"))) as store:
        back_up(store.path, path)


def cut_off(path: Path) -> None:
    """By a crash, or a snapshot of the disk: whatever was declared is in the log still."""
    with closing(declared(path.with_name("origin.db"))) as store:
        for part in ("", "-wal"):
            Path(f"{path}{part}").write_bytes(Path(f"{store.path}{part}").read_bytes())


def from_an_earlier_version(path: Path) -> None:
    with closing(connect(path)) as db:
        schema.migrations.apply(db, stop_before="0006_reminders")
        db.execute("INSERT INTO revision VALUES (1, '2026-11-23T12:00:00+00:00', 'a', 'b', NULL)")
        for number, kind, subject, value in (
            (1, "organisation", "", '{"name": "Northwind"}'),
            (2, "model", "churn", "{}"),
        ):
            db.execute(
                "INSERT INTO declaration VALUES (?, ?, ?, '', ?, 1, NULL)",
                [number, kind, subject, value],
            )


def run(database: Path, *words: str) -> Result:
    return CliRunner().invoke(whoowns, [*words, "--database", str(database)])


def told(result: Result, database: Path) -> tuple[int, str]:
    """What is told, wherever it comes from."""
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output.replace(str(database), "DATABASE")


def contents(directory: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in directory.iterdir()}


@pytest.mark.parametrize("make", [closed_in_order, backed_up, cut_off, from_an_earlier_version])
def test_whoever_only_looks_is_told_what_others_are(make: object, tmp_path: Path) -> None:
    assert callable(make)
    make(database := tmp_path / "whoowns.db")
    with snapshot(database) as frozen:
        before = contents(frozen.parent)
        there = [told(run(database, *words), database) for words in LOOKING]
        with without_privileges():
            here = [told(run(frozen, *words), frozen) for words in LOOKING]
        assert contents(frozen.parent) == before
    assert here == there
    assert "NOBODY is named for model-quality pages on churn" in here[0][1]
    assert {code for code, _ in here} <= {0, 1}


def test_a_backup_of_it_holds_what_is_in_the_log(tmp_path: Path) -> None:
    cut_off(tmp_path / "whoowns.db")
    with snapshot(tmp_path / "whoowns.db") as frozen:
        copy = frozen.parent.parent / "copy.db"
        frozen.parent.parent.chmod(0o777)
        with without_privileges():
            back_up(frozen, copy)
        with Store.open(copy) as store:
            assert store.load() == NORTHWIND.at_revision(1)


@pytest.mark.parametrize(
    "words", [("chat",), ("queue", "record", "31"), ("import", "bot/sample/ownership.yaml")]
)
def test_whoever_would_change_it_is_told_what_to_do(tmp_path: Path, words: tuple[str, ...]) -> None:
    closed_in_order(tmp_path / "whoowns.db")
    with snapshot(tmp_path / "whoowns.db") as frozen:
        before = contents(frozen.parent)
        run(tmp_path / "whoowns.db", *words)
        with without_privileges():
            refused = run(frozen, *words)
        assert contents(frozen.parent) == before
    assert isinstance(refused.exception, ReadOnlyDatabase)
    assert trouble_text(refused.exception) == (
        f"{frozen} can be read and not written to, so nothing can be changed there. Give this user"
        " the right to write to the file and its directory; or make a copy with `whoowns backup`,"
        " and name that one."
    )


@pytest.mark.parametrize(
    "words", [("ask", "churn"), ("chat",), ("export",), ("import", "bot/sample/ownership.yaml")]
)
def test_a_directory_that_may_not_be_entered_says_nothing_of_what_was_asked(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    closed_in_order(tmp_path / "whoowns.db")
    with snapshot(tmp_path / "whoowns.db") as frozen:
        frozen.parent.chmod(0o600)
        with without_privileges():
            refused = run(frozen, *words)
    said = f"{frozen} can't be reached: this user has no right to it, or to its directory.\n"
    assert (refused.exit_code, refused.output) == (3, said)


def test_an_export_to_one_says_so(tmp_path: Path) -> None:
    closed_in_order(tmp_path / "whoowns.db")
    with snapshot(tmp_path / "whoowns.db") as frozen, snapshot(tmp_path / "whoowns.db") as closed:
        closed.parent.chmod(0o600)
        with without_privileges():
            refused = run(frozen, "export", str(closed.parent / "map.yaml"))
    assert (refused.exit_code, "Permission denied" in refused.output) == (1, True), refused.output
