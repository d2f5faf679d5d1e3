"""The tables guard what they hold, whoever opens the file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.difference import difference
from knowledge.store import Store
from tests.northwind import NORTHWIND

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def raw(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody with an SQLite shell; there are two revisions."""
    path = tmp_path / "whoowns.db"
    with Store.open(path) as store:
        changes = difference(None, NORTHWIND)
        store.record(changes, actor="root", at=NOW, source="import a.yaml")
        gone = [change._replace(before=change.after, after=None) for change in changes[-1:]]
        store.record(gone, actor="root", at=NOW, source="import a.yaml")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM revision",
        "UPDATE revision SET actor = 'somebody else'",
        "DELETE FROM declaration",
        "DELETE FROM declaration WHERE until_revision IS NOT NULL",
        "INSERT OR REPLACE INTO revision VALUES (1, '', '', '', '')",
        "UPDATE declaration SET value = '{}'",
        "UPDATE declaration SET value = '{}', until_revision = 2 WHERE until_revision IS NULL",
        "UPDATE declaration SET until_revision = NULL WHERE until_revision IS NOT NULL",
        "UPDATE declaration SET until_revision = 2 WHERE until_revision IS NOT NULL",
        "UPDATE declaration SET until_revision = 1 WHERE until_revision IS NULL",
        "INSERT INTO declaration VALUES (999, 'model', 'churn', '', '{}', 2, NULL)",
        "INSERT OR REPLACE INTO declaration VALUES (999, 'model', 'churn', '', '{}', 2, NULL)",
        "INSERT OR REPLACE INTO declaration VALUES (1, 'model', 'x', '', '{}', 2, NULL)",
        "REPLACE INTO revision VALUES (2, '', '', '', '')",
        (
            "INSERT INTO revision VALUES (1, '', '', '', '')"
            " ON CONFLICT (number) DO UPDATE SET actor = 'somebody else'"
        ),
        (
            "INSERT INTO declaration VALUES (1, 'model', 'x', '', '{}', 2, NULL)"
            " ON CONFLICT (id) DO UPDATE SET value = '{}'"
        ),
        "UPDATE OR REPLACE revision SET number = 1 WHERE number = 2",
        "UPDATE OR REPLACE declaration SET id = 1 WHERE id = 2",
        "UPDATE OR IGNORE declaration SET value = '{}'",
        "INSERT INTO revision VALUES (0, '', '', '', '')",
        "INSERT INTO revision VALUES (-1, '', '', '', '')",
        "INSERT INTO declaration VALUES (999, 'model', 'x', '', '{}', 1, NULL)",
        "INSERT INTO declaration VALUES (999, 'model', 'x', '', '{}', 1, 2)",
    ],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_history_cannot_be_rewritten(
    raw: sqlite3.Connection, statement: str, recursive: str
) -> None:
    raw.execute(f"PRAGMA recursive_triggers = {recursive}")
    before = list(raw.iterdump())
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)
    assert list(raw.iterdump()) == before


def test_superseding_is_the_one_change_there_is(raw: sqlite3.Connection) -> None:
    statement = "UPDATE declaration SET until_revision = 2 WHERE subject = 'churn'"
    assert raw.execute(statement).rowcount == 3


def test_a_revision_that_a_declaration_names_exists(raw: sqlite3.Connection) -> None:
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute("INSERT INTO declaration VALUES (999, 'person', 'x', '', '{}', 77, NULL)")
