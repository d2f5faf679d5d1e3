"""Whoever is put on call, or relieved, by a rotation's change is told: when, and by whom."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.bot.desk import Desk, desk_at


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A Monday noon: Priya has this week of fraud-quality, Tomas the next."""
    with desk_at(tmp_path, admins=frozenset({"sam-lee"})) as desk:
        yield desk


def headlines(desk: Desk) -> list[tuple[str, str]]:
    return [(to, text.splitlines()[0]) for to, text in desk.told]


WEEKEND = "from Fri 27 Nov 18:00 to Mon 30 Nov 09:00 (Europe/London)"


def test_who_stands_in_and_who_is_relieved_are_told_from_when_until_when(desk: Desk) -> None:
    heard = desk.says(
        "sam-lee", "override fraud-quality elena from friday 18:00 to monday 09:00 because leave"
    )
    assert "Revision 2. Concerned: Priya Nair, Elena Ruiz." in heard
    assert headlines(desk) == [
        ("priya", f"You are no longer on call for fraud-quality {WEEKEND}."),
        ("elena", f"You are on call for fraud-quality {WEEKEND}."),
    ]
    assert desk.told_to("elena")[0].endswith("Declared by Sam Lee, revision 2. Reason: leave")


def test_an_override_over_two_shifts_tells_each_their_own_part(desk: Desk) -> None:
    desk.says("sam-lee", "override fraud-quality elena from saturday 09:00 to tuesday 09:00")
    assert [text for to, text in headlines(desk) if to != "elena"] == [
        (
            "You are no longer on call for fraud-quality from Sat 28 Nov 09:00"
            " to Mon 30 Nov 09:00 (Europe/London)."
        ),
        (
            "You are no longer on call for fraud-quality from Mon 30 Nov 09:00"
            " to Tue 1 Dec 09:00 (Europe/London)."
        ),
    ]


def test_of_many_shifts_everybody_hears_once(desk: Desk) -> None:
    desk.says("sam-lee", "rotation handoff fraud-quality 12:30 every 1 hour")
    desk.told.clear()
    desk.says("sam-lee", "override fraud-quality elena from friday 08:30 to saturday 08:30")
    assert sorted(to for to, _ in headlines(desk)) == ["elena", "priya", "tomas"]
    (to_priya,) = desk.told_to("priya")
    assert to_priya.count(" from ") == 3
    assert "and 9 more times" in to_priya


def test_what_is_taken_back_is_told_as_well(desk: Desk) -> None:
    desk.says("sam-lee", "override fraud-quality elena from friday 18:00 to monday 09:00")
    desk.told.clear()
    desk.says("sam-lee", "undo 2")
    assert headlines(desk) == [
        ("elena", f"You are no longer on call for fraud-quality {WEEKEND}."),
        ("priya", f"You are on call for fraud-quality {WEEKEND}."),
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "rotation members fraud-quality tomas, priya",
            [
                ("priya", "You are no longer on call for fraud-quality."),
                ("tomas", "You are now on call for fraud-quality."),
            ],
        ),
        (
            "rotation pause fraud-quality until friday 18:00",
            [("priya", "You are no longer on call for fraud-quality.")],
        ),
        ("rotation zone fraud-quality Europe/Berlin", []),
        ("rotation handoff fraud-quality wednesday 10:30", []),
        ("override nobodys-turn elena from friday 18:00 to monday 09:00", None),
    ],
)
def test_who_is_on_call_now_and_was_not(
    desk: Desk, said: str, told: list[tuple[str, str]] | None
) -> None:
    assert desk.says("sam-lee", said).startswith("Declared.")
    if told is not None:
        assert headlines(desk) == told


def test_who_declares_it_needs_no_telling(desk: Desk) -> None:
    desk.says("priya", "override fraud-quality tomas from tuesday 18:00 to wednesday 09:00")
    assert [to for to, _ in headlines(desk)] == ["tomas"]


def test_a_rotation_without_pages_wakes_nobody(desk: Desk) -> None:
    desk.says("sam-lee", "rotation add spare members hana every 1 week from 2026-11-01T09:00")
    desk.says("sam-lee", "override spare elena from friday 18:00 to monday 09:00")
    assert headlines(desk) == []


def test_whose_shift_is_covered_at_somebody_elses_wish_is_told(desk: Desk) -> None:
    desk.says("sam-lee", "cover fraud-quality from friday 18:00 to monday 09:00")
    desk.passes(timedelta(hours=1))
    desk.told.clear()
    desk.says("tomas", "cover accept 1")
    assert ("priya", f"You are no longer on call for fraud-quality {WEEKEND}.") in headlines(desk)
    assert len(desk.told_to("sam-lee")) == 1
