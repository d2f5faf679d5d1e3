"""What the Teams connector takes, in nobody's terms but ours: `connector` has the SDK behind it."""

from typing import Any, Protocol

from bot.outbox import Hindrance, Undelivered
from bot.render.adaptive_card import Rendered


class Unreadable(Undelivered):
    """The connector takes the activity for wrong."""

    def __init__(self) -> None:
        super().__init__(Hindrance.FAILED)


class Wire(Protocol):
    """Each call names the service URL of its conversation. Every method may raise Undelivered."""

    async def send(self, service_url: str, conversation: str, activity: Rendered) -> str:
        """Post an activity; the id that Teams gave it."""

    async def update(
        self, service_url: str, conversation: str, message: str, activity: Rendered
    ) -> None:
        """Put another activity in the place of an earlier one."""

    async def open_personal(self, service_url: str, person: str, tenant: str) -> str:
        """The personal conversation with somebody for whom the app is installed."""

    async def member(self, service_url: str, conversation: str, person: str) -> dict[str, Any]:
        """What Teams knows of a member of a conversation."""

    async def channels(self, service_url: str, team: str) -> list[tuple[str, str | None]]:
        """The channels of a team, each with its name; the general one has none."""
