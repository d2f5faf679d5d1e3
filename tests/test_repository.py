"""What must hold for the repository as a whole."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_lock_names_only_the_public_index() -> None:
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text("utf-8")))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """The script looks the command up, so it must find exactly one."""
    readme = (ROOT / "README.md").read_text("utf-8")
    command = r"^python3 -m venv .*uv run --locked pytest$"
    assert len(re.findall(command, readme, re.MULTILINE)) == 1
