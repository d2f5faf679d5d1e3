"""The bot in a terminal."""

from collections.abc import Iterable

from bot.platforms.console import asking, converse
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


def test_a_goodbye_ends_it() -> None:
    assert len(heard("help", "exit", "help")) == 1


def test_the_asker_is_a_person_of_the_map() -> None:
    assert heard("what do I own", sender="hana")[0].startswith("Hana Ito")
