"""A model that is named as not meant is never answered for."""

import pytest

from bot.conversation import reply_to
from bot.render.plain import plain
from bot.reply import Message
from knowledge.questions import ask
from knowledge.questions.escalation import EscalationAnswer
from knowledge.questions.gaps import GapsAnswer
from knowledge.questions.knowing import KnowledgeAnswer
from knowledge.questions.outcome import Missing, NotUnderstood
from knowledge.questions.ownership import OwnershipAnswer
from knowledge.questions.portfolio import PortfolioAnswer
from knowledge.reading import Asker, Reading, read, read_alert
from tests.northwind import NORTHWIND, NOW


def reading(text: str) -> Reading:
    return read(text, NORTHWIND, Asker(), NOW)


def names(text: str) -> tuple[list[str], list[str]]:
    """The models that are meant, and those that are left out."""
    read_as = reading(text)
    return [m.id for m in read_as.models], [m.id for m in read_as.left_out]


@pytest.mark.parametrize(
    ("said", "left_out"),
    [
        ("who owns everything except churn", "churn"),
        ("who owns all models except churn", "churn"),
        ("who owns everything but not churn", "churn"),
        ("who owns anything other than churn", "churn"),
        ("who owns everything, just not the churn model", "churn"),
        ("who owns every model but churn", "churn"),
        ("all but churn", "churn"),
        ("who is on call for anything but the churn pages tomorrow", "churn"),
        ("who owns everything apart from churn", "churn"),
        ("who owns anything besides churn", "churn"),
        ("excluding fraud model, who owns quality", "fraud-model"),
        ("who owns all models except for churn and fraud-model", "churn and fraud-model"),
        ("everything except churn, churn-uplift", "churn and churn-uplift"),
        ("who is paged, it isn't churn", "churn"),
        ("who knows everything but churn", "churn"),
        ("who do I escalate to for all models except churn", "churn"),
        ("drill for everything but churn", "churn"),
        ("drill everything but churn", "churn"),
        ("blast radius of all but churn", "churn"),
        ("who owns everything except chrun-uplift", "churn-uplift"),
        ("not churn", "churn"),
    ],
)
def test_nobody_is_named_for_what_is_only_left_out(said: str, left_out: str) -> None:
    assert ask(said, NORTHWIND, Asker(), NOW) == NotUnderstood(Missing.OTHERS, left_out)


@pytest.mark.parametrize(
    ("said", "meant", "left_out"),
    [
        ("who is on call for churn, not fraud-model or churn-uplift", ["churn"], 2),
        ("not churn, fraud-model", ["fraud-model"], 1),
        ("it isn't churn, it's fraud-model", ["fraud-model"], 1),
        ("all of it except churn: who owns fraud-model", ["fraud-model"], 1),
        ("churn, no wait, fraud-model", ["fraud-model"], 1),
        ("who owns churn quality, I mean the fraud-model", ["fraud-model"], 1),
        ("who owns churn sorry fraud-model", ["fraud-model"], 1),
        ("who owns churn, churn-uplift, scratch that, fraud-model", ["fraud-model"], 2),
        # and what rules nothing out
        ("churn and, sorry, fraud-model too", ["churn", "fraud-model"], 0),
        ("is churn down or not, fraud-model is", ["churn", "fraud-model"], 0),
        ("not only churn, fraud-model too", ["churn", "fraud-model"], 0),
        ("why isn't churn responding", ["churn"], 0),
        ("who is not answering for churn", ["churn"], 0),
        ("all good but churn", ["churn"], 0),
        ("nothing but errors on churn", ["churn"], 0),
        ("tell me whether or not churn is down", ["churn"], 0),
        ("is anything wrong with churn", ["churn"], 0),
        ("latency worse than usual on churn", ["churn"], 0),
    ],
)
def test_what_is_meant_beside_what_is_not(said: str, meant: list[str], left_out: int) -> None:
    found, out = names(said)
    assert (found, len(out)) == (meant, left_out)


