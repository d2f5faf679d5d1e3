"""Who somebody is in Slack, as far as it bears on whether they may change anything."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.known_members import KnownMembers, Member


class Members:
    """Asks Slack who somebody is, and remembers it for some minutes."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known = KnownMembers[str]()
        self._home: frozenset[str] = frozenset()

    def known(self, user_id: str) -> Member | None:
        """What Slack said of somebody some minutes ago at most."""
        return self._known.of(user_id)

    def forget(self, user_id: str) -> None:
        """Ask again the next time."""
        self._known.forget(user_id)

    async def member(self, user_id: str) -> Member:
        """Who a user id is; a SlackApiError where Slack does not tell."""
        if known := self.known(user_id):
            return known
        response = await self._client.users_info(user=user_id)
        member = member_of(response["user"], await self._our_home())
        self._known.keep(user_id, member)
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
