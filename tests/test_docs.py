"""Examples in the README and in docs are run, and have to print what stands there.

A `console` block is a transcript: `$ whoowns …` lines with what they print. A `chat` block is what
Goran Petrov, an admin, says to the packaged sample organisation, and hears, on Monday 23 November
2026 at noon.
"""

import re
import shlex
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import whoowns
from bot.cli.source import sample_map
from bot.conversation import Terms
from bot.office import Office
from bot.platforms.console import converse, reacting
from knowledge.changes import difference
from knowledge.store import Memory, Store

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

_FENCED = re.compile(r"^```(console|chat)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")


def blocks(kind: str) -> list[object]:
    return [
        pytest.param(text, id=f"{page.relative_to(ROOT)}-{number}")
        for page in PAGES
        if page.name != "map-file.md"  # has a test of its own, with files of its own
        for number, (is_, text) in enumerate(_FENCED.findall(page.read_text("utf-8")), start=1)
        if is_ == kind
    ]


def exchanges(transcript: str, prompt: str) -> list[tuple[str, str]]:
    """What was typed after each prompt, and what came out until the next."""
    parts = re.split(rf"^{re.escape(prompt)}", transcript, flags=re.MULTILINE)
    return [
        (typed, heard.rstrip("\n")) for typed, _, heard in (p.partition("\n") for p in parts[1:])
    ]


@pytest.mark.parametrize("transcript", blocks("console"))
def test_a_transcript_prints_what_stands_there(
    transcript: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ownership.yaml").write_bytes((ROOT / "bot/sample/ownership.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    for typed, expected in exchanges(transcript, "$ "):
        words = shlex.split(typed, comments=True)
        if words[0] == "whoowns":
            printed = CliRunner().invoke(whoowns, words[1:], catch_exceptions=False).output
            assert printed.rstrip("\n") == expected, typed


@pytest.mark.parametrize("dialog", blocks("chat"))
def test_a_dialog_is_heard_as_it_stands_there(dialog: str, tmp_path: Path) -> None:
    said = exchanges(dialog, "> ")
    with closing(Store.open(tmp_path / "sample.db")) as store:
        sample = difference(None, sample_map())
        store.record(sample, actor="whoowns", at=NOON, source="sample")
        reply = reacting(
            Office(
                store,
                store.load,
                lambda: NOON,
                frozenset({"goran"}),
                Terms(confirm_after=timedelta(days=90), memory=Memory(store, store.load)),
            ),
            "goran",
        )
        assert list(converse((line for line, _ in said), reply)) == [heard for _, heard in said]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
