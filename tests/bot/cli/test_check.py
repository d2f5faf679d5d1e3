"""`whoowns check`, as a CI job runs it."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from bot.cli.check import check

CLEAN = """\
organisation: {name: N, time_zone: Asia/Tokyo}
people: {priya: }
rotations:
  r: {members: [priya], time_zone: Asia/Tokyo, starts: 2026-11-01T09:00, every: 1 day}
models:
  churn: {pages: {infrastructure: {owner: r}, model-quality: {owner: priya}}}
"""
SAMPLE = str(files("bot").joinpath("sample/ownership.yaml"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(check, arguments)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_clean_map_passes(here: Path) -> None:
    (here / "ownership.yaml").write_text(CLEAN)
    result = run("--at", "2026-11-26", "ownership.yaml")
    assert (result.exit_code, result.stdout) == (0, "ownership.yaml: 1 model, 0 gaps\n")


def test_gaps_are_told_with_their_place_and_reason(here: Path) -> None:
    (here / "ownership.yaml").write_text(
        "organisation: {name: N}\nteams: {risk: {name: Risk ML}}\nmodels:\n"
        "  churn:\n    pages:\n      model-quality: {owner: risk}\n"
    )
    result = run("ownership.yaml")
    assert result.exit_code == 1
    assert result.stdout == (
        "ownership.yaml:4:3: nobody is named for infrastructure pages of churn: no owner is declared.\n"
        "ownership.yaml:6:7: nobody is named for model-quality pages of churn: "
        "the owner is a team (Risk ML), not a person.\n"
        "ownership.yaml: 1 model, 2 gaps\n"
    )


def test_an_escalation_that_leads_nowhere_is_a_warning_and_no_failure(here: Path) -> None:
    (here / "ownership.yaml").write_text(
        CLEAN.replace("people: {priya: }", "people: {priya: , lars: {active: no}}").replace(
            "{owner: priya}", "{owner: priya, escalation: [priya, lars]}"
        )
    )
    result = run("--at", "2026-11-26", "ownership.yaml")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "ownership.yaml:6:90: warning: the escalation for model-quality pages of churn names priya, the owner itself.",
        "ownership.yaml:6:97: warning: the escalation for model-quality pages of churn names lars, who is inactive.",
        "ownership.yaml: 1 model, 0 gaps, 2 warnings",
    ]


def test_problems_come_before_gaps_and_fail(here: Path) -> None:
    (here / "ownership.yaml").write_text(CLEAN.replace("owner: priya", "owner: prija"))
    result = run("ownership.yaml")
    assert result.exit_code == 1
    assert result.stdout == (
        "ownership.yaml:6:63: `models.churn.pages.model-quality.owner` names `prija`, which is declared"
        " nowhere; it must be a person, a rotation or a team; did you mean `priya`?\n"
        "ownership.yaml: 1 problem\n"
    )


def test_the_worst_of_several_files_decides(here: Path) -> None:
    (here / "clean.yaml").write_text(CLEAN)
    (here / "broken.json").write_text("{")
    result = run("broken.json", "missing.yaml", "clean.yaml")
    assert result.exit_code == 2
    assert "clean.yaml: 1 model, 0 gaps\n" in result.stdout
    assert result.stderr.startswith("broken.json:1:2: this is not JSON: ")
    assert result.stderr.endswith("missing.yaml: there is no such file.\n")


@pytest.mark.parametrize(
    ("at", "gaps"),
    [
        ("2026-11-01T09:00", 0),  # a wall time in Tokyo, where the organisation is
        ("2026-11-01T08:59", 1),
        ("2026-11-01T00:00+00:00", 0),
        ("2026-10-31T23:59Z", 1),
    ],
)
def test_gaps_are_looked_for_at_an_instant(here: Path, at: str, gaps: int) -> None:
    (here / "ownership.yaml").write_text(CLEAN)
    assert run("--at", at, "ownership.yaml").exit_code == gaps


def test_without_an_instant_it_is_now(here: Path) -> None:
    (here / "ownership.yaml").write_text(CLEAN)
    with time_machine.travel("2026-10-01T00:00Z"):
        assert run("ownership.yaml").exit_code == 1
    with time_machine.travel("2026-12-01T00:00Z"):
        assert run("ownership.yaml").exit_code == 0


@pytest.mark.parametrize("at", ["tomorrow", "0001-01-01", "9999-12-31"])
def test_an_instant_that_is_none_is_a_mistake_in_the_command(here: Path, at: str) -> None:
    (here / "ownership.yaml").write_text(CLEAN)
    result = run("--at", at, "ownership.yaml")
    assert result.exit_code == 2
    assert "is no ISO 8601 time" in result.stderr


def test_a_file_must_be_named() -> None:
    assert run().exit_code == 2


def test_machines_get_the_same_as_one_object(here: Path) -> None:
    (here / "ownership.yaml").write_text(CLEAN)
    (here / "wrong.yaml").write_text("organisation: {name: N}")
    result = run("--json", "--at", "2026-10-01T00:00Z", "ownership.yaml", "wrong.yaml", "none")
    assert (result.exit_code, result.stderr) == (2, "")
    told = json.loads(result.stdout)["files"]
    assert [(one["file"], one["models"], one["exit_code"]) for one in told] == [
        ("ownership.yaml", 1, 1),
        ("wrong.yaml", None, 1),
        ("none", None, 2),
    ]
    (gap,) = told[0]["findings"]
    assert gap.pop("text").endswith("the rotation r starts on 2026-11-01 at 09:00 (Asia/Tokyo).")
    assert gap == {
        "sort": "gap",
        "line": 6,
        "column": 19,
        "model": "churn",
        "page": "infrastructure",
        "reason": "not-started",
    }


def test_the_sample_shows_every_kind_of_gap() -> None:
    result = run("--json", "--at", "2026-11-26T02:00", SAMPLE)
    findings = json.loads(result.stdout)["files"][0]["findings"]
    assert {finding.get("reason") for finding in findings if finding["sort"] == "gap"} == {
        "no-owner",
        "only-a-team",
        "empty-rotation",
        "not-started",
        "inactive",
    }


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("01:15", "01:45", "lasts no time: 2026-03-29T01:15:00 to 2026-03-29T01:45:00 (priya); "),
        ("02:45", "02:15", "is over before it starts: "),
    ],
)
def test_an_override_in_a_skipped_hour_is_not_said_to_end_before_it_starts(
    here: Path, start: str, end: str, said: str
) -> None:
    override = f"{{from: 2026-03-29T{start}, to: 2026-03-29T{end}, person: priya}}"
    london = CLEAN.replace("Asia/Tokyo", "Europe/London").replace(
        "every: 1 day", f"every: 1 day, overrides: [{override}]"
    )
    (here / "ownership.yaml").write_text(london)
    assert f"`rotations.r.overrides[0]` {said}" in run("ownership.yaml").stdout


def test_words_that_tell_nothing_are_warned_of_at_their_place(here: Path) -> None:
    words = "vocabulary:\n  model-quality: [gini, infra]\n  infrastructure: [kserve, Gini]\n"
    (here / "ownership.yaml").write_text(CLEAN + words)
    result = run("--at", "2026-11-26", "ownership.yaml")
    assert result.exit_code == 0
    assert result.stdout == (
        "ownership.yaml:8:19: warning: `gini` stands under both kinds of page, so it tells neither.\n"
        "ownership.yaml:8:25: warning: `infra` is what the other kind of page is called, and goes "
        "on meaning that.\n"
        "ownership.yaml:9:28: warning: `Gini` stands under both kinds of page, so it tells neither.\n"
        "ownership.yaml: 1 model, 0 gaps, 3 warnings\n"
    )
