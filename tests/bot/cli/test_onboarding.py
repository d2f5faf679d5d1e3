"""`whoowns onboarding status`, as somebody at the machine sees it."""

from pathlib import Path

import time_machine
from click.testing import CliRunner

from bot.cli import whoowns
from tests.bot.onboarding.talking import talk
from tests.northwind import NORTHWIND, NOW


@time_machine.travel(NOW, tick=False)
def test_who_finished_and_who_stopped_where(tmp_path: Path) -> None:
    with talk(tmp_path, NORTHWIND, "elena") as terminal:
        terminal.heard("onboard team growth", "skip", by="elena")
    command = ["onboarding", "status", "--database", str(tmp_path / "whoowns.db")]
    result = CliRunner().invoke(whoowns, command)
    assert result.exit_code == 0
    assert result.output.splitlines()[:3] == [
        "0 of 4 questionnaires are done.",
        "  - The organisation: nobody has begun",
        "  - Growth: Elena Ruiz stopped at 2 of 16 on 23 Nov",
    ]


def test_nothing_is_declared_yet(tmp_path: Path) -> None:
    command = ["onboarding", "status", "--database", str(tmp_path / "empty.db")]
    result = CliRunner().invoke(whoowns, command)
    assert result.exit_code == 3
    assert result.output.endswith(
        "holds no map yet. Load one with `whoowns import ownership.yaml`.\n"
    )
