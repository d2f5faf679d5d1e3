"""Who somebody is in Slack, as far as it bears on whether they may change anything."""

import time
from dataclasses import dataclass
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

_REMEMBERED: Final = 300.0
"""Seconds for which Slack's word on somebody is taken again."""

_MOST_KNOWN: Final = 10_000


@dataclass(frozen=True, slots=True)
class Member:
    """`is_full`: no guest, no bot, nobody of another workspace, and not deactivated."""

    name: str
    email: str | None
    is_full: bool


UNKNOWN: Final = Member("somebody", None, is_full=False)
"""Somebody of whom Slack does not say who they are: as good as a guest."""


class Members:
    """Asks Slack who somebody is, and remembers it for some minutes."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: dict[str, tuple[float, Member]] = {}
        self._home: frozenset[str] = frozenset()

    def known(self, user_id: str) -> Member | None:
        """What Slack said of somebody some minutes ago at most."""
        asked_at, known = self._known.get(user_id, (-_REMEMBERED, None))
        return known if known and time.monotonic() - asked_at < _REMEMBERED else None

    def forget(self, user_id: str) -> None:
        """Ask again the next time."""
        self._known.pop(user_id, None)

    async def member(self, user_id: str) -> Member:
        """Who a user id is; a SlackApiError where Slack does not tell."""
        if known := self.known(user_id):
            return known
        response = await self._client.users_info(user=user_id)
        member = member_of(response["user"], await self._our_home())
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[user_id] = (time.monotonic(), member)
        return member

    async def _our_home(self) -> frozenset[str]:
        """The workspace that the bot belongs to, and its organisation if there is one."""
        if not self._home:
            us = await self._client.auth_test()
            self._home = frozenset(i for i in (us.get("team_id"), us.get("enterprise_id")) if i)
        return self._home


def member_of(user: dict[str, Any], home: frozenset[str]) -> Member:
    """Read Slack's user object; whatever is missing counts against them."""
    profile = user.get("profile") or {}
    outside = (
        "is_bot",
        "is_app_user",
        "deleted",
        "is_restricted",
        "is_ultra_restricted",
        "is_stranger",
    )
    theirs = {user.get("team_id"), (user.get("enterprise_user") or {}).get("enterprise_id")}
    is_full = not home.isdisjoint(theirs) and not any(user.get(key) for key in outside)
    name = profile.get("display_name") or user.get("real_name") or user.get("name") or "somebody"
    return Member(name, profile.get("email"), is_full)
