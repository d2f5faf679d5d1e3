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


def submission(view: dict[str, Any], user: str = "U0PRIYA", **filled: Any) -> dict[str, Any]:
    """The payload of a modal that somebody filled in; what they left empty comes as None."""
    values = {
        block["block_id"]: {block["element"]["action_id"]: _state(block["element"], filled, block)}
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return {
        "type": "view_submission",
        "team": {"id": "T1"},
        "user": {"id": user, "name": "somebody", "team_id": "T1"},
        "trigger_id": f"submission {time.monotonic_ns()}",
        "view": {**view, "state": {"values": values}},
        "response_urls": [],
    }


def _state(element: dict[str, Any], filled: dict[str, Any], block: dict[str, Any]) -> Any:
    key = block["block_id"]
    match element["type"]:
        case "users_select":
            return {"type": "users_select", "selected_user": filled.get(key)}
        case "static_select":
            value = filled.get(key)
            option = {"value": value} if value else element.get("initial_option")
            return {"type": "static_select", "selected_option": option}
        case "datetimepicker":
            return {"type": "datetimepicker", "selected_date_time": filled.get(key)}
        case kind:
            return {"type": kind, "value": filled.get(key, element.get("initial_value"))}
