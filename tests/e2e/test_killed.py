"""A process that is killed leaves the old state or the new one, never something between.

Real processes get SIGKILL at moments spread over the whole of their work.
"""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from knowledge.difference import difference
from knowledge.mapfile import read_map
from knowledge.ownership import OwnershipMap
from knowledge.store import Store
from tests.databases import assert_what_stands_was_declared_last

ROOT = Path(__file__).parents[2]
MODELS = 3_000
KILLS = 6
PAIR = ("model-0", "model-1")


def write_map(path: Path, owner: str) -> None:
    page = {"owner": owner}
    model = {
        "pages": {"infrastructure": page, "model-quality": page},
        "knowledge": {"model": owner},
    }
    document: dict[str, Any] = {
        "organisation": {"name": f"Owned by {owner}"},
        "people": {"priya": {}, "tomas": {}},
        "models": {f"model-{owner}-{number}": model for number in range(MODELS // 2)}
        | {f"model-{number}": model for number in range(MODELS // 2)},
    }
    path.write_text(json.dumps(document))


def importing(directory: Path, file: Path) -> subprocess.Popen[str]:
    """The import, at the point where it has told what it is about to do."""
    command = [sys.executable, "-m", "bot", "import", "--database", "whoowns.db", str(file)]
    process = subprocess.Popen(command, cwd=directory, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def end(process: subprocess.Popen[str]) -> bool:
    """Kill; whether it was still at work."""
    process.kill()
    process.communicate()
    assert process.returncode in {0, -signal.SIGKILL}
    return process.returncode != 0


def lasts(process: subprocess.Popen[str]) -> float:
    """Let it end; how many seconds it took to."""
    started = time.monotonic()
    process.communicate()
    return time.monotonic() - started


def whole_state(path: Path) -> OwnershipMap | None:
    """What the database holds, after checking that it is sound and no revision is half there."""
    with Store.open(path) as store:
        found = store.load()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        empty = raw.execute(
            "SELECT count(*) FROM revision WHERE number NOT IN"
            " (SELECT from_revision FROM declaration)"
        ).fetchone()
        assert empty == (0,)
    assert_what_stands_was_declared_last(path)
    return found


@pytest.fixture
def maps(tmp_path: Path) -> dict[str, Path]:
    paths = {owner: tmp_path / f"{owner}.json" for owner in ("priya", "tomas")}
    for owner, path in paths.items():
        write_map(path, owner)
    return paths


def moments(longest: float) -> Iterator[float]:
    return (longest * number / (KILLS - 2) for number in range(KILLS))


def test_a_killed_import_has_happened_or_has_not(tmp_path: Path, maps: dict[str, Path]) -> None:
    database = tmp_path / "whoowns.db"
    expected = {owner: read_map(path).ownership for owner, path in maps.items()}
    longest = min(lasts(importing(tmp_path, maps[owner])) for owner in ("priya", "tomas", "priya"))
    now, killed = "priya", 0
    for moment in moments(longest):
        then = "tomas" if now == "priya" else "priya"
        process = importing(tmp_path, maps[then])
        time.sleep(moment)
        killed += end(process)
        found = whole_state(database)
        assert found is not None
        now = then if found.organisation == expected[then].organisation else now
        assert difference(found, expected[now]) == []
    assert killed >= KILLS // 3


def test_the_first_import_killed_leaves_nothing_or_everything(
    tmp_path: Path, maps: dict[str, Path]
) -> None:
    expected = read_map(maps["priya"]).ownership
    for number, moment in enumerate(moments(0.3)):
        directory = tmp_path / str(number)
        directory.mkdir()
        process = importing(directory, maps["priya"])
        time.sleep(moment)
        end(process)
        if (directory / "whoowns.db").exists():
            found = whole_state(directory / "whoowns.db")
            assert found is None or difference(found, expected) == []


def test_a_change_that_was_accepted_outlives_the_process(
    tmp_path: Path, maps: dict[str, Path]
) -> None:
    importing(tmp_path, maps["priya"]).communicate()
    database = tmp_path / "whoowns.db"
    for moment in moments(0.2):
        revision, owner = last_accepted(declaring(database), moment)
        found = whole_state(database)
        assert found is not None
        pages = [found.models[model].pages.infrastructure for model in PAIR]
        assert pages[0] is not None
        assert pages[0] == pages[1]
        if found.revision == revision:
            assert pages[0].owner == owner
        else:
            assert found.revision == revision + 1  # kept, but killed before it could be told


def declaring(database: Path) -> subprocess.Popen[str]:
    """A process that declares both models together, over and over."""
    module = "tests.knowledge.store.declaring"
    command = [sys.executable, "-m", module, str(database), "elena", "100000", *PAIR]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def last_accepted(process: subprocess.Popen[str], moment: float) -> tuple[int, str]:
    """Kill; the last revision that was told to be accepted, and its owner."""
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(moment)
    process.kill()
    told = (first + process.communicate()[0]).splitlines(keepends=True)
    revision, owner = [line for line in told if line.endswith("\n")][-1].split()
    return int(revision), owner
