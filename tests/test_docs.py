"""Examples in the README and in docs are run, and have to print what stands there.

All of it happens on Monday 23 November 2026 at noon. A `console` block is a transcript: `$ whoowns …`
lines with what they print. A `chat` block is what Goran Petrov, an admin, says to the packaged sample
organisation, and hears; `elena> ` in place of `> ` is what Elena Ruiz says.
"""

import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner

from bot.cli import whoowns
from bot.cli.source import sample_map
from bot.conversation import Terms
from bot.office import Office
from bot.platforms.console import converse, reacting
from knowledge.store import Memory, Readings
from tests.databases import store_of

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

_FENCED = re.compile(r"^```(console|chat)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#]*)(?:#([^)]+))?\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


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
@time_machine.travel(NOON, tick=False)
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
    path = tmp_path / "sample.db"
    with store_of(path, sample_map(), actor="whoowns", at=NOON, source="sample") as store:
        terms = Terms(Readings(store).backlog, timedelta(days=90), Memory(store, store.load))
        office = Office(store, store.load, lambda: NOON, frozenset({"goran"}), terms)
        talks: dict[str, Talk] = {}
        for who, said, heard in said_in(dialog):
            talk = talks.setdefault(who, Talk(office, who))
            assert (said, talk.hears(said)) == (said, heard)


def said_in(dialog: str) -> list[tuple[str, str, str]]:
    """Who says what and hears what: `elena> undo 3` is said by Elena."""
    _, *parts = re.split(r"^([\w-]*)> ", dialog, flags=re.MULTILINE)
    turns = zip(parts[::2], (p.partition("\n") for p in parts[1::2]), strict=True)
    return [(who or "goran", said, heard.rstrip("\n")) for who, (said, _, heard) in turns]


class Talk:
    """What one person says in the terminal, where a number picks what they were offered."""

    def __init__(self, office: Office, who: str) -> None:
        self._said: list[str] = []
        self._heard = converse(iter(self._said.pop, None), reacting(office, who))

    def hears(self, said: str) -> str:
        self._said.append(said)
        return next(self._heard)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target, anchor in _LINK.findall(page.read_text("utf-8")):
        there = page.parent / target if target else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), f"{target}#{anchor}"


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in links to them."""
    headings = _HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_is_found_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    linked = {ROOT / target for target, _ in _LINK.findall(readme)}
    assert linked >= set(PAGES) - {ROOT / "README.md"}
