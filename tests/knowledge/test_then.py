"""A question about the past that names no instant is not answered for now."""

import pytest

from knowledge.entities import PageKind
from knowledge.questions import ask
from knowledge.questions.outcome import OfFormerOwners, UnclearInstant, Unsettled
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


@pytest.mark.parametrize(
    "said",
    [
        "who had churn before priya",
        "who had churn before Priya Nair?",
        "who owned churn",
        "who had churn",
        "who was it before priya on churn",
        "who was responsible for churn before goran",
        "who was the previous owner of churn",
        "previous owner of churn quality",
        "who is the former owner of churn",
        "Churn's old owners",
    ],
)
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
        "the old owner of churn left, who owns it",
        "the previous owner is gone, who do i page for churn",
        "it was fine before, who owns churn",
        "the previous version of churn was fine, who owns it",
    ],
)
def test_what_tells_of_the_past_but_asks_of_now_is_answered_for_now(said: str) -> None:
    outcome = ask(said, NORTHWIND, Asker(), NOW)
    assert isinstance(outcome, OwnershipAnswer), outcome
    assert outcome.when.at == NOW


def test_who_owned_several_before_is_told_one_at_a_time() -> None:
    outcome = ask("who owned churn and fraud-model quality", NORTHWIND, Asker(), NOW)
    assert isinstance(outcome, Unsettled), outcome
    assert outcome.questions == (
        ("churn", "who owned model-quality pages of churn"),
        ("fraud-model", "who owned model-quality pages of fraud-model"),
    )
    settled = ask(outcome.questions[1][1], NORTHWIND, Asker(), NOW)
    assert settled == OfFormerOwners(
        NORTHWIND.models["fraud-model"], kinds=(PageKind.MODEL_QUALITY,)
    )
