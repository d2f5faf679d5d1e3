"""Questions that begin as a command does, and commands that nearly are one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import commands, errands
from bot.reacting import react
from bot.render.plain import plain
from bot.reply import Message
from tests.bot.desk import PLACE, Desk, desk_at

VERBS = (*commands.VERBS, *errands.VERBS)
TROUBLES = (
    ("latency on fraud-model, who do I page", "Goran Petrov is paged for infrastructure"),
    ("latency on fraud-model", "Goran Petrov is paged for infrastructure"),
    ("in predictions of fraud-model", "Priya Nair is paged for model-quality"),
)
ASK_MORE = {
    "knowledge latency on fraud-model, who do I page": "Elena Ruiz knows the business",
    "history latency on fraud-model, who do I page": "Infrastructure pages of fraud-model were declared",
}
"""Where the verb's word asks something by itself."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One for all, since nothing that is said here changes anything."""
    with desk_at(tmp_path_factory.mktemp("desk"), admins=frozenset({"hana"})) as desk:
        yield desk


def test_every_verb_begins_a_question_too(desk: Desk) -> None:
    """Whether the verb's word is that of a trouble, as in `link latency`, or only stands before it."""
    for verb in VERBS:
        asked = [(f"{verb} {trouble}", answer) for trouble, answer in TROUBLES]
        expected = {said: ASK_MORE.get(said, answer) for said, answer in asked}
        heard = {said: desk.says("hana", said) for said in expected}
        assert {said: text for said, text in heard.items() if expected[said] not in text} == {}
    assert desk.ownership.revision == 1


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("audit trail accuracy drop on fraud-model", "Priya Nair is paged for model-quality"),
        (
            "clear drop in recall on fraud-model, who owns it?",
            "Priya Nair is paged for model-quality",
        ),
        ("conflicts in predictions of fraud-model", "Priya Nair is paged for model-quality"),
        ("link down for fraud-model", "Goran Petrov is paged for infrastructure"),
        (
            "undo deploy of fraud-model, errors everywhere",
            "Goran Petrov is paged for infrastructure",
        ),
        ("set up drift alerts for churn-uplift", "Hana Ito is paged for model-quality"),
        ("queue 500 errors on fraud-model, who do I page", "Goran Petrov is paged"),
        ("clear drop in recall on fraud-modle, who owns it", 'I read "fraud-modle" as fraud-model'),
        ("clear latency on search, whose is it", "search-ranker"),
    ],
)
def test_the_answer_says_how_the_command_goes(desk: Desk, said: str, heard: str) -> None:
    answer = desk.says("hana", said)
    assert heard in answer
    verb = said.split(" ", maxsplit=1)[0]
    assert f"I took that for a question. As a command it goes like this: `{verb} " in answer


@pytest.mark.parametrize(
    "said",
    [
        "consumes fraud-model memory, who do I page",
        "consumer fraud-model sees errors who is on call?",
        "take churn who is it quality",
        "take churn quality?",
        "consumer fraud-model not loading?",
        "confirm fraud-model?",
        "set churn quality to hana?",
        "confirm fraud-model latency",
        "confirm fraud-model quality drop",
        "clear fraud-model quality alerts because they are noisy",
        "model retire fraud-model predictions because they are wrong",
        "rotation resume fraud-quality who is next for fraud-model",
    ],
)
def test_nothing_is_carried_out_that_was_asked_or_only_begins_as_a_command(
    desk: Desk, said: str
) -> None:
    assert "`" in desk.says("hana", said)
    assert desk.ownership.revision == 1


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("clear frud-model quality because it goes", 'no model called "frud-model"'),
        ("clear frud-model latency because it goes", 'no model called "frud-model"'),
        ("set the fraud-model quality to priya", 'no model called "the"'),
        ("set fraud-model latency priya", "which kind"),
        ("accept fraud-model drift until friday because who cares", "which kind"),
        ("clear fraud-model because who knows who owns it", "which kind"),
        ("set fraud-model quality to whoever is on call", "no person, rotation or team"),
        ("undo 3 errors", "I didn't understand"),
        ("audit frud-model latency", "was ever declared"),
        ("link latency", "no person, rotation or team"),
        ("propose set fraud-model latency priya", "which kind"),
        ("snooze fraud-model errors", "which time"),
    ],
)
def test_a_mistyped_command_gets_its_usage(desk: Desk, said: str, heard: str) -> None:
    answer = desk.says("hana", said)
    assert heard in answer
    assert "It goes like this: `" in answer


