"""Words that can't be meant: bytes that are no UTF-8, wherever words are typed, and nobody's id."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.cli import whoowns
from bot.cli.words import WORDS

NO_TEXT = "\udcff"  # what Python makes of the byte ff
SAMPLE = str(Path(__file__).parents[3] / "bot" / "sample" / "ownership.yaml")
_TAKES_NO_BYTES = (click.Path, click.Choice, click.types.BoolParamType, click.types.IntParamType)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("words") / "whoowns.db")
    assert CliRunner().invoke(whoowns, ["import", SAMPLE, "--database", path]).exit_code == 0
    return path


@pytest.mark.parametrize(
    "words",
    [
        ["audit", NO_TEXT],
        ["audit", "--json", f"churn{NO_TEXT}"],
        ["audit", "--since", NO_TEXT],
        ["ask", NO_TEXT],
        ["ask", "--json", "who", "owns", f"churn{NO_TEXT}"],
        ["ask", "--at", NO_TEXT, "churn"],
        ["ask", "--as", NO_TEXT, "what do I own"],
        ["chat", "--as", NO_TEXT],
        ["drill", NO_TEXT],
        ["health", "--at", NO_TEXT],
        ["queue", "record", "3", "--as", NO_TEXT],
        ["queue", "record", "3", "--team", NO_TEXT],
        ["import", SAMPLE, "--as", NO_TEXT],
        ["export", "--at", NO_TEXT],
    ],
)
def test_a_word_that_is_no_text_is_said_to_be_none(database: str, words: list[str]) -> None:
    ran = CliRunner().invoke(whoowns, [*words, "--database", database])
    assert ran.exit_code == 2
    assert r"\xff` is no text: it holds bytes that are no UTF-8" in ran.output
    assert "database" not in ran.output.lower().replace("--database", "")


def parameters(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Parameter]]:
    """Every argument and option, by the command that takes it."""
    for parameter in command.params:
        yield f"{name} {parameter.name}", parameter
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for each in command.list_commands(ctx):
            found = command.get_command(ctx, each)
            assert found is not None
            yield from parameters(found, f"{name} {each}".strip())


def test_every_word_that_is_typed_is_read_so() -> None:
    others = {
        name
        for name, parameter in parameters(whoowns)
        if parameter.type is not WORDS and not isinstance(parameter.type, _TAKES_NO_BYTES)
    }
    assert others == {"check at"}  # which takes ISO 8601 alone, and says so


def test_a_typed_line_is_answered_all_the_same() -> None:
    lines = b"churn quality \xff\naudit \xff\n"
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8:strict"}

    def ran(*words: str) -> str:
        command = [sys.executable, "-m", "bot", *words, "--sample"]
        done = subprocess.run(
            command, input=lines, env=environment, capture_output=True, check=True
        )  # ours
        return done.stdout.decode("utf-8")  # which stops at a byte that is none

    answers = [json.loads(line) for line in ran("ask", "--json", "-").splitlines()]
    assert [answer["question"] for answer in answers] == ["churn quality \ufffd", "audit \ufffd"]
    assert answers[0]["answers"][0]["owner"]["id"] == "growth"
    heard = ran("chat")
    assert "> churn quality \ufffd\n!! NOBODY is named" in heard
    assert 'called "\ufffd" was ever declared' in heard


def test_chat_says_when_nobody_knows_who_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOOWNS_ADMINS", "root")
    greetings = {
        sender: CliRunner().invoke(whoowns, ["chat", "--sample", "--as", sender]).output
        for sender in ("pria", "priya", "root")
    }
    said = "Nobody knows you here: `pria` is no person's id in the map (`priya` is)."
    assert [sender for sender, greeting in greetings.items() if said in greeting] == ["pria"]
    assert [sender for sender, text in greetings.items() if "Nobody knows" in text] == ["pria"]


def test_chat_says_how_to_declare_where_nobody_is_named() -> None:
    greeting = CliRunner().invoke(whoowns, ["chat", "--sample"]).output
    assert (
        "To declare something, begin as a person of the map: whoowns chat --as PERSON.\n"
        in greeting
    )
