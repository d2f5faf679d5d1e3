"""Slack tells when somebody's account changes: when it is deactivated, among much else."""

from typing import Any

from bot.platforms.slack import payload
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.directory import Directory


class Accounts:
    """The listener of `user_change`, which comes for every change of anybody's profile."""

    def __init__(self, desk: Desk, directory: Directory) -> None:
        self._desk, self._directory = desk, directory

    async def changed(self, body: dict[str, Any]) -> None:
        """What was known of the account is asked for again; who has left is declared inactive."""
        user = body["event"]["user"]
        self._desk.changes.members.forget(user["id"])
        if user.get("deleted"):
            self._desk.background.start(self._left(user["id"], payload.request_id(body)))

    async def _left(self, account: str, request_id: str | None) -> None:
        if await self._desk.seen_requests.is_new(request_id):
            await self._directory.left(account)
