"""Asking others to take a shift: who is asked, who has it, and what everybody hears."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest

from bot.commands.speaker import Speaker
from bot.errands.offers.answering import expire
from bot.office import Office
from bot.reacting import react
from bot.render.plain import plain
from bot.reply import Message
from knowledge.offers import Offer, Way, Window, has_expired
from knowledge.store import AuditTrail, Store
from knowledge.store.offers import Offers
from tests.bot.desk import Desk, desk_at
from tests.northwind import NORTHWIND, NOW, ROTATIONS, weekly

THREE = weekly("fraud-quality", "priya", "tomas", "hana")
MAP = replace(NORTHWIND, rotations={r.id: r for r in (*ROTATIONS[1:], THREE)})
ASKED = "cover fraud-quality from friday 18:00 to sunday 09:00 because of a wedding"
WINDOW = "from Fri 27 Nov 18:00 to Sun 29 Nov 09:00 (Europe/London)"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_at(tmp_path, MAP) as desk:
        yield desk


def test_who_cannot_be_asked_in_chat_is_said_to_the_asker(tmp_path: Path) -> None:
    unlinked = replace(MAP.people["hana"], slack=None)
    ownership = replace(MAP, people={**MAP.people, "hana": unlinked})
    with desk_at(tmp_path, ownership) as desk:
        assert "I can't tell Hana Ito, of whom no chat account is known" in desk.says(
            "priya", ASKED
        )


def test_the_others_are_asked_and_the_first_to_accept_has_it(desk: Desk) -> None:
    assert desk.says("priya", ASKED) == (
        "Tomas Reyes, Hana Ito are asked, as number 1.\n"
        f"fraud-quality {WINDOW}.\n"
        "Nothing is changed yet. Without an answer it ends on Fri 27 Nov 18:00 (Europe/London).\n"
        "  1. Withdraw: cover withdraw 1"
    )
    question = (
        f"Priya Nair asks for cover of fraud-quality {WINDOW}.\n"
        "On call then, until somebody takes it: Priya Nair.\n"
        "Reason: of a wedding\n"
        "The first to take it has it.\n"
        "  1. I'll take it: cover accept 1\n"
        "  2. I can't: cover decline 1"
    )
    assert desk.told == [("tomas", question), ("hana", question)]
    assert desk.store.revision() == 1

    assert desk.says("hana", "cover accept 1") == (
        "Declared.\n"
        "  - rotation fraud-quality: new override Hana Ito from 2026-11-27 18:00 to 2026-11-29 09:00 (Europe/London)\n"
        "Revision 2. Concerned: Priya Nair.\n"
        "  1. Undo: undo 2"
    )
    assert desk.told_to("priya") == [
        f"About fraud-quality {WINDOW}, which you offered: Hana Ito took it."
    ]
    ended = f"Hana Ito took it.\nPriya Nair had asked: fraud-quality {WINDOW}."
    assert desk.edited == {"offer 1": ended}
    assert desk.says("tomas", "cover accept 1") == ended
    assert desk.says("tomas", "cover decline 1") == ended
    assert desk.says("priya", "cover withdraw 1") == ended
    assert desk.store.revision() == 2
    asked = desk.says("elena", "fraud-model quality on saturday 02:00")
    assert asked.startswith(
        "Hana Ito is paged for model-quality on fraud-model on Sat 28 Nov 02:00"
    )
    (entry,) = AuditTrail(desk.store).history(limit=1)
    assert (entry.actor, entry.reason) == ("hana", "cover for priya: of a wedding")


def test_what_is_asked_in_the_minute_in_which_it_begins_is_open_until_it_ends() -> None:
    window = Window(NOW, NOW + timedelta(hours=1))
    offer = Offer(1, NOW, "priya", "slack", Way.COVER, "fraud-quality", window, ("tomas",))
    assert not has_expired(offer, NOW)
    assert has_expired(offer, window.end)
    assert has_expired(replace(offer, at=NOW - timedelta(minutes=1)), NOW)


def test_whoever_asks_for_a_time_of_others_is_told_whose_it_is(desk: Desk) -> None:
    said = desk.says("priya", "cover fraud-quality from 2026-12-01T09:00 to 2026-12-01T18:00")
    assert "\nOn call then: Tomas Reyes.\n" in said
    assert said.startswith("Hana Ito is asked, as number 1.")
    assert desk.told_to("tomas") == []
    said = desk.says("priya", "cover fraud-quality from 2026-11-30T06:00 to 2026-11-30T18:00")
    assert "\nOn call then as well: Tomas Reyes.\n" in said


@pytest.mark.parametrize(
    ("end", "asked"),
    [
        ("2026-12-07T08:59", "Hana Ito is asked"),
        ("2026-12-07T09:00", "Hana Ito is asked"),  # his shift ends then
        ("2026-12-07T09:01", "Tomas Reyes, Hana Ito are asked"),
    ],
)
def test_whoever_is_on_call_until_the_very_end_is_not_asked(
    desk: Desk, end: str, asked: str
) -> None:
    said = desk.says("priya", f"cover fraud-quality from 2026-12-01T09:00 to {end}")
    assert said.startswith(f"{asked}, as number 1.")


def test_when_all_have_declined_the_asker_hears_of_it(desk: Desk) -> None:
    desk.says("priya", ASKED)
    assert desk.says("tomas", "cover decline 1") == "Noted. Still asked: Hana Ito."
    assert desk.told_to("priya") == []
    assert desk.says("hana", "cover decline 1").startswith("Everybody who was asked declined.")
    assert desk.told_to("priya") == [
        (
            f"About fraud-quality {WINDOW}, which you offered: Everybody who was asked declined.\n"
            "On call then: Priya Nair.\n"
            "Name somebody with `override fraud-quality SOMEBODY from INSTANT to INSTANT`."
        )
    ]
    assert desk.says("tomas", "cover accept 1").startswith("Everybody who was asked declined.")


def test_whoever_was_named_meanwhile_is_on_call_though_nobody_took_it(desk: Desk) -> None:
    desk.says("priya", ASKED)
    desk.says("tomas", "override fraud-quality elena from friday 18:00 to monday 09:00")
    desk.passes(timedelta(days=5))
    desk.sweeps(expire)
    assert desk.told_to("priya")[-1] == (
        f"About fraud-quality {WINDOW}, which you offered: Nobody took it in time.\n"
        "On call then: Elena Ruiz."
    )


def test_who_has_declined_may_think_better_of_it(desk: Desk) -> None:
    desk.says("priya", ASKED)
    desk.says("tomas", "cover decline 1")
    assert desk.says("tomas", "cover accept 1").startswith("Declared.")


def test_nobody_answers_before_it_begins_and_the_asker_hears_of_it_once(desk: Desk) -> None:
    desk.says("priya", ASKED)
    desk.passes(timedelta(days=4, hours=5, minutes=59))
    desk.sweeps(expire)
    assert desk.told_to("priya") == []
    desk.passes(timedelta(minutes=1))
    desk.sweeps(expire)
    desk.sweeps(expire)
    (told,) = desk.told_to("priya")
    assert told.startswith(
        f"About fraud-quality {WINDOW}, which you offered: Nobody took it in time."
    )
    assert desk.edited["offer 1"].startswith("Nobody took it in time.")
    assert desk.says("hana", "cover accept 1").startswith("Nobody took it in time.")
    assert desk.store.revision() == 1


def test_a_late_click_finds_it_over_though_nobody_swept(desk: Desk) -> None:
    desk.says("priya", ASKED)
    desk.passes(timedelta(days=30))
    assert desk.says("hana", "cover accept 1").startswith("Nobody took it in time.")
    assert len(desk.told_to("priya")) == 1


def test_what_has_begun_is_taken_from_now_on(desk: Desk) -> None:
    desk.says("priya", "cover fraud-quality from 2026-11-23T09:00 to 2026-11-24T09:00")
    desk.passes(timedelta(hours=3, seconds=20))
    said = desk.says("hana", "cover accept 1")
    assert "new override Hana Ito from 2026-11-23 15:00 to 2026-11-24 09:00" in said
    assert desk.told_to("priya")[-1].endswith("Hana Ito took it.")


@pytest.mark.parametrize(
    ("who", "said", "heard"),
    [
        ("priya", "cover", "I need to know which rotation."),
        ("priya", "cover fraud-quality", "I need to know when; say a day"),
        ("priya", "cover zorro from friday 18:00 to monday 09:00", "I know no person, rotation"),
        ("priya", "cover growth from friday 18:00 to monday 09:00", "It takes a rotation there"),
        (
            "priya",
            "cover fraud-quality from 2026-11-20T09:00 to 2026-11-21T09:00",
            '"2026-11-21T09:00" is over already.',
        ),
        (
            "priya",
            "cover fraud-quality from 2026-11-27T18:00 to 2026-11-27T17:00",
            "That window ends before it starts.",
        ),
        (
            "priya",
            "cover fraud-quality from this weekend to monday 09:00",
            "I can't tell which time",
        ),
        ("elena", ASKED, "You may not declare that.\nThese people can: Priya Nair"),
        ("newcomer", ASKED, "You may not declare that."),
        ("priya", "cover accept", "I need to know which number the shift was offered as."),
        ("priya", "cover accept 99", 'I know of no shift that was offered as number "99"'),
        ("priya", f"cover accept {'9' * 5_000}", "I know of no shift"),
        ("priya", "swap accept x", "I know of no shift"),
        (
            "priya",
            f"cover fraud-quality from {'x' * 40_000} to monday 09:00",
            "I can't tell which time",
        ),
        ("priya", "swap fraud-quality with zorro on friday", "I know no person"),
        ("priya", "swap fraud-quality with tomas", "I didn't understand"),
        ("priya", "swap fraud-quality with priya on friday", "It takes a person there"),
        ("priya", "swap fraud-quality with tomas on 2026-11-20T09:00", "is over already"),
        (
            "priya",
            "swap fraud-quality with elena on 2026-12-01T12:00",
            "On Tue 1 Dec 12:00 (Europe/London) it is Tomas Reyes's shift in fraud-quality: neither yours nor Elena Ruiz's.",
        ),
        (
            "priya",
            "swap fraud-quality with elena on friday",
            "Elena Ruiz has no shift of fraud-quality after that within a year.",
        ),
        ("elena", "swap fraud-quality with tomas on friday", "You may not declare that."),
        ("priya", "swap nobodys-turn with tomas on friday", "You may not declare that."),
    ],
)
def test_bad_input_is_told_what_would_work(desk: Desk, who: str, said: str, heard: str) -> None:
    assert heard in desk.says(who, said)
    assert desk.told == []
    assert desk.store.revision() == 1


def test_swap_usage_is_a_symptom(desk: Desk) -> None:
    heard = desk.says("priya", "swap usage is high on churn-uplift")
    assert "NOBODY is named for infrastructure pages on churn-uplift" in heard


def test_a_window_in_which_somebody_stands_in_already_is_refused(desk: Desk) -> None:
    desk.says("tomas", "override fraud-quality elena from saturday 09:00 to saturday 18:00")
    assert "is taken already" in desk.says("priya", ASKED)
    assert "is taken already" in desk.says(
        "priya", "swap fraud-quality with elena on saturday 10:00"
    )


def test_a_window_that_was_taken_meanwhile_is_not_taken_twice(desk: Desk) -> None:
    desk.says("priya", ASKED)
    desk.says("tomas", "override fraud-quality elena from saturday 09:00 to saturday 18:00")
    assert desk.says("hana", "cover accept 1") == (
        '"2026-11-28 09:00 to 2026-11-28 18:00" is taken already. It is that of elena.\n'
        "You didn't take the shift. Nothing is changed."
    )
    assert desk.store.revision() == 2


def test_only_those_who_were_asked_accept_and_only_the_asker_withdraws(desk: Desk) -> None:
    desk.says("priya", ASKED)
    for who in ("priya", "elena", "newcomer"):
        assert desk.says(who, "cover accept 1") == "That was asked of Tomas Reyes, Hana Ito."
    assert desk.says("hana", "cover withdraw 1") == "Priya Nair asked, and can withdraw it."
    assert desk.says("priya", "cover withdraw 1").startswith("Priya Nair withdrew it.")
    assert desk.edited["offer 1"].startswith("Priya Nair withdrew it.")
    assert desk.says("hana", "cover accept 1").startswith("Priya Nair withdrew it.")


def test_whoever_is_called_like_an_id_is_not_that_person(desk: Desk) -> None:
    desk.says("priya", ASKED)
    called_priya = Speaker(None, "priya", "slack", desk.now, account="U0OTHER")
    reply = react(Message("cover withdraw 1"), called_priya, desk.office).reply
    assert plain(reply) == "Priya Nair asked, and can withdraw it."
    react(Message("consumes fraud-model crm"), called_priya, desk.office)
    (entry,) = AuditTrail(desk.store).history(limit=1)
    assert entry.actor == "priya (U0OTHER)"


@pytest.mark.parametrize(
    "said", ["cover accept 1 2", "cover decline 1 of them", "swap withdraw 1 x"]
)
def test_what_stands_behind_a_number_is_not_passed_over(desk: Desk, said: str) -> None:
    desk.says("priya", ASKED)
    heard = desk.says("priya" if "withdraw" in said else "tomas", said)
    assert heard.startswith("I didn't understand")
    assert desk.says("hana", "cover accept 1").startswith("Declared.")


def test_the_same_time_is_asked_about_once(desk: Desk) -> None:
    desk.says("priya", ASKED)
    again = desk.says("priya", "cover fraud-quality from saturday 09:00 to monday 09:00")
    assert again.startswith("You have asked about that time already, as number 1.")
    assert desk.says("tomas", ASKED).startswith("Hana Ito is asked, as number 2.")


def test_in_a_rotation_of_one_there_is_nobody_to_ask(tmp_path: Path) -> None:
    alone = replace(NORTHWIND, rotations={"solo": weekly("solo", "priya", "gone")})
    alone = replace(alone, models={})
    with desk_at(tmp_path, alone) as desk:
        said = desk.says("priya", "cover solo from friday 18:00 to sunday 09:00")
    assert said.startswith("Nobody else takes turns in solo.")


def test_where_the_only_other_is_on_call_then_there_is_nobody_to_ask(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        begun = desk.says("priya", "cover fraud-quality from 2026-11-30T06:00 to 2026-12-01T09:00")
        assert begun.startswith("Tomas Reyes is asked, as number 1.")
        said = desk.says("priya", "cover fraud-quality from 2026-12-01T09:00 to 2026-12-02T09:00")
        assert said == (
            "Tomas Reyes is on call then already, and nobody else takes turns in fraud-quality.\n"
            "Name somebody with `override fraud-quality SOMEBODY from INSTANT to INSTANT`."
        )
        assert len(desk.told) == 1


def test_two_exchange_their_shifts(desk: Desk) -> None:
    assert desk.says(
        "tomas", "swap fraud-quality with hana on 2026-12-01T12:00 because of a trip"
    ) == (
        "Hana Ito is asked, as number 1.\n"
        "You give fraud-quality from Mon 30 Nov 09:00 to Mon 7 Dec 09:00 (Europe/London).\n"
        "You take it from Mon 7 Dec 09:00 to Mon 14 Dec 09:00 (Europe/London).\n"
        "Nothing is changed yet. Without an answer it ends on Mon 30 Nov 09:00 (Europe/London).\n"
        "  1. Withdraw: swap withdraw 1"
    )
    assert desk.told_to("hana") == [
        (
            "Tomas Reyes asks to swap shifts of fraud-quality with you.\n"
            "You would take it from Mon 30 Nov 09:00 to Mon 7 Dec 09:00 (Europe/London).\n"
            "Tomas Reyes would take it from Mon 7 Dec 09:00 to Mon 14 Dec 09:00 (Europe/London).\n"
            "Reason: of a trip\n"
            "  1. Swap: swap accept 1\n"
            "  2. I can't: swap decline 1"
        )
    ]
    said = desk.says("hana", "swap accept 1")
    assert said.startswith("Declared.")
    assert desk.store.revision() == 2
    for day, who in (("2026-12-02", "Hana Ito"), ("2026-12-09", "Tomas Reyes")):
        asked = desk.says("elena", f"who is on call for fraud-quality on {day} 12:00")
        assert asked.startswith(f"{who} is on call for fraud-quality")
    assert "new override" in said
    assert desk.says("tomas", "undo 2").startswith("Declared.")


def test_a_swap_is_about_the_others_shift_as_well(desk: Desk) -> None:
    said = desk.says("hana", "swap fraud-quality with tomas on 2026-12-01T12:00")
    assert "You give fraud-quality from Mon 7 Dec 09:00 to Mon 14 Dec 09:00" in said
    assert "You take it from Mon 30 Nov 09:00 to Mon 7 Dec 09:00" in said


def test_a_swap_whose_shifts_have_changed_is_asked_again(desk: Desk) -> None:
    desk.says("tomas", "swap fraud-quality with hana on 2026-12-01T12:00")
    desk.says("priya", "rotation members fraud-quality hana, priya, tomas")
    assert desk.says("hana", "swap accept 1").startswith("The shifts of fraud-quality have changed")
    assert desk.store.revision() == 2


def test_a_swap_is_held_against_the_map_of_the_store_while_another_is_still_shown(
    desk: Desk,
) -> None:
    """As in the seconds in which a mass import is loaded."""
    desk.says("tomas", "swap fraud-quality with hana on 2026-12-01T12:00")
    shown = desk.ownership
    desk.says("priya", "rotation members fraud-quality hana, priya, tomas")
    behind = replace(desk.office, current=lambda: shown)
    reply = react(Message("swap accept 1"), desk.speaker("hana"), behind).reply
    assert plain(reply).startswith("The shifts of fraud-quality have changed")
    assert desk.store.revision() == 2
    assert [offer.ending for offer in Offers(desk.store).open()] == [None]


def test_a_swap_that_is_declined_is_told_to_the_asker(desk: Desk) -> None:
    desk.says("tomas", "swap fraud-quality with hana on 2026-12-01T12:00")
    desk.says("hana", "swap decline 1")
    assert "Everybody who was asked declined." in desk.told_to("tomas")[0]


def test_of_two_who_accept_at_once_one_has_it(desk: Desk) -> None:
    """Two connections, as two processes have."""
    for number in range(1, 5):
        day = f"2026-11-{23 + number}"
        desk.says("priya", f"cover fraud-quality from {day}T09:00 to {day}T18:00")
        heard: list[str] = []
        start = Barrier(2)

        def take(
            who: str, number: int = number, heard: list[str] = heard, start: Barrier = start
        ) -> None:
            with Store.open(desk.store.path) as store:
                office = Office(store, store.load, lambda: desk.now)
                start.wait()
                said = react(Message(f"cover accept {number}"), desk.speaker(who), office).reply
                heard.append(plain(said).splitlines()[0])

        both = [Thread(target=take, args=(who,)) for who in ("tomas", "hana")]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        assert sorted(text.split()[-1] for text in heard) == ["Declared.", "it."]
        assert desk.store.revision() == number + 1
