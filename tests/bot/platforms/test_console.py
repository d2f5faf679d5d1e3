"""The bot in a terminal."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.platforms.console import asking, converse
from tests.bot.onboarding.talking import talk
from tests.northwind import NORTHWIND, NOW


def heard(*lines: str, sender: str | None = None) -> list[str]:
    return list(converse(lines, asking(lambda: NORTHWIND, lambda: NOW, sender)))


def first_lines(replies: Iterable[str]) -> list[str]:
    return [reply.splitlines()[0] for reply in replies]


def test_a_number_picks_what_was_offered() -> None:
    assert first_lines(heard("who owns search quality", "2")) == [
        '"search" fits several models. Which one?',
        "!! NOBODY is named for model-quality pages on search-suggest.",
    ]


def test_a_number_that_was_not_offered_is_a_question_like_any_other() -> None:
    replies = first_lines(heard("who owns search quality", "3"))
    assert replies[1] == "I know no model called `3`."


def test_over_a_map_file_questions_are_answered_and_nothing_else() -> None:
    replies = first_lines(heard("set churn quality hana", "onboard", "plan for churn", "health"))
    assert replies == [
        "Here I only answer questions, so nothing was done.",
        "Here I only answer questions, so nothing was done.",
        "churn is not ready to change hands.",
        "50 of 100 for Northwind's map.",
    ]


def test_a_goodbye_ends_it() -> None:
    assert len(heard("help", "exit", "help")) == 1


def test_the_asker_is_a_person_of_the_map() -> None:
    assert heard("what do I own", sender="hana")[0].startswith("Hana Ito")


@pytest.mark.parametrize(
    ("said", "first", "late"),
    [
        (
            "propose set fraud-model quality elena because she knows it",
            (
                "Proposed, as number 1. Nothing is changed yet.\n"
                "These people can approve it: Priya Nair, Goran Petrov, Hana Ito, Tomas Reyes."
            ),
            "Without a decision it lapses on 7 Dec.",
        ),
        (
            "cover fraud-quality from 2026-12-04T18:00 to 2026-12-05T09:00",
            (
                "Open as number 1, for Priya Nair.\n"
                "fraud-quality from Fri 4 Dec 18:00 to Sat 5 Dec 09:00 (Europe/London)."
            ),
            (
                "Nothing is changed yet. Without an answer it ends on Fri 4 Dec 18:00 (Europe/London).\n"
                "  1. Withdraw: cover withdraw 1"
            ),
        ),
    ],
)
def test_nobody_is_said_to_be_told_of_what_is_typed_in_a_terminal(
    tmp_path: Path, said: str, first: str, late: str
) -> None:
    by = "elena" if said.startswith("propose") else "tomas"
    with talk(tmp_path, NORTHWIND) as room:
        told = "From a terminal I tell nobody: tell them yourself."
        assert room.last(said, by=by) == f"{first}\n{told}\n{late}"
