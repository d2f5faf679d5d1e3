"""A time that a question is asked of is understood, or asked back: never dropped."""

from datetime import UTC, datetime

import pytest

from knowledge.questions import Outcome, ask
from knowledge.questions.outcome import BriefAnswer, OfThePast, UnclearInstant
from knowledge.reading import Asker
from tests.northwind import NORTHWIND, NOW

UNKNOWN = [
    "on labour day", "on payday", "on launch day", "on st patrick's day", "launch day", "during the release",
    "during the code freeze", "during my shift", "throughout the offsite", "over the break", "over lunch", "over eid",
    "at launch", "at teatime", "at release time", "at the product launch", "at that time", "at closing time",
    "over the code freeze", "over the summer break", "at the start of the sprint", "over the lunch break", "for the next 3 days", "over the next few hours", "next 24 hours",
    "the next rotation", "next sprint", "this summer", "in the spring", "in q1", "the day after", "the night before",
    "the shift after", "that day", "all day", "all day friday", "friday all day", "for the whole day", "for the day",
    "the rest of the day", "the day of the launch", "the night of the launch", "the first friday", "the friday after",
    "from monday", "starting tomorrow", "as of friday", "between now and friday", "up to friday", "until then",
    "by then", "after 5", "before 6", "tonight after 10", "tonight 9", "monday 9.00", "monday the 30th",
    "the thirtieth", "30.11.26", "w/c 30 nov", "early in the morning", "by night", "overnight", "midweek",
    "in under an hour", "in less than 2 hours", "friday lunch", "9pmish", "in the early hours", "before the handover",
]  # fmt: skip
OF_A_STATE = [
    "within 2 hours", "within the hour", "soon", "shortly", "eventually", "nightly", "some day", "in a bit",
    "for two days", "for 2h", "after the release", "once the release is out", "as soon as we ship",
    "while i'm on vacation",
]  # fmt: skip


def answer(said: str, now: datetime = NOW) -> Outcome:
    return ask(said, NORTHWIND, Asker(), now)


@pytest.mark.parametrize("when", [*UNKNOWN, *OF_A_STATE])
def test_a_time_that_is_asked_of_is_never_dropped(when: str) -> None:
    for said in (
        f"who is on call for fraud-model {when}",
        f"who owns fraud-model quality {when}?",
        f"{when}, who is paged for churn",
        f"fraud-model {when}",
    ):
        assert not isinstance(answer(said), BriefAnswer), said


@pytest.mark.parametrize(
    "said",
    [
        "is anyone on call for fraud-model over the break",
        "who's on during the release for fraud-model",
        "who do i page on labour day for fraud-model",
        "who gets paged if fraud-model breaks during the launch",
        "if fraud-model breaks on launch day, who gets paged",
        "who is on call for fraud-model drift over the break",
        "who is on call for platform-primary during the release",
        "fraud-model monday 9:00",
        "what does priya own during the release",
    ],
)
def test_so_it_is_wherever_it_is_asked_of(said: str) -> None:
    assert isinstance(answer(said), UnclearInstant), said


