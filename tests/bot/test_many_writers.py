"""Many people who declare at once, each in a process of their own: nothing accepted is lost."""

import os
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from knowledge.entities import Page
from knowledge.store import AuditTrail, Store
from tests.databases import database_of

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
WRITERS, EACH = 4, 15


def test_no_accepted_declaration_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "whoowns.db"
    database_of(path, actor="root", at=NOON, source="import a.yaml")
    waiting, begin = os.pipe()
    said = [said_by(path, f"writer-{number}", waiting) for number in range(WRITERS)]
    os.close(waiting)
    for process in said:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    os.close(begin)  # which all of them wait for
    heard = [process.communicate(timeout=120)[0].splitlines() for process in said]
    assert [process.returncode for process in said] == [0] * WRITERS
    assert [len(lines) for lines in heard] == [EACH] * WRITERS
    refusals = {line for lines in heard for line in lines if not line[0].isdecimal()}
    assert refusals <= {"SameAlready", "ChangedMeanwhile"}
    accepted = {
        int(line.split()[0]): (f"writer-{number}", *line.split()[1:])
        for number, lines in enumerate(heard)
        for line in lines
        if line[0].isdecimal()
    }
    with closing(Store.open(path)) as store:
        assert recorded(store) == accepted
        assert list(accepted) != sorted(accepted)  # they did write at once
        assert sorted(accepted) == list(range(2, store.revision() + 1))
        standing = {model: owner for _, (_, model, owner) in sorted(accepted.items())}
        assert owners(store, standing) == standing
    assert Counter(who for who, *_ in accepted.values()).keys() == {
        f"writer-{number}" for number in range(WRITERS)
    }


def said_by(path: Path, who: str, waiting: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.bot.declaring_process"]
    models = ("churn", "drift", "demand-2026")
    return subprocess.Popen(
        [*command, str(path), who, str(EACH), *models],
        cwd=ROOT,
        stdin=waiting,
        stdout=subprocess.PIPE,
        text=True,
    )


def recorded(store: Store) -> dict[int, tuple[str, str, str]]:
    """Who declared what to whom in each revision after the first, by the history."""
    return {
        entry.revision: (entry.actor, entry.subject, entry.after.owner or "")
        for entry in AuditTrail(store).history()
        if entry.revision > 1 and isinstance(entry.after, Page)
    }


def owners(store: Store, models: dict[str, str]) -> dict[str, str]:
    ownership = store.load()
    assert ownership is not None
    pages = {model: ownership.models[model].pages.model_quality for model in models}
    return {model: page.owner for model, page in pages.items() if page and page.owner}
