"""Texts that are too long for Slack: what is left of them is whole."""

import pytest

from bot.render.block_kit.clipping import clipped
from bot.render.block_kit.mrkdwn import BOLD, CODE


@pytest.mark.parametrize(
    ("text", "limit", "left"),
    [
        ("twelve chars", 12, "twelve chars"),
        ("twelve chars", 11, "twelve cha…"),
        (f"{BOLD}bold as that{BOLD}", 8, "*bold*…"),
        ("a & b", 8, "a &amp;…"),  # an escape is never cut in two
        (f"so {BOLD}much{BOLD}", 5, "so …"),  # a mark around nothing is left out
        (f"so {CODE}much{CODE}", 5, "so …"),
    ],
)
def test_the_beginning_that_fits_is_left_with_its_marks_in_pairs(
    text: str, limit: int, left: str
) -> None:
    assert clipped(text, limit) == left
