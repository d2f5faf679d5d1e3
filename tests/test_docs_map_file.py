"""The examples in docs/map-file.md do what it says."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.check import check
from knowledge.mapfile import parse_map
from knowledge.mapfile.known_keys import SECTIONS, known_keys

PAGE = (Path(__file__).parents[1] / "docs" / "map-file.md").read_text()
_BLOCK = re.compile(r"^```(.+?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [body for info, body in _BLOCK.findall(PAGE) if info == kind]


def test_the_examples_together_are_one_map() -> None:
    ownership = parse_map("".join(blocks("yaml")).encode(), "ownership.yaml").ownership
    assert set(ownership.models) == {"fraud-model"}
    assert ownership.vocabulary.model_quality == ("gini",)


@pytest.mark.parametrize("console", blocks("console"))
def test_the_reports_are_what_the_command_prints(
    console: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ownership.yaml").write_text(*blocks("yaml broken"))
    Path("gaps.yaml").write_text(*blocks("yaml gaps"))
    command, _, output = console.partition("\n")
    result = CliRunner().invoke(check, command.removeprefix("$ whoowns check ").split())
    assert result.exit_code == 1
    assert result.stdout == output


@pytest.mark.parametrize("section", ["organisation", *SECTIONS])
def test_every_key_has_its_row(section: str) -> None:
    path = (section, "x") if section in SECTIONS else (section,)
    chapter = PAGE.split(f"\n## {section}\n")[1].split("\n## ")[0]
    assert [key for key in known_keys(path) if f"`{key}`" not in chapter] == []
