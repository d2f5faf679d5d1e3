"""`whoowns ask` from outside: what it prints, and its exit codes."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import whoowns
from knowledge.entities import Model
from knowledge.mapfile import to_yaml
from knowledge.restating import Restated
from tests.databases import store_of
from tests.northwind import NORTHWIND, NOW

AT = "2026-11-23T12:00:00+00:00"


@pytest.fixture
def map_file(tmp_path: Path) -> Path:
    path = tmp_path / "ownership.yaml"
    path.write_text(to_yaml(NORTHWIND), "utf-8")
    return path


def ask(map_file: Path, *arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(
        whoowns, ["ask", "--map", str(map_file), *arguments], input=typed, catch_exceptions=False
    )


@pytest.mark.parametrize(
    ("question", "exit_code", "heard"),
    [
        ("who owns quality for fraud-model", 0, "Priya Nair is paged for model-quality"),
        ("who owns quality for churn", 1, "!! NOBODY is named for model-quality pages on churn."),
        ("who owns search", 2, '"search" fits several models. Which one?'),
        ("who owns zebra", 2, "I know no model called `zebra`."),
        ("what a lovely day it is in the whole of Cornwall", 2, "I didn't understand that."),
    ],
)
def test_one_question(map_file: Path, question: str, exit_code: int, heard: str) -> None:
    result = ask(map_file, "--at", AT, question)
    assert (result.exit_code, result.output.startswith(heard)) == (exit_code, True), result.output


def test_words_need_no_quotes(map_file: Path) -> None:
    result = ask(map_file, "--at", AT, "who", "owns", "quality", "for", "fraud-model")
    assert result.exit_code == 0


def test_an_instant_without_an_offset_is_in_the_organisations_zone(map_file: Path) -> None:
    at = "2026-07-01T02:00"
    found = json.loads(ask(map_file, "--json", "--at", at, "who owns churn infra").output)
    assert found["at"] == "2026-07-01T01:00:00+00:00"


def test_answers_to_many_lines_are_set_apart(map_file: Path) -> None:
    answers = ask(map_file, "--at", AT, "-", typed="who owns zebra\nchurn infra\n").output
    assert [answer.split("\n")[0] for answer in answers.strip().split("\n\n")] == [
        "I know no model called `zebra`.",
        "Goran Petrov is paged for infrastructure on churn.",
    ]


def test_one_question_a_line_one_object_a_line(map_file: Path) -> None:
    typed = "fraud-model quality\n\nwho owns zebra\n"
    result = ask(map_file, "--json", "--at", AT, "-", typed=typed)
    objects = [json.loads(line) for line in result.output.splitlines()]
    assert [(o["question"], o["status"]) for o in objects] == [
        ("fraud-model quality", "answered"),
        ("", "answered"),
        ("who owns zebra", "unknown_model"),
    ]
    assert result.exit_code == 0


SPOILT = "who owns m-7"


def many_of_which_one_is_spoilt(path: Path) -> Path:
    """Models are read when they are asked for, where there are many."""
    models = {f"m-{number}": Model(id=f"m-{number}") for number in range(1_100)}
    with store_of(path, replace(NORTHWIND, models={**NORTHWIND.models, **models})) as store:
        ill = Restated("m-7", b"{}", b'{"runbook":"no address"}')
        store.record([ill], actor="root", at=NOW, source="test")
    return path


def test_a_spoilt_model_keeps_no_later_line_from_its_answer(tmp_path: Path) -> None:
    database = many_of_which_one_is_spoilt(tmp_path / "w.db")
    asked = ["ask", "--database", str(database), "-"]
    lines = f"churn infra\n{SPOILT}\nchurn infra\n"
    said = CliRunner().invoke(whoowns, asked, input=lines, catch_exceptions=False)
    first, trouble, last = said.output.strip().split("\n\n")
    assert first == last
    assert trouble.startswith(f"{database} is damaged, or no WhoOwns database (model m-7: runbook")
    told = CliRunner().invoke(whoowns, [*asked, "--json"], input=lines, catch_exceptions=False)
    objects = [json.loads(line) for line in told.output.splitlines()]
    assert [(o["question"], o["status"]) for o in objects] == [
        ("churn infra", "answered"),
        (SPOILT, "unavailable"),
        ("churn infra", "answered"),
    ]
    assert objects[1]["text"] == trouble
    assert objects[1].keys() == objects[0].keys()
    assert (said.exit_code, told.exit_code) == (3, 3)


@pytest.mark.parametrize("named", [["ask", "who owns churn"], ["chat"], ["backup", "copy.db"]])
def test_a_name_too_long_for_a_file_ends_with_no_answer(
    named: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    long = "a" * 256
    result = CliRunner().invoke(whoowns, [*named, "--database", long], catch_exceptions=False)
    assert result.exit_code == 3
    assert result.output == f"{long} is too long for the name of a file.\n"


def test_asking_as_somebody(map_file: Path) -> None:
    result = ask(map_file, "--at", AT, "--as", "hana", "what do I own")
    assert result.output.startswith("Hana Ito is declared for 3 pages.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("priyaa", "`priyaa` is no person's id in the map (`priya` is)"),
        ("Priya Nair", "`Priya Nair` is no person's id in the map (`priya` is)"),
        ("risk-ml", "`risk-ml` is no person's id in the map\n"),
    ],
)
def test_nobody_asks_as_somebody_whom_the_map_does_not_know(
    map_file: Path, typed: str, said: str
) -> None:
    """Their hours would be read in another time zone than they meant."""
    result = ask(map_file, "--at", AT, "--as", typed, "who is on call for churn infra at 2am")
    assert (result.exit_code, said in result.output) == (2, True), result.output


@pytest.mark.parametrize(
    "told",
    [
        "set churn model-quality hana because she trained it",
        "clear fraud-model quality because she left",
        "confirm fraud-model quality",
        "take fraud-model quality",
        "undo 1",
        "queue 31 oldest 12d",
        "proposals",
        "audit fraud-model",
        "help commands",
    ],
)
def test_what_it_does_not_carry_out_it_does_not_answer_either(map_file: Path, told: str) -> None:
    """A script would take the owner, and the exit code 0, for a yes."""
    result = ask(map_file, "--json", "--at", AT, told)
    found = json.loads(result.output)
    assert (result.exit_code, found["status"], found["answers"]) == (2, "not_understood", [])
    assert found["text"].startswith("Here I only answer questions, so nothing was done.")


@pytest.mark.parametrize(
    ("question", "heard"),
    [
        ("clear latency on churn, who owns it", "Goran Petrov is paged for infrastructure"),
        ("history fraud-model quality", "Model-quality pages of fraud-model were declared"),
        ("drill for fraud-model", "Every page of fraud-model would wake somebody"),
        ("signals", "None of the 3 transition signals fires"),
    ],
)
def test_a_question_may_begin_as_a_command_does(map_file: Path, question: str, heard: str) -> None:
    result = ask(map_file, "--at", AT, question)
    assert (result.exit_code, heard in result.output) == (0, True), result.output


@pytest.fixture
def ctrl_c_is_heeded() -> Iterator[None]:
    """A shell has what it starts in the background ignore Ctrl-C, and what that starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c_is_heeded")
