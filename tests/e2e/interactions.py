"""What Slack sends when somebody presses a button or points at a message."""

import time
from typing import Any

from tests.e2e.slack_peer import SlackPeer


def buttons(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [e for block in blocks if block["type"] == "actions" for e in block["elements"]]


def press(button: dict[str, Any], peer: SlackPeer, **fields: Any) -> dict[str, Any]:
    """The payload of a pressed button on an answer that only the asker sees."""
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U0ASKER", "name": "asker", "team_id": "T1"},
        "channel": {"id": "C1", "name": "general"},
        "container": {"type": "message", "is_ephemeral": True, "channel_id": "C1"},
        "trigger_id": f"press {time.monotonic_ns()}",
        "response_url": peer.response_url,
        "actions": [button],
        **fields,
    }


def shortcut_on(message: dict[str, Any], peer: SlackPeer, **fields: Any) -> dict[str, Any]:
    return {
        "type": "message_action",
        "callback_id": "who_owns_this",
        "team": {"id": "T1"},
        "user": {"id": "U0ASKER", "name": "asker", "team_id": "T1"},
        "channel": {"id": "C1", "name": "alerts"},
        "message_ts": "300.1",
        "message": {"ts": "300.1", **message},
        "trigger_id": f"shortcut {time.monotonic_ns()}",
        "response_url": peer.response_url,
        **fields,
    }


ALERTMANAGER = {
    "bot_id": "B0ALERTS",
    "text": "",
    "attachments": [
        {
            "title": "[FIRING:1] ModelDriftHigh",
            "text": "PSI is 0.4 for fraud-model",
            "fields": [{"title": "severity", "value": "page", "short": True}],
        }
    ],
}
