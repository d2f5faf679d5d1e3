"""Who somebody is in Teams, as far as it bears on whether they may change anything."""

from typing import Any

from bot.platforms.known_members import KnownMembers, Member
from bot.platforms.teams.activity import Activity, conversation_of, sender_of, text_at
from bot.platforms.teams.wire import Wire


class Members:
    """Asks Teams who somebody is, and remembers it for some minutes."""

    def __init__(self, connector: Wire, tenants: frozenset[str]) -> None:
        self._connector, self._tenants = connector, tenants
        self._known = KnownMembers[tuple[str, str]]()

    async def member(self, activity: Activity) -> Member:
        """Who sent an activity, by the roster of its conversation; Undelivered if Teams is mum."""
        conversation, sender = conversation_of(activity), sender_of(activity) or ""
        if known := self._known.of((conversation, sender)):
            return known
        service_url = text_at(activity, "serviceUrl")
        asked_for = text_at(activity, "from", "id")  # by the directory's id not every host answers
        account = await self._connector.member(service_url, conversation, asked_for)
        member = member_of(account, sender, self._tenants)
        self._known.keep((conversation, sender), member)
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
