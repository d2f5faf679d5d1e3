"""A wish for another owner that is no command is not answered by who it is now: as if it were done."""

import pytest

from knowledge.questions import ask
from knowledge.questions.outcome import BriefAnswer, Missing, NotUnderstood
from knowledge.reading import Asker
from tests.northwind import NORTHWIND, NOW


@pytest.mark.parametrize(
    "said",
    [
        "give churn to hana",
        "please assign churn quality to me",
        "Hand over churn to Tomas, thanks",
        "transfer fraud-model quality to goran",
    ],
)
def test_nobody_is_named_for_a_wish(said: str) -> None:
    assert ask(said, NORTHWIND, Asker(), NOW) == NotUnderstood(Missing.QUESTION)


@pytest.mark.parametrize(
    "said",
    [
        "give me the owner of churn",
        "assign churn to whom?",
        "hand over to whoever owns churn",
        "who do I give churn alerts to",
        "churn gives 503 to everybody",
    ],
)
def test_a_question_that_speaks_of_giving_is_answered(said: str) -> None:
    assert isinstance(ask(said, NORTHWIND, Asker(), NOW), BriefAnswer)
