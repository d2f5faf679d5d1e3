"""Each questionnaire from its first question to what it declares: said and heard."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.onboarding.moves import Do
from bot.onboarding.saying import CONFIRM
from bot.onboarding.script import Each
from bot.onboarding.walking import SCRIPTS
from bot.wording.onboarding.questions import ASKINGS
from knowledge.entities import Context, Holders, Page, Pattern, Rotation
from knowledge.questionnaire import Topic
from knowledge.store import AuditTrail
from tests.bot.onboarding.talking import Talk, talk
from tests.northwind import NORTHWIND

ORGANISATION = {
    "What is your organisation called?": "Northwind",
    "And what are you called?": "Priya Nair",
    "In which time zone does Northwind work?": "london",
    "How does Northwind ship models today?": "federated",
    "Where do the models run?": "4",
    "Does a regulator or a contract demand one single accountable operator for every model?": "yes",
    "Does the regulator let product teams work on their models themselves?": "no",
    "Which of these comes nearest to how models get into production?": "3",
    "How many ML engineers are there in all?": "about 12 people",
    "Which product teams have models in production?": "Risk ML, Growth",
    "Which team runs the platform that models are trained and served on?": "ML Platform",
    "How many engineers does the platform have?": "4",
    "Can product teams ship by themselves on paved paths that the platform team offers?": "yes",
    "Who leads Risk ML?": "me",
    "Who leads Growth?": "Maya Osei",
    "Who leads ML Platform?": "don't know",
    "Who works off the queue of requests to the platform?": "1",
    "How many requests in that queue are too many?": "30",
    "From how many model-producing teams on is one central team too few?": "5",
    "And from how many models in production on?": "skip",
}
STATED = (
    "pattern federated; context regulated; single accountable operator yes; autonomy permitted no; "
    "maturity 3; ml engineers 12; platform engineers 4; shared rails yes; "
    "time zone Europe/London; admins Priya Nair"
)
TEAM = {
    "Which channel is Risk ML's?": "C0RISK001",
    "Who is in Risk ML?": "me, Tomas Reyes",
    "What does Risk ML watch its models with?": "Evidently",
    "Which model registry does Risk ML use?": "MLflow",
    "What runs Risk ML's tests and deployments?": "skip",
    "Which models does Risk ML train that are in production?": "fraud-model",
    "It is 2 a.m. and fraud-model's precision has dropped 5 %. Who is paged?": "1",
    "It is 2 a.m. and fraud-model answers with errors and timeouts. Who is paged?": "Hana Sato",
    "Who knows the business that fraud-model decides on?": "Elena Ruiz",
    "Who knows how fraud-model was built and trained?": "Tomas Reyes",
    "Who knows what fraud-model runs on?": "don't know",
    "If Priya Nair doesn't answer for fraud-model's quality, who is tried next?": "tomas then Risk ML",
    "If Hana Sato doesn't answer for fraud-model's infrastructure, who is tried next?": "back",
}


@pytest.fixture
def terminal(tmp_path: Path) -> object:
    with talk(tmp_path) as terminal:
        yield terminal


def answer(terminal: Talk, begin: str, answers: dict[str, str]) -> str:
    """Answer each question as it comes; what is heard after the last."""
    heard = terminal.last(begin)
    for question, said in answers.items():
        assert heard.splitlines()[0] == question
        heard = terminal.heard(begin, said)[-1]
    return heard


def test_the_organisation_is_declared_in_an_empty_database(terminal: Talk) -> None:
    summary = answer(terminal, "onboard", ORGANISATION)
    assert summary.splitlines() == [
        "That is all I ask about the organisation. This is what you would declare:",
        f"  - the organisation: added ({STATED})",
        "  - person Priya Nair (priya): added",
        "  - person Maya Osei (maya): added",
        "  - team Risk ML (risk-ml): added (kind product; lead Priya Nair)",
        "  - team Growth (growth): added (kind product; lead Maya Osei)",
        "  - team ML Platform (ml-platform): added (kind platform)",
        "  - the central queue: added (team ML Platform; signals depth 30, model producing teams 5)",
        "Left open:",
        "  - Who leads ML Platform?",
        "  - And from how many models in production on?",
        "Nothing is declared before you confirm. Then it is, all at once.",
        *summary.splitlines()[-4:],
    ]
    assert terminal.store.load() is None
    assert terminal.heard("onboard", "1")[-1].startswith("Declared: 7 things, as revision 1.")
    organisation = terminal.map.organisation
    assert (organisation.name, organisation.admins) == ("Northwind", ("priya",))
    assert (organisation.pattern, organisation.context) == (Pattern.FEDERATED, Context.REGULATED)
    assert terminal.map.teams["growth"].lead == "maya"
    assert terminal.store.revision() == 1


def test_a_team_and_its_models_are_declared(terminal: Talk) -> None:
    answer(terminal, "onboard", ORGANISATION)
    terminal.heard("onboard", "1")
    back = answer(terminal, "onboard team risk-ml", TEAM)
    assert back.startswith("If Priya Nair doesn't answer for fraud-model's quality")
    assert "So far: tomas then Risk ML." in back
    summary = terminal.heard("onboard", "skip", "goran petrov")[-1]
    assert summary.startswith("That is all I ask about Risk ML.")
    assert terminal.heard("onboard", "1")[-1].startswith("Declared: ")

    model = terminal.map.models["fraud-model"]
    assert model.trained_by == "risk-ml"
    assert model.pages.model_quality == Page(owner="priya", escalation=("tomas", "risk-ml"))
    assert model.pages.infrastructure == Page(owner="hana", escalation=("goran",))
    assert model.knowledge == Holders(business_domain="elena", model="tomas")
    assert terminal.map.people["hana"].name == "Hana Sato"
    (history,) = {entry.actor for entry in AuditTrail(terminal.store).history()}
    assert history == "priya"
    assert terminal.store.revision() == 2
    owner = terminal.last("who owns quality for fraud-model")
    assert owner.startswith("Priya Nair is paged for model-quality on fraud-model.")


def test_what_the_map_knows_is_not_asked(tmp_path: Path) -> None:
    with talk(tmp_path, NORTHWIND, "elena") as terminal:
        heard = terminal.last("onboard team risk-ml", by="elena")
        assert heard.splitlines()[0] == "Who is in Risk ML?"
        heard = terminal.heard("onboard", "priya", *["skip"] * 3, "none", by="elena")[-1]
        # fraud-model's pages, its holders and its escalations are all declared
        assert heard.startswith("That is all I ask about Risk ML.")


def test_a_question_in_the_middle_is_answered_and_the_one_that_waits_is_put_again(
    tmp_path: Path,
) -> None:
    with talk(tmp_path, NORTHWIND, "elena") as terminal:
        heard = terminal.last("onboard team growth", by="elena")
        asked = terminal.last("who owns quality for fraud-model", by="elena")
        assert asked.startswith("Priya Nair is paged for model-quality on fraud-model.")
        assert asked.endswith(heard)
        assert terminal.last("set churn quality hana", by="elena").startswith("Declared.")
        assert terminal.last("hana", by="elena").startswith("Who is in Growth?")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("fraud-model quality", "Priya Nair is paged for model-quality on fraud-model."),
        ("fraud-model 503s!!", "Goran Petrov is paged for infrastructure on fraud-model."),
        ("fraud-model oncall", "Goran Petrov is paged for infrastructure on fraud-model."),
    ],
)
def test_what_is_typed_at_night_is_no_answer_to_a_questionnaire(
    tmp_path: Path, said: str, heard: str
) -> None:
    with talk(tmp_path, NORTHWIND, "elena") as terminal:
        asked = terminal.last("onboard team growth", by="elena")
        answered = terminal.last(said, by="elena")
        assert answered.startswith(heard)
        assert answered.endswith(asked)


def test_a_rotation_that_is_called_like_a_page_is_an_answer(tmp_path: Path) -> None:
    named = Rotation(
        id="churn-quality",
        name="churn-quality",
        members=("hana",),
        time_zone="UTC",
        starts=datetime(2026, 11, 23, 9),  # noqa: DTZ001  # a wall time
        every="1 week",  # type: ignore[arg-type]  # read as in a map file
    )
    declared = replace(NORTHWIND, rotations={**NORTHWIND.rotations, named.id: named})
    with talk(tmp_path, declared, "elena") as terminal:
        asked = terminal.last("onboard team growth", "onboard 1 go model-quality/churn", by="elena")
        assert "churn's precision has dropped" in asked
        assert "churn's" not in terminal.last("churn-quality", by="elena").splitlines()[0]


def test_what_is_not_understood_gets_an_example_and_then_is_set_aside(terminal: Talk) -> None:
    terminal.heard("onboard", "Northwind", "Priya Nair", "skip")
    terminal.heard("onboard", *["skip"] * 4)
    first, second = terminal.heard("lots and lots", "hard to say")
    assert first.splitlines()[:2] == [
        'I need one number, and don\'t find it in "lots and lots".',
        "For instance: `about 12`",
    ]
    assert second.splitlines()[:2] == [
        "I still can't read that, so I have set the question aside. Back leads to it.",
        "Which product teams have models in production?",
    ]
    assert terminal.last("back").startswith("How many ML engineers are there in all?")


def test_finish_later_keeps_everything_for_a_week_and_more(terminal: Talk) -> None:
    terminal.heard("onboard", "Northwind", "Priya Nair")
    later = terminal.last("finish later")
    assert later.startswith("Your answers are kept; nothing is declared yet.")
    assert terminal.last("London").startswith("Nobody has declared an ownership map yet")
    terminal.wait(days=9)
    assert terminal.last("onboard").startswith("In which time zone does Northwind work?")


def test_an_old_question_takes_no_text_for_an_answer(terminal: Talk) -> None:
    terminal.heard("onboard", "Northwind")
    terminal.wait(days=2)
    assert terminal.last("Priya Nair").startswith("Nobody has declared an ownership map yet")
    assert terminal.last("onboard").startswith("And what are you called?")


def test_a_number_is_an_answer_and_picks_no_button(terminal: Talk) -> None:
    terminal.heard("onboard", "Northwind", *["skip"] * 6)
    assert terminal.last("onboard").startswith("How many ML engineers")
    heard = terminal.heard("onboard", "2")[-1]
    assert heard.startswith("Which product teams have models in production?")


@pytest.mark.parametrize("topic", Topic)
def test_every_question_has_its_words(topic: Topic) -> None:
    for part in SCRIPTS[topic]:
        for question in part.questions if isinstance(part, Each) else (part,):
            assert question.key in ASKINGS
            assert question.key not in {*Do, CONFIRM}
            assert question.free is bool(ASKINGS[question.key].example)
