"""Who somebody is, by Slack's word on them; whatever is missing counts against them."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.identity import person_of
from bot.platforms import known_members
from bot.platforms.known_members import Member
from bot.platforms.slack.members import Members, member_of
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


class Told(AsyncWebClient):
    """Slack, as far as it says who somebody is; it records whom it was asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def users_info(self, *, user: str, **_: object) -> AsyncSlackResponse:
        """Whoever it is, a member of ours."""
        self.asked.append(user)
        return self._answer({"user": {"id": user, "team_id": "T1"}})

    async def auth_test(self, **_: object) -> AsyncSlackResponse:
        """Our workspace."""
        return self._answer({"team_id": "T1"})

    def _answer(self, said: dict[str, Any]) -> AsyncSlackResponse:
        return AsyncSlackResponse(
            client=self,
            http_verb="POST",
            api_url="",
            req_args={},
            data={"ok": True, **said},
            headers={},
            status_code=200,
        )


def test_who_somebody_is_is_remembered_of_so_many_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(known_members, "_MOST_KNOWN", 2)
    slack = Told()

    async def all_of_them() -> None:
        known = Members(slack)
        for user in ("U1", "U2", "U1", "U3", "U1"):
            assert (await known.member(user)).is_full

    asyncio.run(all_of_them())
    assert slack.asked == ["U1", "U2", "U3", "U1"]
