"""`whoowns queue`, `whoowns signals` and `whoowns drill`, as an operator runs them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from bot.cli import whoowns
from knowledge.entities import Queue, Thresholds
from knowledge.store import Readings, Store
from tests.databases import database_of
from tests.northwind import NORTHWIND

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUEUED = replace(NORTHWIND, queue=Queue(team="ml-platform", signals=Thresholds(depth=25)))


@pytest.fixture(autouse=True)
def _northwind_at_noon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHOOWNS_DATABASE", raising=False)
    database_of(Path("whoowns.db"), QUEUED, actor="root", at=NOON, source="import a.yaml")
    with time_machine.travel(NOON, tick=False):
        yield


def run(*words: str) -> Result:
    return CliRunner().invoke(whoowns, words, catch_exceptions=False)


def test_readings_are_recorded_listed_and_drawn() -> None:
    recorded = run("queue", "record", "31", "--oldest", "2w", "--as", "goran")
    assert (recorded.exit_code, recorded.output) == (
        0,
        (
            "Recorded: 31 requests wait in the central queue, the oldest for 14 days.\n"
            "The signal fires at 25 (as your map says), after 3 high readings in a row; there is 1 so"
            " far.\n"
        ),
    )
    run("queue", "record", "9", "--team", "growth", "--at", "2026-11-20T09:00", "--as", "jira")
    assert run("queue", "list").output == (
        "Mon 23 Nov 12:00 (Europe/London)  31 requests wait in the central queue, the oldest for 14"
        " days; said Goran Petrov (command line)\n"
        "Fri 20 Nov 09:00 (Europe/London)  9 requests of Growth wait in the central queue; said"
        " jira (command line)\n"
    )
    told = run("signals", "--png", "signals.png")
    assert "Requests in the central queue: 31 on 23 Nov" in told.output
    assert Path("signals.png").read_bytes().startswith(b"\x89PNG")


def test_a_queue_that_nobody_has_reported_is_said_to_be_one() -> None:
    listed = run("queue", "list")
    assert (listed.exit_code, listed.output) == (0, "Nobody has reported the central queue yet.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("many",), "'many' is not a valid integer"),
        (("-1",), "No such option '-1'"),
        (("31", "--oldest", "soon"), "such as 12d or 2w"),
        (("31", "--team", "grwth"), "the map has no team grwth"),
        (("31", "--at", "2026-11-24T09:00"), "that is yet to come"),
        (("31", "--at", "tomorrow"), "tomorrow"),
        (("31", "--as", ""), "that is no name"),
    ],
)
def test_what_is_no_reading_is_refused_and_not_kept(words: tuple[str, ...], said: str) -> None:
    result = run("queue", "record", *words)
    assert (result.exit_code, said in result.output) == (2, True), result.output
    with Store.open(Path("whoowns.db")) as store:
        assert Readings(store).backlog().readings == ()


def test_without_a_database_nothing_is_made() -> None:
    for words in (("queue", "record", "31"), ("queue", "list"), ("signals",), ("drill",)):
        result = run(*words, "--database", "none.db")
        assert (result.exit_code, "none.db holds no map yet" in result.output) == (3, True)
    assert not Path("none.db").exists()


def test_a_drill_exits_with_what_it_found() -> None:
    assert run("drill", "fraud-model", "--png", "fraud.png").exit_code == 0
    assert run("drill", "churn").exit_code == 1
    assert run("drill", "chrun").exit_code == 2
    assert Path("fraud.png").read_bytes().startswith(b"\x89PNG")


def test_before_the_first_reading_there_is_nothing_to_draw() -> None:
    result = run("signals", "--png", "signals.png")
    assert (result.exit_code, "There is nothing to draw yet." in result.output) == (1, True)
    assert not Path("signals.png").exists()


def test_a_picture_that_cannot_be_written_is_said_to_be(tmp_path: Path) -> None:
    result = run("drill", "churn", "--png", str(tmp_path / "nowhere" / "drill.png"))
    assert (result.exit_code, "drill.png" in result.output) == (1, True)
