"""A change is what was said, all of it: words that a command has no place for are no decoration."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.desk import Desk, desk_at


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_at(tmp_path, admins=frozenset({"sam-lee"})) as desk:
        yield desk


@pytest.mark.parametrize(
    "said",
    [
        "model retire churn v2 because it was replaced",
        "runbook churn v2 https://runbooks.example.com/churn-v2",
        "handoff churn https://wiki.example.com/a https://wiki.example.com/b",
        "model alias churn v2 is leavers",
        "confirm fraud-model quality and infrastructure",
        "clear fraud-model quality escalation because it is out of date",
        "set churn quality maya and escalate to tomas and escalate to priya",
        "rotation resume fraud-quality tomorrow",
    ],
)
def test_what_a_command_cannot_heed_is_objected_to(desk: Desk, said: str) -> None:
    before = desk.ownership
    assert "It goes like this" in desk.says("sam-lee", said)
    assert desk.ownership.revision == before.revision


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("runbook churn to https://runbooks.example.com/churn", "runbook was none, is https"),
        ("runbook churn <https://a.example/b|the churn book>", "is https://a.example/b"),
        ("runbook fraud-model no one", "is none"),
        (
            "override Fraud Quality Elena Ruiz from friday 18:00 to monday 09:00",
            "new override Elena Ruiz",
        ),
        ("team lead Risk-ML elena", "lead was Priya Nair, is Elena Ruiz"),
        ("team lead Risk ML elena", "lead was Priya Nair, is Elena Ruiz"),
        ("team channel ml platform <#C0NEW|new>", "channel was none, is slack C0NEW"),
    ],
)
def test_a_name_counts_however_it_is_spelt(desk: Desk, said: str, changed: str) -> None:
    assert changed in desk.says("sam-lee", said)


@pytest.mark.parametrize(
    "said",
    [
        "override fraud-quality elena from saturday to sunday",
        "override fraud-quality elena from saturday 09:00 to 2026-11-29",
        "rotation pause fraud-quality until friday",
        "rotation handoff fraud-quality wednesday",
        "rotation add nights members hana every 1 week from 2026-11-01",
        "cover fraud-quality from friday to monday",
    ],
)
def test_the_hour_of_a_shift_is_told_and_not_that_of_the_telling(desk: Desk, said: str) -> None:
    heard = desk.says("sam-lee", said)
    assert "say a day and an hour, such as friday 18:00" in heard
    assert desk.ownership.revision == 1


@pytest.mark.parametrize(
    "said",
    [
        "override fraud-quality elena from friday 18:00 PT to monday 09:00",
        "override fraud-quality elena from friday 18:00 my time to monday 09:00",
        "override fraud-quality elena from noon tomorrow to midnight friday",
        "override fraud-quality elena from saturday 29th 10:00 to monday 10:00",
        "rotation handoff fraud-quality monday 31st 10:00",
        "rotation pause fraud-quality until friday 18:00 or so",
        "cover fraud-quality from friday 18:00 HKT to monday 09:00",
        "swap fraud-quality with tomas on friday 18:00 HKT",
        "snooze churn until end of friday",
        "accept churn quality until 31 january or so because it is rebuilt",
    ],
)
def test_a_time_is_what_was_said_all_of_it(desk: Desk, said: str) -> None:
    assert "I can't tell which time" in desk.says("sam-lee", said)
    assert desk.ownership.revision == 1


@pytest.mark.parametrize(
    ("said", "window"),
    [
        (
            "from on friday, 18:00 to on the 30th at 09:00",
            "from 2026-11-27 18:00 to 2026-11-30 09:00",
        ),
        (
            "from 9am tokyo time on friday to 2026-11-28 09:00 UTC",
            "from 2026-11-27 00:00 to 2026-11-28 09:00",
        ),
        ("from now to friday 18:00", "from 2026-11-23 12:00 to 2026-11-27 18:00"),
        ("from tomorrow morning to in 2 days", "from 2026-11-24 09:00 to 2026-11-26 09:00"),
        ("from noon tomorrow to midnight", "from 2026-11-24 12:00 to 2026-11-25 00:00"),
    ],
)
def test_an_hour_can_be_told_in_words(desk: Desk, said: str, window: str) -> None:
    assert window in desk.says("sam-lee", f"override fraud-quality elena {said}")


def test_who_has_left_can_be_taken_out_of_a_team_and_not_put_in(desk: Desk) -> None:
    for said in ("person active gone", "team members growth add gone", "person inactive gone"):
        assert desk.says("sam-lee", said).startswith("Declared.")
    assert "is inactive" in desk.says("sam-lee", "team members growth add gone")
    assert "takes a person there" in desk.says("sam-lee", "team members growth remove risk-ml")
    assert "members was Greta Gone, is nobody" in desk.says(
        "sam-lee", "team members growth remove gone"
    )


@pytest.mark.parametrize(
    "said", ["team lead Data Science elena", "team channel Data Science <#C9>"]
)
def test_a_name_of_two_teams_is_asked_about(desk: Desk, said: str) -> None:
    for team in ("ds-one", "ds-two"):
        desk.says("sam-lee", f"team add {team} Data Science")
    heard = desk.says("sam-lee", said)
    assert "That name is that of several" in heard
    assert "ds-one" in heard
    assert "ds-two" in heard
