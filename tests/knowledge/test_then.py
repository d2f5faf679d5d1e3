"""A question about the past that names no instant is not answered for now."""

import pytest

from knowledge.questions import ask
from knowledge.questions.outcome import OfFormerOwners, UnclearInstant
from knowledge.questions.ownership import OwnershipAnswer
from knowledge.reading import Asker
from tests.northwind import NORTHWIND, NOW


@pytest.mark.parametrize(
    "said",
    [
        "who was on call for churn",
        "who was paged for fraud-model quality?",
        "who had the pager for churn",
        "who was on call for platform-primary",
        "who were on duty for churn and fraud-model",
    ],
)
def test_it_is_asked_when_that_was(said: str) -> None:
    assert ask(said, NORTHWIND, Asker(), NOW) == UnclearInstant()


@pytest.mark.parametrize("said", ["who had churn before priya", "who owned churn", "who had churn"])
def test_who_had_a_model_before_is_told_by_its_history(said: str) -> None:
    assert isinstance(ask(said, NORTHWIND, Asker(), NOW), OfFormerOwners)


@pytest.mark.parametrize(
    "said",
    [
        "churn was slow who is on call",
        "who just got paged for churn",
        "why was I paged for churn",
        "sorry, who was it that owns churn",
        "churn had a new release, who do I page",
    ],
)
def test_what_tells_of_the_past_but_asks_of_now_is_answered_for_now(said: str) -> None:
    outcome = ask(said, NORTHWIND, Asker(), NOW)
    assert isinstance(outcome, OwnershipAnswer), outcome
    assert outcome.when.at == NOW