def test_ctrl_c_does_not_say_that_nobody_is_named() -> None:
    asking = [sys.executable, "-m", "bot", "ask", "--sample", "-"]
    with subprocess.Popen(asking, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"fraud-model quality\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="it takes a disk that is full")
def test_neither_does_a_full_disk() -> None:
    asking = [sys.executable, "-m", "bot", "ask", "--sample", "fraud-model quality"]
    with Path("/dev/full").open("w") as full:
        asked = subprocess.run(asking, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert asked.returncode == 3
    assert asked.stderr == "The output can't be written: the disk is full.\n"


@pytest.mark.parametrize("at", ["soon", "9999-12-31T23:59:59+00:00", "0001-01-01"])
def test_an_instant_that_is_none_is_refused(map_file: Path, at: str) -> None:
    result = ask(map_file, "--at", at, "who owns churn")
    assert result.exit_code == 2
    assert f"`{at}` is no ISO 8601 instant of the years 1970 to 2199" in result.output


@pytest.mark.parametrize(
    "more", [("--sample",), ("--database", "whoowns.db"), ("--database", "whoowns.db", "--sample")]
)
def test_of_two_maps_none_is_chosen(map_file: Path, more: tuple[str, ...]) -> None:
    """The other one may name other people."""
    result = ask(map_file, *more, "--at", AT, "who owns quality for fraud-model")
    assert (result.exit_code, "give one of them" in result.output) == (2, True), result.output


def test_without_a_map_it_says_how_to_get_one(tmp_path: Path) -> None:
    database = tmp_path / "none.db"
    result = CliRunner().invoke(whoowns, ["ask", "--database", str(database), "who owns churn"])
    assert result.exit_code == 3
    assert "whoowns import ownership.yaml" in result.output
    assert not database.exists()
