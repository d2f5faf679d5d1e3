"""A bot in Teams alone, spoken to as Teams does."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.bot_process import BotProcess, Response
from tests.e2e.teams_peer import BOT_ID, TENANT, TeamsPeer

ASKER = "00000000-0000-4000-8000-0000000000aa"
ADMIN = "00000000-0000-4000-8000-0000000000ad"
PRIYA = "00000000-0000-4000-8000-0000000000a1"
PERSONAL = {"id": "a:personal", "conversationType": "personal", "tenantId": TENANT}
CHANNEL = {
    "id": "19:risk@thread.tacv2;messageid=1700000000001",
    "conversationType": "channel",
    "isGroup": True,
    "tenantId": TENANT,
}
BOT = {"id": f"28:{BOT_ID}", "name": "WhoOwns"}
MENTION = {"type": "mention", "text": "<at>WhoOwns</at>", "mentioned": BOT}


class TeamsBot(BotProcess):
    """Started when entered, stopped when left; `peer` is the Microsoft that it lives with."""

    def __init__(self, directory: Path, peer: TeamsPeer, **settings: str) -> None:
        # Whoever asks is answered: who may is told beside the stories of Slack's people.
        super().__init__(
            directory, **({"WHOOWNS_GUESTS_MAY_ASK": "yes"} | peer.settings | settings)
        )
        self._peer = peer

    def send(self, activity: dict[str, Any], token: str | None = None) -> Response:
        """Post an activity with a signed token, or with the one given."""
        bearer = self._peer.signed() if token is None else token
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {bearer}"}
        return self.request("POST", "/api/messages", json.dumps(activity).encode(), headers)

    def say(self, text: str, **parts: Any) -> Response:
        """Somebody writes a message."""
        return self.send(self.activity("message", text=text, **parts))

    def invoke(self, name: str, value: dict[str, Any], **parts: Any) -> dict[str, Any]:
        """Somebody presses, searches or opens something; what Teams is answered."""
        response = self.send(self.activity("invoke", name=name, value=value, **parts))
        assert response.status == 200, response
        return response.json

    def press(self, button: dict[str, Any], **parts: Any) -> dict[str, Any]:
        """Somebody presses a button of a card; the answer of the bot."""
        action = {"type": "Action.Execute", "verb": button["verb"], "data": button["data"]}
        value = {"action": action, "trigger": "manual"}
        return self.invoke("adaptiveCard/action", value, replyToId="card-1", **parts)

    def wait_until_shared(
        self, conversation: dict[str, Any], alert: dict[str, Any], *, works: bool
    ) -> None:
        """Until an alert's answer goes to a conversation, or no longer does."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            name = "composeExtension/submitAction"
            if (self.invoke(name, alert, conversation=conversation) == {}) is works:
                return
            time.sleep(0.05)
        pytest.fail("it never changed")

    def activity(self, kind: str, **parts: Any) -> dict[str, Any]:
        """What Teams sends, with parts of it changed; a part that is None is left out."""
        activity: dict[str, Any] = {
            "type": kind,
            "id": f"activity-{time.monotonic_ns()}",
            "channelId": "msteams",
            "serviceUrl": self._peer.service_url,
            "from": {"id": f"29:{ASKER}", "name": "Asker", "aadObjectId": ASKER},
            "recipient": BOT,
            "conversation": PERSONAL,
            "channelData": {"tenant": {"id": TENANT}},
        }
        return {k: v for k, v in (activity | parts).items() if v is not None}


def member(account: str, **parts: Any) -> dict[str, Any]:
    """What the roster says of a full member."""
    return {
        "id": f"29:{account}",
        "aadObjectId": account,
        "name": "Asker",
        "userRole": "user",
        "tenantId": TENANT,
        **parts,
    }
