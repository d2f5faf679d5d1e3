"""A map is made from nothing, as it stands in the README and in docs.

A `chat-from-nothing` block is what Priya says to an empty database, and hears; a line of three dots
stands for any lines that are left out. What is said without an answer below it is answered all the same.
"""

import re
from contextlib import closing
from pathlib import Path

import pytest

from bot.office import Office
from bot.platforms.console import converse, reacting
from knowledge.store import Store
from tests.test_docs import NOON, PAGES, ROOT, exchanges

_FENCED = re.compile(r"^```chat-from-nothing\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DOTS = "\u2026"

STORIES = [
    pytest.param(text, id=f"{page.relative_to(ROOT)}-{number}")
    for page in PAGES
    for number, text in enumerate(_FENCED.findall(page.read_text("utf-8")), start=1)
]


@pytest.mark.parametrize("story", STORIES)
def test_a_map_is_made_from_nothing(story: str, tmp_path: Path) -> None:
    said = exchanges(story, "> ")
    with closing(Store.open(tmp_path / "whoowns.db")) as store:
        office = Office(store, store.load, lambda: NOON)
        heard = converse((line for line, _ in said), reacting(office, "priya"))
        for (line, expected), text in zip(said, heard, strict=True):
            assert shown(expected).fullmatch(text), (line, text)
        declared = store.load()
    assert declared is not None
    assert declared.models
    assert declared.gaps(NOON) == []


def shown(expected: str) -> re.Pattern[str]:
    """What stands on the page, with anything where the dots are, or where nothing stands."""
    if not expected:
        return re.compile(".*", re.DOTALL)
    pieces = (re.escape(piece) for piece in expected.split(f"\n{_DOTS}"))
    return re.compile("(?:\n.*)*".join(pieces))
