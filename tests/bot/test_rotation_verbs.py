"""Rotations, people and teams, changed from chat: what is said and what is heard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.office import Office
from bot.platforms.console import reacting
from bot.render.plain import plain
from tests.databases import store_of
from tests.northwind import NOW

Say = Callable[[str], str]


@pytest.fixture
def say(tmp_path: Path) -> Iterator[Say]:
    with store_of(tmp_path / "whoowns.db") as store:
        react = reacting(Office(store, store.load, lambda: NOW, frozenset({"sam-lee"})), "sam-lee")
        yield lambda said: plain(react(said))


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        (
            "rotation handoff fraud-quality wednesday 10:30",
            "rotation fraud-quality: starts was 2026-11-23 09:00, is 2026-11-18 10:30",
        ),
        (
            "rotation handoff fraud-quality wednesday 10:30 every 2 days",
            ("rotation fraud-quality: starts was 2026-11-23 09:00, is 2026-11-23 10:30;"
            " every was 1 week, is 2 days"),
        ),
        (
            "rotation zone fraud-quality europe/berlin",
            "rotation fraud-quality: time zone was Europe/London, is Europe/Berlin",
        ),
        (
            "rotation pause fraud-quality until friday 18:00 because of the code freeze",
            ("rotation fraud-quality: new pause from 2026-11-23 12:00 to 2026-11-27 18:00"
            " (Europe/London) because of the code freeze"),
        ),
        (
            "rotation add nights members hana, elena every 12 hours from tomorrow 20:00 in Asia/Tokyo",
            ("rotation nights: added (members Hana Ito, Elena Ruiz; time zone Asia/Tokyo;"
            " starts 2026-11-24 20:00; every 12 hours)"),
        ),
        (
            "rotation add days members hana every 1 week from monday 09:00 in europe/berlin",
            ("rotation days: added (members Hana Ito; time zone Europe/Berlin;"
            " starts 2026-11-30 09:00; every 1 week)"),
        ),
        (
            "rotation members fraud-quality priya, tomas, @priya",
            "rotation fraud-quality: members was Priya Nair, Tomas Reyes, is Priya Nair, Tomas Reyes, Priya Nair",
        ),
        ("rotation rename nobodys-turn to Search", "rotation Search (nobodys-turn): name was nobodys-turn, is Search"),
        ("person rename goran to Goran P.", "person Goran P. (goran): name was Goran Petrov, is Goran P."),
        ("person email elena <mailto:elena@x.example|elena@x.example>", "person Elena Ruiz (elena): email was none, is elena@x.example"),
        ("person zone elena Asia/Tokyo", "person Elena Ruiz (elena): time zone was none, is Asia/Tokyo"),
        ("person zone hana none", "person Hana Ito (hana): time zone was Asia/Tokyo, is none"),
        ("person remove Sam Fox because he was a test", "person Sam Fox (sam-fox): withdrawn"),
    ],
)  # fmt: skip
def test_each_verb_tells_what_was_and_what_is(say: Say, said: str, changed: str) -> None:
    heard = say(said).splitlines()
    assert heard[0] == "Declared."
    assert heard[1].startswith(f"  - {changed}")
    assert say("undo 2").startswith("Declared.")


@pytest.mark.parametrize(
    ("window", "meant"),
    [
        ("tomorrow 08:00 to tomorrow 20:00", "2026-11-24 08:00 to 2026-11-24 20:00"),
        ("tomorrow 20:00 to wednesday 08:00", "2026-11-24 20:00 to 2026-11-25 08:00"),
        ("tomorrow 20:00 to 08:00", "2026-11-24 20:00 to 2026-11-25 08:00"),
        ("tomorrow 08:00 to 20:00", "2026-11-24 08:00 to 2026-11-24 20:00"),
        ("today 20:00 to tomorrow 08:00", "2026-11-23 20:00 to 2026-11-24 08:00"),
        ("now to in 3 hours", "2026-11-23 12:00 to 2026-11-23 15:00"),
        ("friday 18:00 to monday 09:00", "2026-11-27 18:00 to 2026-11-30 09:00"),
        ("friday 18:00 to tuesday 09:00", "2026-11-27 18:00 to 2026-12-01 09:00"),
        ("friday 08:00 to friday 20:00", "2026-11-27 08:00 to 2026-11-27 20:00"),
        ("2026-12-04T18:00 to monday 09:00", "2026-12-04 18:00 to 2026-12-07 09:00"),
        ("tomorrow 00:30 to 23:00", "2026-11-24 00:30 to 2026-11-24 23:00"),
        ("tomorrow 09:00 to 08:00", "2026-11-24 09:00 to 2026-11-25 08:00"),
        ("friday 18:00 to tomorrow 09:00", None),
        ("tomorrow 18:00 to today 19:00", None),
        ("2027-10-31T00:30Z to 2027-10-31T09:00", "2027-10-31 01:30 to 2027-10-31 09:00"),
        ("2027-10-31T01:30Z to 2027-10-31T09:00", None),
        ("2027-10-30T09:00 to 2027-10-31T01:30Z", None),
    ],
)
@pytest.mark.parametrize("verb", ["override fraud-quality elena", "rotation pause fraud-quality"])
def test_a_window_ends_at_the_next_such_time_after_it_begins(
    say: Say, verb: str, window: str, meant: str | None
) -> None:
    heard = say(f"{verb} from {window}")
    if meant is None:
        assert not heard.startswith("Declared.")
    else:
        assert f"from {meant} (Europe/London)" in heard.splitlines()[1]


def test_the_second_of_two_hours_alike_is_not_taken_for_the_first(say: Say) -> None:
    why = "is in an hour that clocks show twice, and of the two I can keep only the first"
    heard = say("override fraud-quality elena from 2027-10-31T01:30Z to 2027-10-31T09:00")
    assert heard.startswith(f'"2027-10-31T01:30Z" {why}; choose a time outside that hour.')
    say("rotation zone fraud-quality Asia/Tokyo")
    window = "2027-10-31 10:30 to 2027-10-31 18:00"
    assert say(f"override fraud-quality elena from {window}").startswith("Declared.")
    assert say("rotation zone fraud-quality Europe/London").startswith(f'"{window}" {why}')
    assert say("rotation zone fraud-quality America/New_York").startswith("Declared.")


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("tomas, priya", "On call for fraud-quality now: Tomas Reyes, instead of Priya Nair."),
        ("priya, tomas, elena", None),
        ("elena", "On call for fraud-quality now: Elena Ruiz, instead of Priya Nair."),
    ],
)
def test_who_takes_over_at_once_is_told(say: Say, said: str, turned: str | None) -> None:
    heard = say(f"rotation members fraud-quality {said}").splitlines()
    assert [line for line in heard if line.startswith("On call")] == ([turned] if turned else [])


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (
            "rotation handoff fraud-quality 2026-12-24T09:00",
            '"2026-12-24T09:00" is more than one shift away, and nobody would be on call in between.',
        ),
        (
            "rotation handoff fraud-quality 2026-11-20T09:00",
            '"2026-11-20T09:00" is over already.',
        ),
        (
            "rotation zone fraud-quality Mars/Olympus",
            'I know no time zone called "Mars/Olympus"; one is called such as Europe/London, or UTC.',
        ),
        (
            "rotation pause fraud-quality until soon",
            'I can\'t tell which time "soon" is; say a day and an hour, such as friday 18:00.',
        ),
        ("rotation resume fraud-quality", "It is so already. Nothing was changed."),
        ("rotation resume growth", 'It takes a rotation there, and "Growth" is none.'),
        (
            "rotation remove fraud-quality because it is over",
            'Something still depends on "fraud-quality".\nThese do: model fraud-model.',
        ),
        (
            "team remove growth because it is over",
            'Something still depends on "Growth".\nThese do: model churn, model churn-uplift.',
        ),
        ("rotation remove nobodys-turn", "That takes a reason; say because and why."),
        (
            "person email elena priya@example.com",
            '"priya@example.com" is taken already.\nIt is that of priya.',
        ),
        ("person email elena somewhere", 'It takes an e-mail address there, and "somewhere" is none.'),
        ("person inactive gone", "It is so already. Nothing was changed."),
        ("person rename sam to Sammy", "That name is that of several. Say which, by id:"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_what_would_work(say: Say, said: str, heard: str) -> None:
    assert say(said).startswith(heard)


def test_a_paused_rotation_is_a_gap_with_its_reason_until_somebody_stands_in(say: Say) -> None:
    paused = say("rotation pause fraud-quality until friday 18:00 because of the code freeze")
    assert "!! NOBODY is named for model-quality pages on fraud-model now: the rotation" in paused
    assert say("fraud-model quality").splitlines()[:3] == [
        "!! NOBODY is named for model-quality pages on fraud-model.",
        "Why: the rotation fraud-quality is paused until 2026-11-27 18:00 (Europe/London), because of the code freeze.",
        "Priya Nair is on call from Fri 27 Nov 18:00 (Europe/London).",
    ]
    say("override fraud-quality elena from tomorrow 09:00 to wednesday 09:00")
    assert say("fraud-model quality at tomorrow 10:00").startswith("Elena Ruiz is paged for")
    assert say("rotation resume fraud-quality").startswith("Declared.")
    assert say("fraud-model quality").startswith("Priya Nair is paged for")


def test_a_handoff_moves_and_whoever_has_the_turn_keeps_it_until_then(say: Say) -> None:
    say("rotation handoff fraud-quality wednesday 10:30")
    now = say("who is on call for fraud-quality").splitlines()[0]
    assert now.startswith("Priya Nair is on call for fraud-quality until Wed 25 Nov 10:30")
    assert "next is Tomas Reyes" in now
    then = say("who is on call for fraud-quality on wednesday 10:30").splitlines()[0]
    assert then.startswith("Tomas Reyes is on call")
    assert "until Wed 2 Dec 10:30" in then