@pytest.mark.parametrize(
    "said",
    [
        "besides priya who can I call for fraud-model quality",
        "who can I call instead of Priya Nair for fraud-model quality",
        "anyone but priya for fraud-model quality",
        "not priya, somebody else for fraud-model quality",
        "who do I call after priya for fraud-model quality",
        "fraud-model quality: who comes after Priya Nair?",
        "who is above priya on fraud-model quality",
    ],
)
def test_whoever_is_ruled_out_calls_for_the_next_one(said: str) -> None:
    outcome = ask(said, NORTHWIND, Asker(), NOW)
    assert isinstance(outcome, EscalationAnswer), outcome
    assert [step.person and step.person.id for step in outcome.briefs[0].pages[0].escalation] == [
        "tomas",
        "priya",
    ]


@pytest.mark.parametrize(
    "said",
    ["fraud-model drifts after priya retrained it", "after priya's deploy fraud-model drifts"],
)
def test_what_followed_somebodys_work_calls_for_no_other(said: str) -> None:
    assert isinstance(ask(said, NORTHWIND, Asker(), NOW), OwnershipAnswer)


def test_who_knows_besides_somebody_is_no_escalation() -> None:
    outcome = ask("who knows fraud-model besides elena", NORTHWIND, Asker(), NOW)
    assert isinstance(outcome, KnowledgeAnswer)


@pytest.mark.parametrize("said", ["gaps in all teams except growth", "gaps, not those of growth"])
def test_gaps_are_not_narrowed_to_a_team_that_is_ruled_out(said: str) -> None:
    outcome = ask(said, NORTHWIND, Asker(), NOW)
    assert isinstance(outcome, GapsAnswer)
    assert outcome.question.team is None


def test_nobody_answers_for_what_everybody_else_owns() -> None:
    outcome = ask("what does everyone but priya own", NORTHWIND, Asker(), NOW)
    assert outcome == NotUnderstood(Missing.MODEL)


def test_a_model_called_like_a_symptom_may_be_no_more_than_that_symptom() -> None:
    assert names("who owns everything, not drift") == ([], [])


def test_an_unknown_model_is_told_though_another_is_left_out() -> None:
    doubt = reading("who owns zebra, not churn").doubt
    assert doubt
    assert doubt.phrase == "zebra"


def test_an_alert_is_about_its_only_model_whatever_it_says() -> None:
    alert = read_alert("p99 is higher than churn latency", NORTHWIND, Asker())
    assert [model.id for model in alert.models] == ["churn"]


def test_what_somebody_owns_besides_a_model() -> None:
    outcome = ask("what does priya own except fraud-model", NORTHWIND, Asker(), NOW)
    assert isinstance(outcome, PortfolioAnswer)
    assert [page.model.id for page in outcome.pages] == []
    heard = plain(reply_to(Message("what else does Priya own besides fraud-model"), NORTHWIND, NOW))
    assert "Priya Nair is declared for no page, leaving out fraud-model." in heard


def test_gaps_besides_those_of_some_models() -> None:
    outcome = ask("gaps except churn and search-suggest", NORTHWIND, Asker(), NOW)
    assert isinstance(outcome, GapsAnswer)
    assert {gap.model for gap in outcome.gaps}.isdisjoint({"churn", "search-suggest"})
    assert outcome.models == len(NORTHWIND.models) - 2
    again = ask(outcome.question.from_number(2), NORTHWIND, Asker(), NOW)
    assert isinstance(again, GapsAnswer)
    assert (again.gaps, again.question.first) == (outcome.gaps, 2)
    heard = plain(reply_to(Message("gaps in growth except churn"), NORTHWIND, NOW))
    assert "of Growth, leaving out churn," in heard


def test_the_refusal_says_what_would_work() -> None:
    heard = plain(reply_to(Message("who owns everything except churn"), NORTHWIND, NOW))
    assert heard.splitlines() == [
        "You only say what to leave out: churn.",
        (
            "Name the models that you mean, several if you like."
            " All pages for which nobody is named: `gaps`."
        ),
    ]