def test_a_verb_alone_is_no_name_and_gets_its_usage(desk: Desk) -> None:
    heard = {verb: desk.says("hana", verb) for verb in VERBS}
    assert {verb: text for verb, text in heard.items() if "I know no model" in text} == {}
    for verb in ("swap", "queue", "dismiss", "undismiss", "prefer", "decline", "cover", "set"):
        assert f"It goes like this: `{verb} " in heard[verb]


def test_a_verb_alone_that_is_a_models_name_asks_for_the_model(tmp_path: Path) -> None:
    with desk_at(tmp_path, admins=frozenset({"hana"})) as desk:
        for name in ("queue", "swap", "set"):
            assert desk.says("hana", f"model add {name}").startswith("Declared.")
            assert f"NOBODY is named for infrastructure pages on {name}" in desk.says("hana", name)


def test_a_guest_who_may_ask_is_answered_too(desk: Desk) -> None:
    office = replace(desk.office, guests_may_ask=True)
    guest = replace(desk.speaker("guest"), is_member=False)

    def heard(text: str) -> str:
        return plain(react(Message(text, guest.account, PLACE), guest, office).reply)

    assert "Goran Petrov is paged" in heard("link latency on fraud-model who do I page")
    assert "Goran Petrov is paged" in heard("clear errors on fraud-model")
    assert "member" in heard("clear fraud-model quality because I can")
    assert "member" in heard("consumes fraud-model payments")


@pytest.mark.parametrize(
    ("said", "heard", "insisting"),
    [
        (
            "consumer fraud-model not loading",
            "Goran Petrov is paged for infrastructure on fraud-model.",
            "consumer fraud-model called not loading",
        ),
        (
            "consumes fraud-model is drifting again because of the holidays",
            "Priya Nair is paged for model-quality on fraud-model.",
            "consumes fraud-model called is drifting again because of the holidays",
        ),
        (
            "consumes fraud-model why",
            "Goran Petrov is paged for infrastructure on fraud-model.",
            "consumes fraud-model called why",
        ),
        (
            "consumes churn payments gateway",
            "`payments gateway` may be a name or tell of a trouble. Nothing was declared.",
            "consumes churn called payments gateway",
        ),
        (
            "person add fraud-model not loading",
            "Goran Petrov is paged for infrastructure on fraud-model.",
            "person add fraud-model called not loading",
        ),
        (
            "team add churn is drifting",
            "!! NOBODY is named for model-quality pages on churn.",
            "team add churn called is drifting",
        ),
    ],
)
def test_what_tells_of_a_trouble_is_no_name_unless_it_is_called_one(
    tmp_path: Path, said: str, heard: str, insisting: str
) -> None:
    with desk_at(tmp_path, admins=frozenset({"hana"})) as desk:
        answer = desk.says("hana", said)
        assert answer.startswith(heard)
        assert answer.endswith(f"No, it is a name: {insisting}")
        assert desk.ownership.revision == 1
        assert desk.says("hana", insisting).startswith("Declared.")


@pytest.mark.parametrize(
    "said",
    [
        "consumer fraud-model lag-alerts",
        "consumes fraud-model payments",
        "consumes fraud-model nightly report",
        "consumes fraud-model drift",
        "consumer fraud-model called why",
        "person add jose Jos\u00e9 Mar\u00eda",
        "person add will Will Strange",
        "person add down Ed Down",
        "team add churn-api Churn API",
        "team add fraud-ops Fraud Model Operations",
        "person add noor called Noor Haddad",
    ],
)
def test_names_may_be_of_any_words(tmp_path: Path, said: str) -> None:
    with desk_at(tmp_path, admins=frozenset({"hana"})) as desk:
        assert desk.says("hana", said).startswith("Declared.")


def test_a_consumer_that_is_known_is_confirmed_whatever_it_is_called(tmp_path: Path) -> None:
    with desk_at(tmp_path, admins=frozenset({"hana"})) as desk:
        desk.says("elena", "consumes fraud-model called error dashboard")
        assert desk.says("hana", "consumer fraud-model error dashboard").startswith("Declared.")
        assert desk.says("elena", "consumes fraud-model Error Dashboard").startswith("It is so")
