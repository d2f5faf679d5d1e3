"""Who somebody is, by Slack's word on them; whatever is missing counts against them."""

from dataclasses import replace
from typing import Any

import pytest

from bot.identity import person_of
from bot.platforms.slack.members import Member, member_of
from tests.northwind import NORTHWIND

HOME = frozenset({"T1", "E1"})


@pytest.mark.parametrize(
    ("user", "is_full"),
    [
        ({"id": "U1", "team_id": "T1"}, True),
        ({"id": "U1", "team_id": "T9", "enterprise_user": {"enterprise_id": "E1"}}, True),
        ({"id": "U1", "team_id": "T9"}, False),
        ({"id": "U1"}, False),
        ({"id": "U1", "team_id": "T1", "is_restricted": True}, False),
        ({"id": "U1", "team_id": "T1", "is_ultra_restricted": True}, False),
        ({"id": "U1", "team_id": "T1", "is_bot": True}, False),
        ({"id": "U1", "team_id": "T1", "deleted": True}, False),
        ({"id": "U1", "team_id": "T1", "is_stranger": True}, False),
        ({}, False),
    ],
)
def test_a_full_member_is_one_of_ours_and_no_guest(user: dict[str, Any], is_full: bool) -> None:  # noqa: FBT001  # a table's column
    assert member_of(user, HOME).is_full is is_full


def test_nobody_is_a_full_member_while_we_do_not_know_our_own_workspace() -> None:
    assert not member_of({"id": "U1", "team_id": "T1"}, frozenset()).is_full


def member(email: str | None) -> Member:
    return Member("somebody", email, is_full=True)


def test_a_member_is_found_by_id_first() -> None:
    person = person_of("U0TOMAS", "priya@example.com", "slack", NORTHWIND)
    assert person is not None
    assert person.id == "tomas"


def test_a_member_without_an_id_in_the_map_is_found_by_email() -> None:
    elena = replace(NORTHWIND.people["elena"], email="Elena@Example.com")
    ownership = replace(NORTHWIND, people={**NORTHWIND.people, "elena": elena})
    assert person_of("U0NEW", "elena@example.COM", "slack", ownership) == elena


def test_an_email_of_somebody_who_has_another_id_proves_nothing() -> None:
    assert person_of("U0NEW", "priya@example.com", "slack", NORTHWIND) is None


def test_a_stranger_is_nobody_of_the_map() -> None:
    assert person_of("U0NEW", None, "slack", NORTHWIND) is None
    assert person_of("U0NEW", "x@example.com", "slack", None) is None
