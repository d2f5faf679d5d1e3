"""Confirming: once, as it was read, and only what the person may declare."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from bot.commands.speaker import Speaker
from bot.delivering import keys_of
from bot.errands.onboarding.offering import offer_to_begin
from bot.form import Form
from bot.forms import form_for, submitted
from bot.office import Office
from bot.reacting import react
from bot.reply import Message, Place
from knowledge.difference import difference
from knowledge.entities import Page, Person
from knowledge.questionnaire import State, Topic
from knowledge.store.owed import Owed
from knowledge.store.proposals import Proposals
from knowledge.store.questionnaires import Questionnaires
from tests.bot.onboarding.talking import Talk, talk
from tests.northwind import NORTHWIND, NOW

LED_BY_HANA = replace(
    NORTHWIND,
    organisation=replace(NORTHWIND.organisation, admins=("elena",)),
    teams={
        **NORTHWIND.teams,
        "growth": replace(NORTHWIND.teams["growth"], lead="hana", members=("hana",)),
    },
)
TO_THE_MODELS = ("onboard team growth", "skip", "skip", "skip", "none")


@pytest.fixture
def growth(tmp_path: Path) -> object:
    with talk(tmp_path, LED_BY_HANA) as terminal:
        yield terminal


def asked(terminal: Talk, *said: str) -> str:
    """Hana goes through the questions about her team until the last of these."""
    return terminal.last(*said, by="hana")


def to_the_end(terminal: Talk) -> str:
    heard = terminal.last("onboard team growth", by="hana")
    while "all I ask" not in heard:
        heard = terminal.last("skip", by="hana")
    return heard


def confirming(summary: str) -> str:
    (said,) = re.findall(r"(?:Confirm|Done): (.*)", summary)
    return str(said)


def test_a_lead_declares_at_once_what_they_may(growth: Talk) -> None:
    heard = asked(growth, *TO_THE_MODELS, "hana")
    assert heard.startswith("It is 2 a.m. and churn-uplift answers") or "churn" in heard
    summary = to_the_end(growth)
    assert "  - churn, model-quality pages: was Growth, is Hana Ito" in summary
    declared = growth.last(confirming(summary), by="hana")
    assert declared.startswith("Declared: 1 thing, as revision 2.")
    assert growth.map.models["churn"].pages.model_quality == Page(owner="hana")


def test_a_page_that_would_have_nobody_is_said_so_before_it_is_declared(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS, "nobodys-turn")
    told = "!! NOBODY would be named for model-quality pages on churn: "
    assert f"{told}the rotation nobodys-turn has no members." in to_the_end(growth)


def test_nothing_is_declared_twice_by_a_second_press(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS, "hana")
    press = confirming(to_the_end(growth))
    _, again = growth.heard(press, press, by="hana")
    assert again.startswith("These questions are done, so that button changes nothing any more.")
    assert growth.store.revision() == 2


def test_who_is_new_needs_an_admins_word_and_what_names_them_waits_for_it(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS, "Noor Haddad")
    summary = to_the_end(growth)
    new, page = (
        "  - person Noor Haddad (noor): added",
        "  - churn, model-quality pages: was Growth, is Noor Haddad",
    )
    told = "You may not declare this yourself. Once you confirm, it is proposed to those who may (Elena Ruiz):"
    assert [told, new, page] == summary.splitlines()[1:4]

    first = growth.last(confirming(summary), by="hana").splitlines()
    assert first[1:6] == [
        "Proposed to those who may declare it (Elena Ruiz):",
        new,
        "From a terminal I tell nobody: tell them yourself.",
        "This waits for that. Say `onboard` then, and confirm it:",
        page,
    ]
    assert growth.map.people.keys() == LED_BY_HANA.people.keys()
    (proposal,) = Proposals(growth.store).undecided()
    assert (proposal.by, proposal.command) == ("hana", "person add noor Noor Haddad")

    growth.last("approve 1", by="elena")
    again = growth.last("onboard", by="hana")
    assert again.splitlines()[1] == page
    assert growth.last(confirming(again), by="hana").startswith("Declared: 1 thing")
    assert growth.map.models["churn"].pages.model_quality == Page(owner="noor")
    assert growth.last("onboard 1 resume", by="hana").startswith("These questions are done")


def test_what_others_declared_meanwhile_is_shown_before_anything_is_declared(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS, "hana")
    press = confirming(to_the_end(growth))
    growth.last("set churn model-quality tomas", by="elena")

    again = growth.last(press, by="hana")

    assert again.splitlines()[:4] == [
        "It is no longer what you read, so I have declared nothing yet.",
        "  - declared meanwhile: churn, model-quality pages: was Growth, is Tomas Reyes",
        "That is all I ask about Growth. This is what you would declare:",
        "  - churn, model-quality pages: was Tomas Reyes, is Hana Ito",
    ]
    assert growth.map.models["churn"].pages.model_quality == Page(owner="tomas")
    assert growth.last(confirming(again), by="hana").startswith("Declared: 1 thing")


def test_what_others_declared_elsewhere_is_no_hindrance(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS, "hana")
    press = confirming(to_the_end(growth))
    growth.last("set drift model-quality tomas", by="elena")
    assert growth.last(press, by="hana").startswith("Declared: 1 thing, as revision 3.")


def test_an_answer_changed_on_another_device_is_shown_before_it_is_declared(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS, "hana")
    press = confirming(to_the_end(growth))
    growth.heard("onboard 1 go model-quality/churn", "don't know", by="hana")
    assert growth.last(press, by="hana").startswith("It is no longer what you read")


def test_who_has_left_is_no_answer_any_more(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS, "tomas")
    press = confirming(to_the_end(growth))
    growth.last("person inactive tomas", by="elena")
    again = growth.last(press, by="hana")
    assert again.splitlines()[:2] == [
        "That has to be answered before anything is declared.",
        "It is 2 a.m. and churn's precision has dropped 5 %. Who is paged?",
    ]


def test_a_team_that_is_no_more_ends_it_kindly(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS)
    gone = {team: value for team, value in LED_BY_HANA.teams.items() if team != "growth"}
    growth.store.record(
        difference(growth.map, replace(growth.map, teams=gone)),
        actor="elena",
        at=NOW,
        source="import",
    )
    assert growth.last("onboard", by="hana").startswith("There is no team growth any more")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("onboard 99 pattern federated", "There is no such questionnaire."),
        ("onboard 1 confirm 1-00000000", "Those questions were put to somebody else."),
        ("onboard 1 models none", "Those questions were put to somebody else."),
        ("onboard team growth", "I ask admins about the organisation"),
        ("onboard organisation", "I ask admins about the organisation"),
        ("onboard something else", 'I didn\'t understand "something else".'),
        ("onboard 1", 'I didn\'t understand "1".'),
        (f"onboard {'9' * 30} back", "I didn't understand"),
        ("onboarding status", "Only admins see how everybody's questionnaires stand."),
    ],
)
def test_what_is_not_somebodys_own(growth: Talk, said: str, heard: str) -> None:
    asked(growth, "onboard team growth")
    assert growth.last(said, by="tomas").startswith(heard)


def test_an_admin_sees_who_stopped_where(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS)
    assert growth.last("onboarding status", by="elena").splitlines() == [
        "0 of 4 questionnaires are done.",
        "  - The organisation: nobody has begun",
        "  - Growth: Hana Ito stopped at 5 of 14 on 23 Nov",
        "  - ML Platform: Goran Petrov hasn't begun",
        "  - Risk ML: Priya Nair hasn't begun",
    ]


def test_questions_go_where_nobody_else_reads_them(growth: Talk) -> None:
    hana = replace(growth.map.people["hana"], slack="U0HANA")
    said = Message("onboard", "U0HANA", Place("slack", "C1"))
    speaker = Speaker(hana, "hana", "slack", NOW, place=said.place, account="U0HANA")
    office = Office(growth.store, growth.store.load, lambda: NOW)
    reaction = react(said, speaker, office)
    assert "direct message" in str(reaction.reply)
    (notice,) = reaction.notices
    assert notice.to == hana
    direct = structs.replace(said, text="none", place=Place("slack", "D1", is_direct=True))
    assert "Hana" not in str(react(structs.replace(said, text="none"), speaker, office).reply)
    heard = react(direct, replace(speaker, place=direct.place), office)
    assert "2 of" in str(heard.reply)


def test_a_guest_answers_nothing(growth: Talk) -> None:
    said = Message("onboard", "U0GUEST", Place("slack", "D1", is_direct=True))
    office = Office(growth.store, growth.store.load, lambda: NOW)
    guest = Speaker(None, "guest", "slack", NOW, is_member=False, account="U0GUEST")
    assert "Only full members" in str(react(said, guest, office).reply)
    assert Questionnaires(growth.store).all() == []


def test_in_slack_only_an_admin_begins_a_map(tmp_path: Path) -> None:
    with talk(tmp_path) as empty:
        office = Office(empty.store, empty.store.load, lambda: NOW)
        place = Place("slack", "D1", is_direct=True)
        said = Message("onboard", "U0NOOR", place)
        noor = Speaker(None, "Noor Haddad", "slack", NOW, place=place, account="U0NOOR")
        assert "an admin has to begin" in str(react(said, noor, office).reply)
        admin = replace(noor, is_admin=True)
        assert "What is your organisation called?" in str(react(said, admin, office).reply)
        for text in ("Northwind", *["skip"] * 8):
            react(structs.replace(said, text=text), admin, office)
        (progress,) = Questionnaires(empty.store).all()
        assert (progress.topic, progress.state) == (Topic.ORGANISATION, State.OPEN)
        summary = str(react(said, admin, office).reply)
        press = re.findall(r"onboard 1 confirm [\w-]+", summary)[0]
        react(structs.replace(said, text=press), admin, office)
        assert empty.map.people == {"noor": Person(id="noor", name="Noor Haddad", slack="U0NOOR")}
        assert empty.map.organisation.admins == ("noor",)


def test_somebody_is_picked_from_the_directory(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS)
    office = Office(growth.store, growth.store.load, lambda: NOW)
    hana = Speaker(growth.map.people["hana"], "Hana Ito", "console", NOW, account="hana")
    built = form_for("answer 1 model-quality/churn", office, hana)
    assert isinstance(built, Form)
    assert built.name == "answer"
    assert built.intro == ("It is 2 a.m. and churn's precision has dropped 5 %. Who is paged?",)
    said = submitted(built.name, built.arguments, {"person": "<@U0PRIYA>"}, hana, office)
    assert "It is 2 a.m. and churn answers" not in str(said)  # that one is declared already
    summary = to_the_end(growth)
    assert "  - churn, model-quality pages: was Growth, is Priya Nair" in summary

    tomas = replace(hana, person=growth.map.people["tomas"], account="tomas")
    assert "put to somebody else" in str(form_for("answer 1 models", office, tomas))
    for value in ("answer 1 nonsense", "answer x y", f"answer {'9' * 40} models", "answer"):
        assert "no such questionnaire" in str(form_for(value, office, hana))


def test_who_is_made_a_lead_is_offered_the_questions_once(growth: Talk) -> None:
    office = Office(growth.store, growth.store.load, lambda: NOW)
    elena = Speaker(growth.map.people["elena"], "Elena", "slack", NOW, account="elena")

    def notices(text: str) -> list[str]:
        reaction = react(Message(text, "elena", elena.place), elena, office)
        Owed(growth.store).settle(*keys_of(reaction))  # they are told
        return [str(n.reply) for n in reaction.notices if "You lead" in str(n.reply)]

    (offer,) = notices("team lead risk-ml tomas")
    assert "onboard team risk-ml" in offer
    assert notices("team lead risk-ml priya") != []
    assert notices("team lead risk-ml tomas") == []
    assert notices("team lead risk-ml elena") == []


def test_who_installs_the_app_is_offered_to_begin_once(tmp_path: Path) -> None:
    with talk(tmp_path) as empty:
        office = Office(empty.store, empty.store.load, lambda: NOW, frozenset({"U0ADMIN", "priya"}))
        ((_, reaction),) = offer_to_begin(office)
        (notice,) = reaction.notices
        assert isinstance(notice.to, Person)
        assert (notice.to.slack, "onboard organisation" in str(notice.reply)) == ("U0ADMIN", True)
        assert list(offer_to_begin(office)) == []
    (tmp_path / "full").mkdir()
    with talk(tmp_path / "full", NORTHWIND) as full:
        office = Office(full.store, full.store.load, lambda: NOW, frozenset({"U0ADMIN"}))
        assert list(offer_to_begin(office)) == []


def test_what_a_summary_offers_can_be_typed(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS, "hana")
    summary = to_the_end(growth)
    back = growth.last("Back", by="hana")
    assert "all I ask" not in back
    assert growth.last("skip", by="hana") == summary
    assert growth.last("finish later", by="hana").startswith("Your answers are kept")
    assert growth.last("onboard", by="hana") == summary
    assert growth.last("confirm", by="hana").startswith("Declared: 1 thing, as revision 2.")
    assert growth.last("confirm", by="hana").startswith("I need to know which model")
    assert growth.store.revision() == 2


def test_a_summary_is_discarded_by_the_word_too(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS, "hana")
    to_the_end(growth)
    assert growth.last("discard", by="hana") == (
        "Discarded. Nothing was declared.\nBegin anew with `onboard`."
    )


def test_what_is_typed_confirms_what_was_read_and_nothing_else(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS, "hana")
    to_the_end(growth)
    growth.last("set churn model-quality tomas", by="elena")
    again = growth.last("confirm", by="hana")
    assert again.startswith("It is no longer what you read, so I have declared nothing yet.")
    assert growth.map.models["churn"].pages.model_quality == Page(owner="tomas")
    assert growth.last("confirm", by="hana").startswith("Declared: 1 thing, as revision 3.")


def test_done_is_said_where_nothing_would_change(growth: Talk) -> None:
    assert "Done: onboard 1 confirm" in to_the_end(growth)
    assert growth.last("done", by="hana").startswith("Done. There was nothing to declare.")


def test_done_confirms_nothing_that_would_change_something(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS, "hana")
    summary = to_the_end(growth)
    assert growth.last("done", by="hana") == summary
    assert growth.store.revision() == 1


def test_everything_else_is_a_question_or_a_command_at_a_summary(growth: Talk) -> None:
    asked(growth, *TO_THE_MODELS, "hana")
    to_the_end(growth)
    assert growth.last("churn quality", by="hana").startswith("!! NOBODY is named")
    confirmed = growth.last("confirm fraud-model", by="hana")
    assert confirmed.startswith("Declared.\n  - fraud-model, infrastructure pages: still")
    assert growth.last("confirm", by="hana").startswith("Declared: 1 thing")


def test_what_is_typed_is_for_the_questions_that_were_shown_last(growth: Talk) -> None:
    heard = ""
    for said in ("onboard organisation", "onboard team risk-ml", "onboard 1 resume", "skip"):
        heard = growth.last(said, by="elena")
        growth.wait(minutes=1)
    assert "\n2 of " in heard
    assert "about the organisation" in heard
