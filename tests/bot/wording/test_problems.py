"""Every problem has a sentence of its own."""

import pytest

from bot.wording.problems import PROBLEM_TEXTS, problem_text
from bot.wording.unreadable import UNREADABLE_TEXTS, unreadable_text
from knowledge.errors import Position, Problem, ProblemCode, UnreadableCode, UnreadableMap


def test_every_code_has_a_wording() -> None:
    assert set(PROBLEM_TEXTS) == set(ProblemCode)
    assert set(UNREADABLE_TEXTS) == set(UnreadableCode)


_FACTS = {
    "wanted": "person",
    "sort": "team",
    "section": "teams",
    "other": "people",
    "platform": "slack",
    "count": "3",
    "limit": "5",
    "value": "x",
    "cycle": "a → b → a",
}


@pytest.mark.parametrize("code", ProblemCode)
def test_every_wording_is_one_sentence(code: ProblemCode) -> None:
    text = problem_text(Problem(code, ("models", "m", "aliases", 0), tuple(_FACTS.items())))
    assert text.endswith((".", "?"))
    assert "\n" not in text


@pytest.mark.parametrize("code", UnreadableCode)
def test_an_unreadable_file_is_told_in_one_sentence_with_its_place(code: UnreadableCode) -> None:
    text = unreadable_text(UnreadableMap("o.yaml", code, "thing", Position(3, 7)))
    assert text.startswith("o.yaml:3:7: ")
    assert text.endswith(".")


def test_words_from_a_file_cannot_command_a_terminal() -> None:
    text = problem_text(Problem(ProblemCode.BAD_ID, ("x",), (("value", "\x1b[31m" + "y" * 200),)))
    assert "\x1b" not in text
    assert "…" in text


def test_a_circle_of_hundreds_is_shortened() -> None:
    cycle = " → ".join(f"model-{number}" for number in range(500))
    text = problem_text(Problem(ProblemCode.CONSUMER_CYCLE, ("models",), (("cycle", cycle),)))
    assert "model-0 →" in text
    assert "→ model-499;" in text
    assert len(text) < 600
