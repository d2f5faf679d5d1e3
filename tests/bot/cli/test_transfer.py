"""`whoowns import`, `export` and `backup`, as an operator runs them."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import whoowns
from bot.wording.quoting import shown
from bot.wording.transfer import plan_text
from bot.wording.trouble import trouble_text
from knowledge.difference import difference
from knowledge.entities import Person
from knowledge.errors import DamagedDatabase, UnavailableDatabase
from knowledge.mapfile import read_map
from knowledge.ownership import OwnershipMap
from knowledge.store import AuditTrail, Store
from tests.northwind import NORTHWIND

SMALL = """\
organisation: {name: N}
people: {priya: , tomas: }
models:
  churn: {pages: {infrastructure: {owner: tomas}, model-quality: {owner: priya}}}
  ranker: {description: Ranks., pages: {model-quality: {owner: priya}}}
"""


@pytest.fixture(autouse=True)
def _in_an_empty_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHOOWNS_DATABASE", raising=False)
    Path("ownership.yaml").write_text(SMALL)


def run(*words: str) -> Result:
    return CliRunner().invoke(whoowns, words, catch_exceptions=False)


def revisions() -> list[tuple[object, ...]]:
    with closing(sqlite3.connect("whoowns.db")) as raw:
        return raw.execute("SELECT number, actor, source FROM revision").fetchall()


def test_an_import_tells_what_it_changes() -> None:
    result = run("import", "--as", "elena", "ownership.yaml")
    assert result.exit_code == 0
    assert result.output == (
        "5 added, 0 changed, 0 removed:\n"
        "  + the organisation\n"
        "  + person priya\n"
        "  + person tomas\n"
        "  + model churn\n"
        "  + model ranker\n"
        "Imported ownership.yaml into whoowns.db as revision 1.\n"
    )
    assert revisions() == [(1, "elena", "import ownership.yaml")]


@pytest.mark.parametrize("name", ["", " ", "x" * 201, "\x1b[31m"])
def test_a_name_under_which_nothing_can_be_recorded_is_refused(name: str) -> None:
    result = run("import", "--as", name, "ownership.yaml")
    assert (result.exit_code, "'--as': that is no name" in result.output) == (2, True)
    assert not Path("whoowns.db").exists()


def test_a_user_for_whom_the_machine_has_no_name_is_recorded_by_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 1_234_567)  # as in a container
    assert run("import", "ownership.yaml").exit_code == 0
    assert revisions() == [(1, "user 1234567", "import ownership.yaml")]


@pytest.mark.parametrize("name", ["x" * 240 + ".yaml", "\x1b[31m.yaml", "two\nlines.yaml"])
def test_a_file_may_be_called_anything(name: str) -> None:
    Path("ownership.yaml").rename(name)
    assert run("import", name).exit_code == 0
    assert revisions()[0][2] == f"import {shown(name)}"


def test_a_second_import_tells_only_what_is_new() -> None:
    run("import", "ownership.yaml")
    Path("ownership.yaml").write_text(
        """\
organisation: {name: N}
people: {priya: {name: Priya, email: p@example.com}, elena: }
models:
  churn:
    pages: {infrastructure: {owner: priya}, model-quality: {owner: priya, escalation: [elena]}}
    knowledge: {model: elena}
