"""The directory of the workspace: who has been deactivated is declared inactive in the map.

Then every page that means them is a gap, and says so. Nobody becomes active by this: why somebody
is inactive is for people to judge.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.commands.speaker import Speaker
from bot.logs import report
from bot.platforms.slack.changes import Changes
from bot.platforms.slack.payload import SLACK
from bot.reacting import attempt
from bot.reply import Reaction

_log = logging.getLogger(__name__)

EVERY: Final = timedelta(days=1)
_FIRST: Final = timedelta(minutes=1)
_PAGE: Final = 200
_PACE: Final = 3.0
"""Seconds between two pages: Slack allows some twenty a minute."""

_REASON: Final = "their Slack account was deactivated"


@dataclass(frozen=True, slots=True)
class Directory:
    """Compares the people of the map with Slack's own."""

    client: AsyncWebClient
    changes: Changes
    pace: float = _PACE

    async def check(self) -> int:
        """Look at everybody once; how many were found to have left. Slack's errors pass through."""
        wanted = self._accounts()
        left = 0
        cursor = ""
        while wanted:
            page = await self.client.users_list(limit=_PAGE, cursor=cursor or None)
            for user in page.get("members") or ():
                if user.get("id") in wanted:
                    wanted.discard(user["id"])
                    left += await self.left(user["id"]) if user.get("deleted") else 0
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
            await asyncio.sleep(self.pace)
        return left

    async def left(self, account: str) -> bool:
        """Declare whoever had this account inactive, if the map knows them and didn't know that."""
        ownership = self.changes.office.current()
        person = ownership.people_by_chat_id.get(account) if ownership else None
        if person is None or not person.active:
            return False
        said = f"person inactive {person.id} because {_REASON}"
        speaker = Speaker(
            None, "Slack's directory", SLACK, self.changes.office.clock(), is_admin=True
        )
        outcome = await asyncio.to_thread(attempt, said, speaker, self.changes.office)
        if isinstance(outcome, Reaction):
            await self.changes.deliver(outcome)
        _log.info("somebody has left", extra={"facts": {"account": account}})
        return True

    def _accounts(self) -> set[str]:
        ownership = self.changes.office.current()
        people = ownership.people.values() if ownership else ()
        return {person.slack for person in people if person.active and person.slack}


@asynccontextmanager
async def checked_daily(directory: Directory) -> AsyncIterator[None]:
    """Check soon after the start and once a day from then on, while entered."""
    checking = asyncio.create_task(_check_daily(directory))
    try:
        yield
    finally:
        checking.cancel()
        with suppress(asyncio.CancelledError):
            await checking


async def _check_daily(directory: Directory) -> None:
    await asyncio.sleep(_FIRST.total_seconds())
    while True:
        try:
            left = await directory.check()
            _log.info("checked the directory", extra={"facts": {"left": left}})
        except Exception as error:  # noqa: BLE001 - tomorrow is another day
            report(_log, "could not check the directory", error)
        await asyncio.sleep(EVERY.total_seconds())
