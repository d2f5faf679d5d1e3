"""What the command line reads from and prints to: pipes, terminals with few letters, devices."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.entities import Model
from knowledge.restating import Restated
from tests.databases import store_of
from tests.northwind import NORTHWIND, NOW

WHOOWNS = (sys.executable, "-m", "bot")
NAMES = "Jos\u00e9 \u65e5\u672c \U0001f600"
MAP = f"organisation: {{name: N}}\npeople: {{p: {{name: {NAMES}}}}}\nmodels: {{churn: {{pages: {{model-quality: {{owner: p}}}}}}}}\n"


@pytest.fixture(autouse=True)
def _beside_a_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHOOWNS_DATABASE", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    Path("ownership.yaml").write_text(MAP, "utf-8")


def run(*words: str, **options: object) -> "subprocess.CompletedProcess[bytes]":
    pipes = {"stdin": subprocess.DEVNULL, "capture_output": True} | options
    return subprocess.run([*WHOOWNS, *words], check=False, **pipes)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "--sample", "who owns churn quality"),
        ("check", "ownership.yaml"),
        ("patterns", "table"),
        ("--help",),
        ("--version",),
    ],
)
def test_a_pipe_that_nobody_reads_on_says_nothing_of_what_was_asked(words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = run(*words, capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("words", [("--help",), ("--version",), ("check", "ownership.yaml")])
def test_a_full_disk_is_said_to_be_full_whatever_is_printed(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = run(*words, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 3
    assert ended.stderr == b"The output can't be written: the disk is full.\n"


def test_a_terminal_without_a_letter_shows_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    ended = run("ask", "--map", "ownership.yaml", "churn quality")
    assert (ended.returncode, ended.stderr) == (0, b"")
    first = ended.stdout.decode("latin-1").splitlines()[0]
    assert first == "Jos\u00e9 \\u65e5\\u672c \\U0001f600 is paged for model-quality on churn."


def test_what_programs_read_is_utf_8_on_any_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    asked = run("ask", "--json", "--map", "ownership.yaml", "churn quality")
    assert json.loads(asked.stdout)["answers"][0]["on_call"] == {"id": "p", "name": NAMES}
    assert run("import", "ownership.yaml").returncode == 0
    assert NAMES[:-2] in run("export").stdout.decode()  # YAML spells the last one otherwise
    assert NAMES in run("audit", "--json").stdout.decode()


@pytest.mark.parametrize("words", [("ask", "--sample", "-"), ("chat", "--sample")])
def test_no_input_at_all_is_an_empty_one(words: tuple[str, ...]) -> None:
    ended = run(*words, stdin=None, preexec_fn=lambda: os.close(0))
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "-"), "/dev/stdin: 1 model, 1 gap\n"),
        (("import", "-"), "Imported /dev/stdin into whoowns.db as revision 1"),
        (("ask", "--map", "-", "churn quality"), " is paged for model-quality on churn."),
    ],
)
def test_a_map_is_read_from_standard_input(words: tuple[str, ...], said: str) -> None:
    ended = run(*words, stdin=None, input=MAP.encode())
    assert ended.stderr == b""
    assert said in ended.stdout.decode()


def test_a_file_whose_name_is_no_text_can_be_imported() -> None:
    named = os.fsdecode(b"\xff.yaml")
    Path("ownership.yaml").rename(named)
    assert run("import", named).returncode == 0
    assert "import \ufffd.yaml" in run("audit").stdout.decode()


def test_an_export_to_a_pipe_or_a_device_leaves_it_what_it_is() -> None:
    assert run("import", "ownership.yaml").returncode == 0
    os.mkfifo("pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_text("utf-8")))
    reader.start()
    ended = run("export", "pipe")
    if not ended.returncode:
        reader.join(10)
    assert (ended.returncode, Path("pipe").is_fifo()) == (0, True)
    assert NAMES[:-2] in read[0]
    assert NAMES[:-2] in run("export", "/dev/stdout").stdout.decode()


def test_ctrl_c_before_anything_has_begun_ends_it_without_a_word() -> None:
    Path("click.py").write_text("raise KeyboardInterrupt")  # as if pressed while that is imported
    ended = run("--help")
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")


def test_a_chat_goes_on_behind_a_line_that_a_spoilt_model_keeps_from_an_answer() -> None:
    many = {f"m-{number}": Model(id=f"m-{number}") for number in range(1_001)}
    with store_of(
        Path("whoowns.db"), replace(NORTHWIND, models={**NORTHWIND.models, **many})
    ) as store:
        ill = Restated("m-7", b"{}", b'{"runbook":"no address"}')
        store.record([ill], actor="root", at=NOW, source="test")
    lines = b"who owns m-7\nwho owns fraud-model quality\n"
    ended = run("chat", "--database", "whoowns.db", stdin=None, input=lines)
    assert (ended.returncode, ended.stderr) == (0, b"")
    _, spoilt, well = ended.stdout.decode().split("\n> ")
    assert "whoowns.db is damaged" in spoilt
    assert "model m-7: runbook" in spoilt
    assert "is paged for model-quality on fraud-model." in well
