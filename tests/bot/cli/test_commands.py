"""What `whoowns` can be told to do is listed at once, and all that is listed can be done."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from bot.cli import whoowns

CONTEXT = click.Context(whoowns)
NAMES = whoowns.list_commands(CONTEXT)


def test_every_command_is_listed_with_what_it_is_for_in_one_line() -> None:
    listed = CliRunner().invoke(whoowns, ["--help"]).output.split("Commands:")[1]
    lines = [line.split(maxsplit=1) for line in listed.strip().splitlines()]
    assert [name for name, _ in lines] == NAMES
    assert all(summary.endswith(".") for _, summary in lines)


@pytest.mark.parametrize("name", NAMES)
def test_a_listed_command_can_be_called(name: str) -> None:
    asked = CliRunner().invoke(whoowns, [name, "--help"])
    assert asked.exit_code == 0
    assert asked.output.startswith(f"Usage: whoowns {name} ")


def test_listing_the_commands_imports_none_of_them() -> None:
    listing = (
        "import atexit, sys; from bot.cli import run; sys.argv = ['whoowns', '--help'];"
        "atexit.register(lambda: print(*sys.modules)); run()"
    )
    listed = subprocess.run(
        [sys.executable, "-c", listing], check=True, capture_output=True, text=True
    )
    modules = listed.stdout.split()
    assert "bot.cli" in modules
    assert not {f"bot.cli.{name}" for name in NAMES}.intersection(modules)