queue: {signals: {depth: 3}}
"""
    )
    assert run("import", "ownership.yaml").output == (
        "2 added, 2 changed, 2 removed:\n"
        "  ~ person priya: name, email\n"
        "  + person elena\n"
        "  - person tomas\n"
        "  ~ model churn: infrastructure pages from tomas to priya;"
        " model-quality pages escalate otherwise; knowledge\n"
        "  - model ranker\n"
        "  + the central queue\n"
        "Imported ownership.yaml into whoowns.db as revision 2.\n"
    )


def test_a_dry_run_makes_no_database() -> None:
    result = run("import", "--dry-run", "ownership.yaml")
    assert result.exit_code == 0
    assert result.output.startswith("5 added, 0 changed, 0 removed:\n")
    assert result.output.endswith("This was a dry run. Nothing was imported.\n")
    assert not Path("whoowns.db").exists()


def test_a_dry_run_leaves_a_database_as_it_is() -> None:
    run("import", "ownership.yaml")
    Path("ownership.yaml").write_text(SMALL.replace("owner: tomas", "owner: priya"))
    assert "~ model churn" in run("import", "--dry-run", "ownership.yaml").output
    assert len(revisions()) == 1


def test_an_import_that_changes_nothing_makes_no_revision() -> None:
    run("import", "ownership.yaml")
    result = run("import", "ownership.yaml")
    assert result.output == (
        "whoowns.db says the same as ownership.yaml already. Nothing was imported.\n"
    )
    assert len(revisions()) == 1


def test_a_file_with_problems_is_reported_whole_and_not_imported() -> None:
    Path("ownership.yaml").write_text(SMALL.replace("priya: ,", "").replace("Ranks.", "[]"))
    result = run("import", "ownership.yaml")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == [
        "ownership.yaml:4:67:",
        "ownership.yaml:5:12:",
        "ownership.yaml:5:53:",
    ]
    assert lines[-1] == "Nothing was imported."
    assert not Path("whoowns.db").exists()


def test_a_file_that_cannot_be_read_is_told_apart() -> None:
    result = run("import", "nowhere.yaml")
    assert result.exit_code == 2
    assert result.output == "nowhere.yaml: there is no such file.\n"


def test_the_sample_organisation_comes_out_as_it_went_in() -> None:
    sample = str(files("bot").joinpath("sample/ownership.yaml"))
    run("import", sample)
    for name in ("copy.yaml", "copy.json"):
        assert run("export", name).output == f"Wrote {name}.\n"
        assert read_map(Path(name)).ownership == read_map(Path(sample)).ownership
    assert run("export").output == Path("copy.yaml").read_text("utf-8")
    assert run("export", "-").output == Path("copy.yaml").read_text("utf-8")
    assert run("export", "--format", "json").output == Path("copy.json").read_text("utf-8")
    assert json.loads(Path("copy.json").read_text("utf-8"))["organisation"]["name"] == "Northwind"


def test_an_export_replaces_a_file_at_once_and_leaves_nothing_beside_it() -> None:
    run("import", "ownership.yaml")
    assert run("export", "ownership.yaml").exit_code == 0
    assert sorted(path.name for path in Path().iterdir()) == ["ownership.yaml", "whoowns.db"]
    assert difference(read_map(Path("ownership.yaml")).ownership, loaded()) == []


@pytest.mark.parametrize("place", ["nowhere/o.yaml", "ownership.yaml/o.yaml", f"{'o' * 250}.yaml"])
def test_an_export_to_a_place_that_cannot_be_says_so(place: str) -> None:
    run("import", "ownership.yaml")
    result = run("export", place)
    assert result.exit_code == 1
    assert place in result.output


def test_an_export_into_a_pipe_is_all_that_goes_through_it() -> None:
    run("import", "ownership.yaml")
    exporting = [sys.executable, "-m", "bot", "export", "/dev/stdout"]
    exported = subprocess.run(exporting, capture_output=True, text=True, check=False)
    assert (exported.returncode, exported.stderr) == (0, "")
    assert exported.stdout == run("export").output


def test_an_export_to_what_is_no_file_leaves_it_what_it_is() -> None:
    run("import", "ownership.yaml")
    os.mkfifo("pipe")
    with os.fdopen(os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)) as reading:
        assert run("export", "pipe").output == ""
        assert reading.read() == run("export").output
    assert Path("pipe").is_fifo()


def test_an_export_is_in_the_format_in_which_a_file_of_that_name_is_read() -> None:
    run("import", "ownership.yaml")
    for name in ("COPY.JSON", "copy.json", "copy.JSON.yaml", "copy"):
        run("export", name)
        assert difference(read_map(Path(name)).ownership, loaded()) == []


def test_there_is_nothing_to_export_before_an_import() -> None:
    result = run("export")
    assert result.exit_code == 1
    assert result.output == (
        "whoowns.db holds no map yet. Load one with `whoowns import ownership.yaml`.\n"
    )
    assert not Path("whoowns.db").exists()


def test_a_backup_of_no_file_says_so() -> None:
    with pytest.raises(UnavailableDatabase, match="there is no such file"):
        run("backup", "copy.db", "--database", "nope.db")
    assert not Path("copy.db").exists()


def test_a_backup_holds_what_was_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    run("import", "ownership.yaml")
    exported = run("export").output
    assert run("backup", "copy.db").output == "Copied whoowns.db to copy.db.\n"
    monkeypatch.setenv("WHOOWNS_DATABASE", "copy.db")
    assert run("export").output == exported


def loaded() -> OwnershipMap:
    with Store.open(Path("whoowns.db")) as store:
        ownership = store.load()
    assert ownership is not None
    return ownership


def test_a_long_plan_is_cut_after_some_lines() -> None:
    people = {f"p{number}": Person(id=f"p{number}", name="P") for number in range(1_200)}
    crowded = replace(NORTHWIND, people={**NORTHWIND.people, **people})
    lines = plan_text(difference(NORTHWIND, crowded), most_lines=2).splitlines()
    assert lines == [
        "1,200 added, 0 changed, 0 removed:",
        "  + person p0",
        "  + person p1",
        "  ... and 1,198 more",
    ]


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_model_that_a_file_renames_is_declared_by_whoever_declared_it(form: str) -> None:
    run("import", "--as", "elena", "ownership.yaml")
    run("export", f"second.{form}")
    text = Path(f"second.{form}").read_text()
    text = text.replace('"ranker": {', '"ranking": {"aliases": ["ranker"], ')
    text = text.replace("  ranker:\n", "  ranking:\n    aliases: [ranker]\n")
    assert "ranking" in text
    Path(f"second.{form}").write_text(text)
    run("import", "--as", "tomas", f"second.{form}")
    with closing(Store.open(Path("whoowns.db"))) as store:
        ownership = store.load()
    assert ownership
    page = ownership.models["ranking"].pages.model_quality
    assert page
    assert page.declared
    assert (page.declared.by, page.declared.source) == ("elena", "import ownership.yaml")


def spoilt(aspect: str, value: str) -> None:
    """By hand, past what guards it."""
    with closing(sqlite3.connect("whoowns.db")) as raw, raw:
        raw.executescript("DROP TRIGGER declaration_stands")
        raw.execute(
            "UPDATE declaration SET value = ? WHERE subject = 'churn' AND aspect = ?",
            [value, aspect],
        )


@pytest.mark.parametrize(
    ("aspect", "value", "why"),
    [
        ("", '{"aliases":5}', "model churn: aliases: Input should be a valid tuple"),
        ("", '{"runbook":', "model churn: expected"),
        ("", "5", "model churn: Input should be an object"),
        ("", '{"channel":{"slack":"a b"}}', "model churn: channel: slack: String should match"),
        ("", '{"channel":{"irc":"C1"}}', "model churn: channel: irc: Unexpected keyword argument"),
        ("model-quality", '{"owner":5}', "model churn: pages: model-quality: owner: Input should"),
        ("model-quality", "[]", "model churn model-quality: Input should be an object"),
    ],
)
@pytest.mark.parametrize("command", ["import ownership.json", "export", "health", "ask churn"])
def test_a_declaration_that_was_spoilt_by_hand_is_found_whatever_is_done(
    command: str, aspect: str, value: str, why: str
) -> None:
    run("import", "ownership.yaml")
    run("export", "ownership.json")
    spoilt(aspect, value)
    with pytest.raises(DamagedDatabase) as damaged:
        run(*command.split())
    assert "\n" not in trouble_text(damaged.value)
    assert trouble_text(damaged.value).startswith(
        f"whoowns.db is damaged, or no WhoOwns database ({why}"
    )


@pytest.mark.parametrize(
    ("aspect", "value", "why"),
    [
        ("", '{"aliases":5}', "model churn: aliases: Input should be a valid tuple"),
        ("", '{"runbook":', "model churn: EOF while parsing"),
        ("model-quality", '{"owner":5}', "model churn model-quality: owner: Input should be"),
        ("model-quality", "[]", "model churn model-quality: Input should be an object"),
    ],
)
def test_the_audit_trail_says_which_declaration_was_spoilt(
    aspect: str, value: str, why: str
) -> None:
    run("import", "ownership.yaml")
    spoilt(aspect, value)
    with Store.open(Path("whoowns.db")) as store, pytest.raises(DamagedDatabase) as damaged:
        AuditTrail(store).history()
    assert damaged.value.detail.startswith(why)
    assert "\n" not in damaged.value.detail