@pytest.mark.parametrize(
    "said",
    [
        "fraud-model is on fire, who is on call",
        "who is on call for fraud-model in prod",
        "who is on call for fraud-model at the moment",
        "who is on call for fraud-model at this hour",
        "who is on call for fraud-model on our side",
        "who is on call for fraud-model on kubernetes",
        "who is on call for fraud-model by default",
        "who is on call for fraud-model from now on",
        "who is on call for fraud-model for real",
        "who is on call for fraud-model after all",
        "who owns fraud-model at our company",
        "who owns fraud-model at growth",
        "who is on call for fraud-model at checkout",
        "who is on call for fraud-model at l1",
        "who do i page for fraud-model at the infra level",
        "fraud-model at zero traffic, who do i page",
        "fraud-model at peak traffic who is on call",
        "who is on call for fraud-model at customer acme",
        "who owns fraud-model at the end of the chain",
        "who do i page for fraud-model latency at p99 over 300ms",
        "who do i page fraud-model over its error budget",
        "who is paged for fraud-model over everything else",
        "who is on call for fraud-model on prod these days",
        "who is paged for fraud-model during the current outage",
        "who owns fraud-model for the day to day ops",
        "who is on call for fraud-model in spring boot",
        "who do i page fraud-model in fall back mode",
        "who owns fraud-model once and for all",
        "who is on call for fraud-model as soon as possible",
        "who owns fraud-model over in risk",
        "fraud-model errors during inference, who do i page",
        "who do i page for fraud-model timeouts during inference",
        "who is paged for fraud-model during an outage",
        "fraud-model crashed during the deploy, who do i page",
        "during the release fraud-model crashed, who do i page",
        "after the deploy fraud-model is down, who do i page",
        "who do i page for fraud-model after the deploy",
        "who is on call for fraud-model since the deploy",
        "who is paged once fraud-model drifts",
        "who is paged if fraud-model is down for 10 minutes",
        "who is on call fraud-model down for 2 hours",
        "who can fix fraud-model soon",
        "who can look at fraud-model within the hour",
        "call me back within 2 hours, who owns fraud-model",
        "i've been on call for 12 hours, who owns fraud-model",
        "i'm at lunch, who is on call for fraud-model",
        "i was paged at dinner, who owns fraud-model quality",
        "while we are at it, who owns fraud-model",
        "fraud-model p99 over 500ms, who is on call",
        "who is on call, fraud-model over slo",
        "all day fraud-model has been down, who is on call",
        "fraud-model is slow all day, who is paged",
        "who do i page, fraud-model slow this morning",
        "who is paged for the fraud-model nightly job",
        "who is next on call for fraud-model",
        "third time this week fraud-model is down, who do i page",
        "fraud-model must be back by friday, who owns it",
        "every night fraud-model crashes, who do I page",
        "every weekend it crashes, who is on call for fraud-model",
        "we retrain fraud-model every sunday, who owns it",
        "on mondays fraud-model times out, who do i page",
        "the 2am batch of fraud-model failed, who do i page",
        "friday's deploy broke fraud-model, who do i page",
        "the release on friday broke fraud-model, who is on call",
        "monday's fraud-model run failed, who do i page",
    ],
)
def test_the_time_of_the_trouble_and_ordinary_words_are_answered_for_now(said: str) -> None:
    outcome = answer(said)
    assert isinstance(outcome, BriefAnswer), outcome
    assert not outcome.when.stated


@pytest.mark.parametrize(
    "said",
    [
        "it's 2am, who do i page for fraud-model",
        "it is 2am and fraud-model is down who is on call",
        "its 2 am here, who owns fraud-model",
        "it's 2 in the morning and fraud-model is down, who do i call",
        "it's monday night and fraud-model is down, who do i page",
        "the monday release broke fraud-model, who is on call",
    ],
)
def test_what_time_it_is_says_who_asks_is_now(said: str) -> None:
    outcome = answer(said, datetime(2026, 11, 24, 2, 10, tzinfo=UTC))
    assert isinstance(outcome, BriefAnswer), outcome
    assert not outcome.when.stated


def test_an_hour_asked_of_is_not_now_though_it_is_said_what_day_it_is() -> None:
    ten = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert isinstance(answer("it's monday, who is on call for churn at 9am", ten), UnclearInstant)


def test_a_part_of_today_that_is_over_is_asked_back_where_it_is_asked_of() -> None:
    evening = datetime(2026, 11, 23, 18, 10, tzinfo=UTC)
    for said in ("who is on call for fraud-model this morning", "fraud-model this afternoon"):
        assert isinstance(answer(said, evening), UnclearInstant), said
    assert isinstance(answer("who was on call for fraud-model this morning", evening), OfThePast)


@pytest.mark.parametrize("said", ["roughly", "exactly", "approximately"])
def test_about_so_many_hours_are_so_many(said: str) -> None:
    outcome = answer(f"who is on call for fraud-model in {said} 2 hours")
    assert isinstance(outcome, BriefAnswer), outcome
    assert outcome.when.at == datetime(2026, 11, 23, 14, tzinfo=UTC)


def test_a_short_month_may_end_in_a_dot() -> None:
    outcome = answer("who owns fraud-model quality nov. 30")
    assert isinstance(outcome, BriefAnswer), outcome
    assert outcome.when.at == datetime(2026, 11, 30, 12, tzinfo=UTC)
