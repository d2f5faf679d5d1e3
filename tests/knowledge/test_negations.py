"""A question that is asked the wrong way round is not answered as if it weren't."""

import pytest

from bot.conversation import reply_to
from bot.render.plain import plain
from bot.reply import Message
from knowledge.questions import ask
from knowledge.questions.gaps import GapsAnswer
from knowledge.questions.outcome import BriefAnswer, Missing, NotUnderstood
from knowledge.questions.portfolio import PortfolioAnswer
from knowledge.reading import Asker
from tests.northwind import NORTHWIND, NOW


@pytest.mark.parametrize(
    "said",
    [
        "who is not on call for churn",
        "who isn't on call for churn tomorrow",
        "WHO ISNT ON CALL FOR CHURN",
        "who is not on call for fraud-quality",
        "who was not on call for churn yesterday",
        "who doesn't own churn",
        "who should not be paged for churn",
        "who shouldn't I page for churn",
        "which models does goran not own",
        "what does Goran Petrov not own",
        "what don't I own",
        "models goran doesn't own",
        "which models are not owned by goran",
        "which models aren't owned by risk ml",
        "which models don't have gaps",
        "which models have no gaps",
        "models without gaps",
    ],
)
def test_who_or_what_does_not_is_not_told(said: str) -> None:
    assert ask(said, NORTHWIND, Asker(), NOW) == NotUnderstood(Missing.NEGATED)


@pytest.mark.parametrize(
    "said",
    [
        "who owns churn if goran is not on call",
        "goran is not on call for churn, who is",
        "goran is not on call for churn",
        "not sure who owns churn",
        "I don't know who is on call for churn",
        "I don't own churn who does",
        "I'm not on call but churn is down, who is",
        "what if goran is not on call for churn",
        "who do i call when goran is not on call for churn",
        "who owns churn I was not paged",
        "who owns churn? I was not paged",
        "isn't goran on call for churn",
        "who is not responding on churn",
        "who owns churn, not fraud-model",
        "is churn not owned by goran",
        "does churn have no gaps",
        "why is churn not owned",
    ],
)
def test_what_is_only_told_to_be_not_so_is_no_such_question(said: str) -> None:
    outcome = ask(said, NORTHWIND, Asker(), NOW)
    assert isinstance(outcome, BriefAnswer), outcome
    assert [brief.model.id for brief in outcome.briefs] == ["churn"]


@pytest.mark.parametrize(
    "said",
    [
        "which models are not owned",
        "which models are not owned by anyone",
        "models not owned by any team",
        "which models aren't owned by anybody",
        "which models don't have a quality owner",
        "does every model have an owner",
        "do all models have owners",
        "are all models covered",
        "is everything owned",
        "which models aren't covered on saturday 02:00",
        "is there an owner for every model",
        "do we have no gaps",
    ],
)
def test_where_nobody_is_can_be_told(said: str) -> None:
    assert isinstance(ask(said, NORTHWIND, Asker(), NOW), GapsAnswer)


def test_which_models_are_not_owned_on_a_day_is_asked_of_the_day_to_come() -> None:
    outcome = ask("which models are not owned on friday", NORTHWIND, Asker(), NOW)
    assert isinstance(outcome, GapsAnswer)
    assert outcome.question.when.at > NOW


def test_what_somebody_owns_is_told_though_something_else_is_not_so() -> None:
    said = "I'm not on call, what does goran own"
    assert isinstance(ask(said, NORTHWIND, Asker(), NOW), PortfolioAnswer)


def test_it_says_what_can_be_asked_instead() -> None:
    said = plain(reply_to(Message("who is not on call for churn"), NORTHWIND, NOW))
    assert said.splitlines() == [
        "I can tell who is, and where nobody is, but not who isn't.",
        "Ask the other way round, such as `what does Priya Nair own`. All pages for which nobody is named: `gaps`.",
    ]
