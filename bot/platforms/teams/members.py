"""Who somebody is in Teams, as far as it bears on whether they may change anything."""

import time
from dataclasses import dataclass
from typing import Any, Final

from bot.platforms.teams.activity import Activity, conversation_of, sender_of, text_at
from bot.platforms.teams.wire import Wire

_REMEMBERED: Final = 300.0
"""Seconds for which Teams' word on somebody is taken again."""

_MOST_KNOWN: Final = 10_000


@dataclass(frozen=True, slots=True)
class Member:
    """`is_full`: no guest, nobody anonymous, and of a directory that is answered."""

    name: str
    email: str | None
    is_full: bool


UNKNOWN: Final = Member("somebody", None, is_full=False)
"""Somebody of whom Teams does not say who they are: as good as a guest."""


class Members:
    """Asks Teams who somebody is, and remembers it for some minutes."""

    def __init__(self, connector: Wire, tenants: frozenset[str]) -> None:
        self._connector, self._tenants = connector, tenants
        self._known: dict[tuple[str, str], tuple[float, Member]] = {}

    async def member(self, activity: Activity) -> Member:
        """Who sent an activity, by the roster of its conversation; Undelivered if Teams is mum."""
        conversation, sender = conversation_of(activity), sender_of(activity) or ""
        asked_at, known = self._known.get((conversation, sender), (-_REMEMBERED, None))
        if known and time.monotonic() - asked_at < _REMEMBERED:
            return known
        service_url = text_at(activity, "serviceUrl")
        asked_for = text_at(activity, "from", "id")  # by the directory's id not every host answers
        account = await self._connector.member(service_url, conversation, asked_for)
        member = member_of(account, sender, self._tenants)
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[conversation, sender] = (time.monotonic(), member)
        return member


def member_of(account: dict[str, Any], sender: str, tenants: frozenset[str]) -> Member:
    """Read Teams' account of a member; whatever is missing counts against them."""
    same = sender in {
        text_at(account, "aadObjectId").lower(),
        text_at(account, "objectId").lower(),
        text_at(account, "id"),
    }
    role, tenant = text_at(account, "userRole").lower(), text_at(account, "tenantId").lower()
    name = text_at(account, "name") or "somebody"
    email = text_at(account, "email") or text_at(account, "userPrincipalName") or None
    return Member(name, email, is_full=same and role == "user" and tenant in tenants)
