"""Two questions in one message: where one answer would drop the other, each is to be asked by itself."""

import pytest

from knowledge.questions import ask
from knowledge.questions.outcome import BriefAnswer, Missing, NotUnderstood
from knowledge.reading import Asker
from tests.northwind import NORTHWIND, NOW


@pytest.mark.parametrize(
    "said",
    [
        "who owns churn and which models have no owner",
        "who owns churn? and what does goran own?",
        "who is paged for fraud-model; which models have no quality owner",
        "who owns churn, also what does Goran Petrov own",
        "who owns churn. What models have no named owner?",
    ],
)
def test_neither_is_dropped(said: str) -> None:
    assert ask(said, NORTHWIND, Asker(), NOW) == NotUnderstood(Missing.BEING_ONE)


@pytest.mark.parametrize(
    "said",
    [
        "who owns churn and what is its runbook",
        "what is wrong with churn, who owns it",
        "churn has no owner, who do I page",
        "who owns churn and who knows it",
        "which of goran's models is broken: churn, who owns it",
        "who owns churn, what a mess",
    ],
)
def test_what_one_answer_tells_is_one_question(said: str) -> None:
    assert isinstance(ask(said, NORTHWIND, Asker(), NOW), BriefAnswer)
