"""`whoowns audit` and `whoowns export --at`, as somebody runs them who has to account for the map."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from bot.cli import whoowns
from knowledge.changes import Change, Kind
from knowledge.difference import difference
from knowledge.entities import Page, PageKind, Person
from knowledge.mapfile import read_map
from knowledge.store import Store
from tests.databases import database_of
from tests.northwind import NORTHWIND

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
THE_NEXT_DAY = NOON + timedelta(hours=21)
HOUR = timedelta(hours=1)
QUALITY = PageKind.MODEL_QUALITY
MOVED = (
    "rev 2 · Mon 23 Nov 13:00 (Europe/London) · Elena Ruiz, slack"
    " · churn, model-quality pages: was Growth, is Priya Nair; escalation was nobody, is Tomas Reyes"
    " · because she moved\n"
)
PAGE = Page(owner="priya", escalation=("tomas",))


@pytest.fixture(autouse=True)
def _an_hour_between_two_revisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHOOWNS_DATABASE", raising=False)
    database_of(Path("whoowns.db"), actor="root", at=NOON, source="import a.yaml")
    declare(Change(Kind.MODEL, "churn", QUALITY, Page(owner="growth"), PAGE), HOUR)
    with time_machine.travel(THE_NEXT_DAY, tick=False):
        yield


def declare(change: Change, later: timedelta) -> None:
    with Store.open(Path("whoowns.db")) as store:
        store.record([change], actor="elena", at=NOON + later, source="slack", reason="she moved")


def run(*words: str) -> Result:
    return CliRunner().invoke(whoowns, words, catch_exceptions=False)


def test_the_page_about_history_shows_what_is_printed() -> None:
    page = (Path(__file__).parents[3] / "docs/history.md").read_text("utf-8")
    assert run("audit", "churn").output in page
    assert run("audit", "--limit", "1", "--json").stdout in page


def test_every_change_is_told_newest_first() -> None:
    result = run("audit")
    assert result.exit_code == 0
    first, *_, last = result.output.splitlines(keepends=True)
    assert first == MOVED
    assert last.startswith("rev 1 · Mon 23 Nov 12:00 (Europe/London) · root, import a.yaml")
    assert len(result.output.splitlines()) == len(difference(None, NORTHWIND)) + 1


def test_a_model_has_a_history_of_its_own() -> None:
    assert run("audit", "Churn").output.splitlines() == [
        MOVED.rstrip("\n"),
        *(
            f"rev 1 · Mon 23 Nov 12:00 (Europe/London) · root, import a.yaml · {what}"
            for what in (
                "model churn: added (trained by Growth)",
                "churn, infrastructure pages: was undeclared, is Goran Petrov",
                "churn, model-quality pages: was undeclared, is Growth",
            )
        ),
    ]


@pytest.mark.parametrize("name", ["tomas", "Tomas Reyes", "TOMAS"])
def test_a_person_is_found_in_whatever_concerns_them(name: str) -> None:
    told = run("audit", name).output
    assert told.startswith(MOVED)
    assert " · person Tomas Reyes (tomas): added (slack U0TOMAS)\n" in told
    assert " · rotation fraud-quality: added (members Priya Nair, Tomas Reyes;" in told


def test_a_team_and_a_rotation_are_found_as_well() -> None:
    assert "model churn: added (trained by Growth)" in run("audit", "growth").output
    assert "is fraud-quality;" in run("audit", "fraud-quality").output


def test_for_machines_there_is_one_object_a_line() -> None:
    newest, *others = run("audit", "--json").output.splitlines()
    assert json.loads(newest) == {
        "revision": 2,
        "at": "2026-11-23T13:00:00+00:00",
        "actor": "elena",
        "source": "slack",
        "reason": "she moved",
        "kind": "model",
        "subject": "churn",
        "aspect": "model-quality",
        "before": {"owner": "growth"},
        "after": {"owner": "priya", "escalation": ["tomas"]},
    }
    assert {json.loads(line)["before"] for line in others} == {None}


@pytest.mark.parametrize(
    ("words", "revisions"),
    [
        (("--since", "2026-11-23T13:00"), {2}),
        (("--since", "2026-11-23T13:00+01:00"), {1, 2}),
        (("--until", "2026-11-23T12:59"), {1}),
        (("--since", "2026-11-23", "--until", "2026-11-24"), {1, 2}),
        (("--since", "36500d", "--until", "0d"), {1, 2}),
    ],
)
def test_a_span_of_time_can_be_asked_for(words: tuple[str, ...], revisions: set[int]) -> None:
    told = run("audit", "--json", *words).output.splitlines()
    assert {json.loads(line)["revision"] for line in told} == revisions


def test_the_latest_few_can_be_asked_for_and_the_cut_is_told() -> None:
    result = run("audit", "--limit", "1")
    assert result.stdout == MOVED
    assert result.stderr == (
        "This is the latest one. Older ones are there: use --limit or --until.\n"
    )
    assert run("audit", "--since", "2026-11-23T13:00", "--limit", "1").stderr == ""


def test_where_nothing_was_declared_it_says_so() -> None:
    result = run("audit", "churn", "--since", "0d")
    assert (result.exit_code, result.output) == (
        0,
        "Nothing was declared about `churn` in that time.\n",
    )
    assert run("audit", "churn", "--since", "0d", "--json").output == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("frod-model", "was ever declared. Did you mean `fraud-model`?"),
        ("tomasz", "was ever declared. Did you mean `tomas`?"),
        ("xyzzy", "No model, person, team or rotation called `xyzzy` was ever declared."),
        ("sam", "person Sam Fox (sam-fox), person Sam Lee (sam-lee). Give the id"),
    ],
)
def test_a_name_that_is_unknown_or_that_of_several_is_not_guessed(name: str, said: str) -> None:
    result = run("audit", name)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


def test_an_id_that_a_model_and_a_person_share_needs_a_kind() -> None:
    declare(Change(Kind.PERSON, "churn", "", None, Person(id="churn", name="Charlie")), 2 * HOUR)
    refused = run("audit", "churn")
    assert refused.exit_code == 2
    assert "is the name of several: model churn, person Charlie (churn)." in refused.stderr
    assert "person Charlie (churn): added\n" not in run("audit", "churn", "--kind", "model").output
    assert run("audit", "churn", "--kind", "person").output.count("\n") == 1
    assert run("audit", "churn", "--kind", "team").exit_code == 2


def test_what_is_withdrawn_is_still_found_by_its_id() -> None:
    gone = NORTHWIND.people["sam-fox"]
    declare(Change(Kind.PERSON, "sam-fox", "", gone, None), 2 * HOUR)
    newest = run("audit", "sam-fox").output.splitlines()[0]
    assert newest.endswith("person Sam Fox (sam-fox): withdrawn · because she moved")


@pytest.mark.parametrize("text", ["yesterday", "90", "36501d", "99999999d", "2026-13-01"])
def test_a_time_that_is_none_is_refused_with_what_would_work(text: str) -> None:
    result = run("audit", "--since", text)
    assert result.exit_code == 2
    assert "such as 90d" in result.output


def test_there_is_nothing_to_tell_before_an_import(tmp_path: Path) -> None:
    missing = run("audit", "--database", "nowhere.db")
    assert missing.exit_code == 3
    assert missing.stderr.startswith("nowhere.db holds no map yet.")
    assert not Path("nowhere.db").exists()
    Store.open(tmp_path / "empty.db").close()
    assert run("audit", "--database", "empty.db").exit_code == 3


def test_the_map_of_a_past_instant_can_be_exported() -> None:
    for text in ("2026-11-23T12:30", "2026-11-23T13:30+01:00"):
        assert run("export", "--at", text, "then.yaml").output == "Wrote then.yaml.\n"
        assert difference(read_map(Path("then.yaml")).ownership, NORTHWIND) == []
    run("export", "--at", "2026-11-23T13:00", "later.json")
    later = read_map(Path("later.json")).ownership
    assert later.models["churn"].pages.model_quality == PAGE


def test_an_export_of_an_instant_before_the_first_map_says_so() -> None:
    result = run("export", "--at", "2026-11-23T11:59")
    assert result.exit_code == 1
    assert result.output == ("whoowns.db held no map yet on Mon 23 Nov 11:59 (Europe/London).\n")


def test_an_export_of_no_instant_is_refused() -> None:
    result = run("export", "--at", "noon")
    assert result.exit_code == 2
    assert "no ISO 8601 instant" in result.output
