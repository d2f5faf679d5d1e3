"""The tables guard what they hold, whoever opens the file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.difference import difference
from tests.databases import fresh
from tests.northwind import NORTHWIND

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def raw(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody with an SQLite shell; there are two revisions."""
    path = tmp_path / "whoowns.db"
    with fresh(path) as store:
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
        "DELETE FROM declaration WHERE value IS NULL",
        "DELETE FROM standing",
        "INSERT OR REPLACE INTO revision VALUES (1, '', '', '', '')",
        "UPDATE declaration SET value = '{}'",
        "UPDATE declaration SET from_revision = 2",
        "UPDATE declaration SET value = NULL WHERE id = 1",
        "INSERT INTO declaration VALUES (999, 'vocabulary', '', '', '{}', 2)",
        "INSERT OR REPLACE INTO declaration VALUES (999, 'vocabulary', '', '', '{}', 2)",
        "INSERT OR REPLACE INTO declaration VALUES (1, 'model', 'x', '', '{}', 2)",
        "INSERT INTO declaration VALUES (-1, 'model', 'x', '', '{}', 2)",
        "INSERT INTO declaration VALUES (-1, 'model', 'churn', '', NULL, 2)",
        "INSERT INTO declaration VALUES (999, 'model', 'x', '', NULL, 2)",
        "UPDATE standing SET id = 1 WHERE subject = 'churn'",
        "UPDATE standing SET id = (SELECT max(id) FROM declaration)",
        "UPDATE standing SET subject = 'x' WHERE subject = 'churn' AND aspect = ''",
        "INSERT INTO standing VALUES ('model', 'x', '', 1)",
        "INSERT INTO standing SELECT kind, subject, aspect, id FROM declaration WHERE value IS NULL",
        "REPLACE INTO standing SELECT kind, 'churn', aspect, id FROM declaration WHERE value IS NULL",
        "REPLACE INTO standing SELECT 'model', 'churn', '', 1",
        "REPLACE INTO revision VALUES (2, '', '', '', '')",
        (
            "INSERT INTO revision VALUES (1, '', '', '', '')"
            " ON CONFLICT (number) DO UPDATE SET actor = 'somebody else'"
        ),
        (
            "INSERT INTO declaration VALUES (1, 'model', 'x', '', '{}', 2)"
            " ON CONFLICT (id) DO UPDATE SET value = '{}'"
        ),
        "UPDATE OR REPLACE revision SET number = 1 WHERE number = 2",
        "UPDATE OR REPLACE declaration SET id = 1 WHERE id = 2",
        "UPDATE OR IGNORE declaration SET value = '{}'",
        "INSERT INTO revision VALUES (0, '', '', '', '')",
        "INSERT INTO revision VALUES (-1, '', '', '', '')",
        "INSERT INTO declaration VALUES (999, 'model', 'x', '', '{}', 1)",
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


def test_what_stands_follows_what_is_declared(raw: sqlite3.Connection) -> None:
    standing = "SELECT id FROM standing WHERE kind = 'model' AND subject = 'churn' AND aspect = ''"
    declare = "INSERT INTO declaration VALUES (?, 'model', 'churn', '', ?, ?)"
    raw.execute(declare, [1001, "{}", 2])
    assert raw.execute(standing).fetchall() == [(1001,)]
    raw.execute("INSERT INTO revision VALUES (3, '', '', '', NULL)")
    raw.execute(declare, [1002, None, 3])
    assert raw.execute(standing).fetchall() == []
    raw.execute("INSERT INTO revision VALUES (4, '', '', '', NULL)")
    raw.execute(declare, [1003, "{}", 4])
    assert raw.execute(standing).fetchall() == [(1003,)]


def test_a_revision_that_a_declaration_names_exists(raw: sqlite3.Connection) -> None:
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute("INSERT INTO declaration VALUES (999, 'person', 'x', '', '{}', 77)")
