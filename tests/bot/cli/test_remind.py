"""What would be sent is shown, and nothing is."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import whoowns
from bot.settings import UnusableSettings

SAMPLE = Path(__file__).parents[3] / "bot/sample/ownership.yaml"


@pytest.fixture(autouse=True)
def declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run("import", str(SAMPLE)).exit_code == 0
    return tmp_path / "whoowns.db"


def run(*words: str) -> Result:
    return CliRunner().invoke(whoowns, words)


def test_it_shows_whom_it_would_tell_and_stores_nothing(declared: Path) -> None:
    before = declared.read_bytes()
    shown = run("remind", "--dry-run", "--at", "2031-01-06T10:00")
    assert shown.exit_code == 0
    assert "--- Would tell channel C0GROWTH001 in Slack:\n" in shown.output
    assert "NOBODY is named for" in shown.output
    assert "search-ranker, model-quality" in shown.output
    assert declared.read_bytes() == before


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2031-01-05T10:00", "a Sunday"),
        ("2031-01-06T09:59", "before the hour"),
        ("2031-01-06T18:00", "in the quiet hours"),
    ],
)
def test_nothing_is_due_while_people_are_left_alone(at: str, why: str) -> None:
    assert "Nothing is due on" in run("remind", "--dry-run", "--at", at).output, why


def test_the_settings_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOOWNS_HOLIDAYS", "2031-01-06, 2031-01-07")
    assert "Nothing is due" in run("remind", "--dry-run", "--at", "2031-01-06T10:00").output


def test_an_hour_within_the_quiet_hours_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOOWNS_REMINDER_AT", "19:00")
    stopped = run("remind", "--dry-run")
    assert isinstance(stopped.exception, UnusableSettings)


def test_it_says_so_where_nobody_would_hear_of_a_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lone = "organisation: {name: Solo}\npeople: {ann: {name: Ann}}\nmodels: {m1: {}}\n"
    (tmp_path / "lone.yaml").write_text(lone, "utf-8")
    run("import", "lone.yaml", "--database", "lone.db")
    dry = ("remind", "--dry-run", "--at", "2031-01-06T10:00", "--database", "lone.db")
    assert "Nobody hears of 1 page, such as model-quality on m1" in run(*dry).output
    monkeypatch.setenv("WHOOWNS_ADMINS", "ann")
    assert "Nobody hears of" not in run(*dry).output


def test_it_sends_nothing_because_it_cannot() -> None:
    assert run("remind").exit_code == 2


def test_without_a_database_there_is_nothing_to_show(tmp_path: Path) -> None:
    result = run("remind", "--dry-run", "--database", str(tmp_path / "none.db"))
    assert result.exit_code == 3
    assert not (tmp_path / "none.db").exists()
