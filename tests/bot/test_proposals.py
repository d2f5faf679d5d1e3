"""Proposing what one may not declare: who is asked, who decides, and what everybody hears."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest

from bot.commands.speaker import Speaker
from bot.errands.proposals.deciding import lapse
from bot.office import Office
from bot.platforms.console import reacting
from bot.reacting import react
from bot.render.plain import plain
from bot.reply import Message
from knowledge.store import Store
from knowledge.store.proposals import Proposals
from tests.bot.desk import Desk, desk_at

WANTED = "set fraud-model quality elena because she knows it best"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_at(tmp_path) as desk:
        yield desk


def test_who_may_not_is_offered_to_propose_it(desk: Desk) -> None:
    assert desk.says("sam-lee", WANTED) == (
        "You may not declare that.\n"
        "These people can: Priya Nair, Goran Petrov, Hana Ito, Tomas Reyes.\n"
        f"  1. Propose it to them: propose {WANTED}"
    )


def test_those_who_may_are_asked_and_the_first_to_approve_carries_it_out(desk: Desk) -> None:
    assert desk.says("sam-lee", f"propose {WANTED}") == (
        "Proposed, as number 1. Nothing is changed yet.\n"
        "These people can approve it: Priya Nair, Goran Petrov, Hana Ito, Tomas Reyes.\n"
        "I can't tell Goran Petrov, of whom no chat account is known: tell them yourself, or"
        " `link goran @SOMEBODY`.\n"
        "Without a decision it lapses on 7 Dec. You will hear of it."
    )
    assert [who for who, _ in desk.told] == ["priya", "goran", "hana", "tomas"]
    assert desk.told_to("tomas") == [
        (
            "Sam Lee proposes a change. You may decide it.\n"
            "  - fraud-model, model-quality pages: was fraud-quality, is Elena Ruiz\n"
            "Reason: she knows it best\n"
            "Proposal 1. Without a decision it lapses on 7 Dec.\n"
            "  1. Approve: approve 1"
        )
    ]
    assert desk.store.revision() == 1

    heard = desk.says("goran", "approve 1")

    assert heard.startswith("Declared.\n  - fraud-model, model-quality pages: was fraud-quality")
    page = desk.ownership.models["fraud-model"].pages.model_quality
    assert page is not None
    assert page.declared is not None
    assert (page.owner, page.declared.by) == ("elena", "goran")
    assert page.declared.reason == "she knows it best (proposed by Sam Lee)"
    settled = f"Goran Petrov approved it on 23 Nov.\nSam Lee had proposed: `{WANTED}`\nRevision 2."
    assert desk.edited == {"proposal 1": settled}
    assert desk.told_to("sam-lee") == [f"Your proposal 1. {settled}"]
    assert desk.told_to("elena") == [
        (
            "You are now paged for model-quality on fraud-model.\n"
            "Declared by Goran Petrov, revision 2. Reason: she knows it best (proposed by Sam Lee)"
        )
    ]
    assert desk.says("hana", "approve 1") == settled
    assert desk.says("hana", "decline 1") == settled
    assert desk.store.revision() == 2


def test_a_proposal_is_declined_with_a_reason(desk: Desk) -> None:
    desk.says("sam-lee", f"propose {WANTED}")
    assert desk.says("priya", "decline 1 because she is on leave") == (
        "Priya Nair declined it on 23 Nov. Nothing was changed.\n"
        f"Sam Lee had proposed: `{WANTED}`\n"
        "Reason: she is on leave"
    )
    assert desk.told_to("sam-lee")[0].startswith("Your proposal 1. Priya Nair declined it")
    assert desk.says("priya", "approve 1").startswith("Priya Nair declined it")
    assert desk.store.revision() == 1


def test_only_those_who_may_decide_and_whoever_proposed_can_withdraw(desk: Desk) -> None:
    desk.says("sam-lee", f"propose {WANTED}")
    assert desk.says("elena", "approve 1").startswith("You may not declare that.")
    assert desk.says("elena", "decline 1") == (
        "That is not yours to decide.\n"
        "These people decide it: Priya Nair, Goran Petrov, Hana Ito, Tomas Reyes."
    )
    assert desk.says("sam-lee", "approve 1").startswith("You may not declare that.")
    assert desk.says("sam-lee", "decline 1").startswith("Sam Lee declined it")
    assert desk.told_to("sam-lee") == []


def test_what_has_changed_since_is_said_and_not_carried_out(desk: Desk) -> None:
    desk.says("sam-lee", f"propose {WANTED}")
    desk.says("priya", "set fraud-model quality hana")
    assert desk.says("goran", "approve 1") == (
        "That has changed since it was proposed. Nothing was changed now.\n"
        "  - since then: fraud-model, model-quality pages: was fraud-quality, is Hana Ito\n"
        "  - it would now be: fraud-model, model-quality pages: was Hana Ito, is Elena Ruiz\n"
        "Sam Lee had proposed it before. If it is still right, declare it yourself.\n"
        f"  1. Declare it: {WANTED}"
    )
    assert desk.store.revision() == 2


def test_another_page_of_the_model_may_have_changed(desk: Desk) -> None:
    desk.says("sam-lee", f"propose {WANTED}")
    desk.says("priya", "set fraud-model infra hana")
    assert desk.says("goran", "approve 1").startswith("Declared.")


def test_words_that_come_to_mean_another_time_are_not_carried_out(desk: Desk) -> None:
    desk.says("sam-lee", "propose override fraud-quality elena from friday 18:00 to saturday 09:00")
    desk.passes(timedelta(days=6))
    said = desk.says("tomas", "approve 1")
    assert said.startswith("Those words mean something else now than when they were proposed.")
    assert desk.store.revision() == 1


def test_a_model_that_was_retired_meanwhile_is_said_to_be_unknown(desk: Desk) -> None:
    desk.says("sam-lee", f"propose {WANTED}")
    desk.says("priya", "model retire fraud-model because it is replaced")
    assert desk.says("goran", "approve 1").startswith('I know no model called "fraud-model"')


def test_after_fourteen_days_it_lapses_and_the_proposer_hears_of_it_once(desk: Desk) -> None:
    desk.says("sam-lee", f"propose {WANTED}")
    desk.passes(timedelta(days=14) - timedelta(seconds=1))
    desk.sweeps(lapse)
    assert desk.edited == {}
    desk.passes(timedelta(seconds=1))
    desk.sweeps(lapse)
    desk.sweeps(lapse)
    said = "It has lapsed: nobody decided within 14 days. Nothing was changed."
    assert [text.splitlines()[0] for text in desk.told_to("sam-lee")] == [
        f"Your proposal 1. {said}"
    ]
    assert desk.edited["proposal 1"].startswith(said)
    assert desk.says("goran", "approve 1").startswith(said)
    assert desk.says("goran", "proposals") == "No proposal waits for a decision."


def test_a_click_of_last_month_is_told_that_it_lapsed_though_nobody_swept(desk: Desk) -> None:
    desk.says("sam-lee", f"propose {WANTED}")
    desk.passes(timedelta(days=30))
    assert desk.says("goran", "approve 1").startswith("It has lapsed")
    assert len(desk.told_to("sam-lee")) == 1
    assert desk.store.revision() == 1


def test_what_waits_is_listed_with_buttons_for_those_who_decide(desk: Desk) -> None:
    desk.says("sam-lee", f"propose {WANTED}")
    listed = (
        "1 proposal waits for a decision.\n"
        f"  - 1, by Sam Lee on 23 Nov: `{WANTED}`; lapses on 7 Dec"
    )
    assert desk.says("elena", "proposals") == listed
    assert desk.says("goran", "proposals") == f"{listed}\n  1. Approve 1: approve 1"


def test_a_long_command_is_listed_on_one_line(desk: Desk) -> None:
    desk.says("sam-lee", f"propose clear churn quality because {'of this and that ' * 50}")
    assert "…`; lapses on 7 Dec" in desk.says("elena", "proposals")
    assert len(desk.says("elena", "proposals")) < 400


def test_the_same_is_proposed_once(desk: Desk) -> None:
    desk.says("sam-lee", f"propose {WANTED}")
    again = desk.says("sam-lee", f"propose {WANTED}")
    assert again == "You have proposed that already: it waits as number 1."
    assert desk.says("elena", f"propose {WANTED}").startswith("Proposed, as number 2.")


def test_nobody_floods_others_with_proposals(desk: Desk) -> None:
    for number in range(20):
        assert desk.says("sam-lee", f"propose consumer fraud-model c{number}").startswith(
            "Proposed"
        )
    assert desk.says("sam-lee", "propose consumer fraud-model c20").startswith(
        "20 proposals of yours"
    )


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("propose", "Something is missing there."),
        ("propose who owns churn", "Goran Petrov is paged for infrastructure on churn."),
        ("propose propose clear churn quality", "I didn't understand"),
        ("propose clear churn quality", "That takes a reason"),
        ("propose set chrun quality elena", 'I know no model called "chrun"'),
        (f"propose set churn quality elena because {'x' * 40_000}", "Proposed, as number 1."),
        (f"propose consumer churn {'x' * 2_000}", "I didn't understand"),
        ("propose person add noor Noor", "Nobody is there who could approve that."),
        ("propose set churn-uplift quality hana", "It is so already."),
        ("approve", "I need to know which proposal"),
        ("approve 99", 'I know of no proposal "99"'),
        ("approve ٣", "I know of no proposal"),
        (f"approve {'9' * 5000}", "I know of no proposal"),
        ("approve the release", 'I know of no proposal "the"'),
        ("decline 7", 'I know of no proposal "7"'),
    ],
)
def test_bad_input_is_told_what_would_work(desk: Desk, said: str, heard: str) -> None:
    admin = Desk(desk.store, frozenset()) if "person add" in said else desk
    assert admin.says("sam-lee", said).startswith(heard)
    assert desk.store.revision() == 1


def test_a_decline_in_precision_is_a_question(desk: Desk) -> None:
    assert desk.says("sam-lee", "decline in precision of churn-uplift").startswith(
        "Hana Ito is paged"
    )


def test_a_number_that_begins_a_question_decides_nothing(desk: Desk) -> None:
    desk.says("sam-lee", f"propose {WANTED}")
    for who in ("sam-lee", "goran"):
        heard = desk.says(who, "decline 1 point in precision on fraud-model, who is paged")
        assert heard.startswith("Priya Nair is paged for model-quality on fraud-model.")
    assert desk.says("goran", "approve 1 day of leave").startswith("I didn't understand")
    assert desk.says("goran", "approve 1").startswith("Declared.")
    assert desk.says("goran", "undo 2 shifts").startswith("I didn't understand")
    assert desk.store.revision() == 2


def test_somebody_whom_the_map_does_not_know_may_propose_and_hears_the_outcome(desk: Desk) -> None:
    desk.says("newcomer", f"propose {WANTED}")
    desk.says("goran", "decline 1")
    assert [to for to, _ in desk.told][-1] == "U0NEWCOMER"
    desk.says("newcomer", "propose consumer fraud-model crm")
    other = desk.speaker("newcomer")
    stranger = Speaker(None, other.name, "slack", desk.now, account="U0OTHER")
    reply = react(Message("decline 2"), stranger, desk.office).reply
    assert plain(reply).startswith("That is not yours to decide.")


def test_a_mention_is_kept_as_the_person_that_it_means(desk: Desk) -> None:
    desk.says("sam-lee", "propose set fraud-model quality <@U0HANA|hana>")
    assert "`set fraud-model quality hana`" in desk.says("sam-lee", "proposals")
    desk.says("sam-lee", "propose knowledge fraud-model model <@U0NOBODY>")
    assert desk.store.revision() == 1


def test_who_may_declare_it_has_nobody_to_ask(desk: Desk) -> None:
    assert desk.says("priya", f"propose {WANTED}") == (
        f"You may declare that yourself, so there is nobody to ask.\n  1. Declare it: {WANTED}"
    )


def test_an_admin_of_the_settings_is_asked_and_named(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    with desk_at(tmp_path / "own", admins=frozenset({"U0HANA"})) as desk:
        assert "These people can: Hana Ito." in desk.says("sam-lee", "person add noor Noor")
        desk.says("sam-lee", "propose person add noor Noor")
        assert [who for who, _ in desk.told] == ["hana"]


def test_of_two_who_decide_at_once_one_is_first(desk: Desk) -> None:
    """Two connections, as two processes have."""
    for round_ in range(1, 6):
        desk.says("sam-lee", f"propose consumer fraud-model c{round_}")
        heard: list[str] = []
        start = Barrier(2)

        def decide(who: str, text: str, heard: list[str] = heard, start: Barrier = start) -> None:
            with Store.open(desk.store.path) as store:
                office = Office(store, store.load, lambda: desk.now)
                start.wait()
                reply = react(Message(text), desk.speaker(who), office).reply
                heard.append(plain(reply).splitlines()[0])

        both = [
            Thread(target=decide, args=("goran", f"approve {round_}")),
            Thread(target=decide, args=("hana", f"decline {round_}")),
        ]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        proposal = Proposals(desk.store).of(round_)
        assert proposal is not None
        assert proposal.decision is not None
        done = f"c{round_}" in desk.ownership.models["fraud-model"].consumers
        assert done is (proposal.decision.verdict == "approved")
        assert any("approved it" in text or "declined it" in text for text in heard)


def test_whoever_says_who_they_are_is_linked_by_whoever_approves_it(tmp_path: Path) -> None:
    with desk_at(tmp_path, admins=frozenset({"sam-lee"})) as desk:
        assert "You may not declare that." in desk.says("newcomer", "link goran")
        desk.says("newcomer", "propose link goran because that is me")
        assert desk.says("sam-lee", "approve 1").startswith("Declared.")
        assert desk.ownership.people["goran"].slack == "U0NEWCOMER"


def test_a_terminal_has_no_account_to_link(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        office = replace(desk.office, admins=frozenset({"sam-lee"}))
        heard = plain(reacting(office, "sam-lee")("link goran"))
        assert "It goes like this: `link PERSON [@somebody]`" in heard
        assert desk.ownership.people["goran"].slack is None
