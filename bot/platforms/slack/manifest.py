"""The app manifest: what the Slack app is called, hears and may do.

Least scopes, and why each:

- `commands`: `/whoowns` and the message shortcut;
- `app_mentions:read`: an @mention reaches the bot;
- `channels:history`, `groups:history`: where a process died while it sent a reminder, the next one
  looks back whether it got there, so that nobody is told twice; nothing else is read;
- `im:write`: the same for a direct message, whose conversation has to be opened first;
- `im:history`: a direct message reaches the bot;
- `files:write`: pictures (charts, the 2 a.m. drill) are uploaded, shown in a message and shared
  nowhere else;
- `chat:write`: it answers both, and an alert in its thread, where it was invited; it tells people
  who lost or gained a page;
- `users:read`: guests and bots are told from full members before anything is changed, and people
  whose account was deactivated become inactive (`user_change`, and a daily look);
- `users:read.email`: people whom the map knows by their e-mail only are recognised.

The shortcut reads no history: it brings the one message that it was used on.
"""

from typing import Any

PATH = "/slack/events"
"""Where the server hears Slack."""

_SCOPES = (
    "app_mentions:read",
    "channels:history",
    "chat:write",
    "commands",
    "files:write",
    "groups:history",
    "im:history",
    "im:write",
    "users:read",
    "users:read.email",
)
_EVENTS = ("app_home_opened", "app_mention", "message.im", "user_change")


def manifest(request_url: str | None) -> dict[str, Any]:
    """The manifest for HTTP at `request_url`; without one, for Socket Mode."""
    at = {"request_url": request_url} if request_url else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "WhoOwns",
            "description": "Who is paged for an ML model: a named person, or loudly nobody",
            "background_color": "#1d3557",
        },
        "features": _features(request_url),
        "oauth_config": {"scopes": {"bot": list(_SCOPES)}},
        "settings": {
            "event_subscriptions": {**at, "bot_events": list(_EVENTS)},
            "interactivity": {"is_enabled": True, **at},
            "org_deploy_enabled": False,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
        },
    }


def _features(request_url: str | None) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "WhoOwns", "always_online": True},
        "shortcuts": [
            {
                "name": "Who owns this?",
                "type": "message",
                "callback_id": "who_owns_this",
                "description": "Says in the thread who is paged for the model in this alert",
            }
        ],
        "slash_commands": [_slash_command(request_url)],
    }


def _slash_command(request_url: str | None) -> dict[str, Any]:
    """`should_escape`: people and channels arrive as ids, whatever they are called."""
    command = {
        "command": "/whoowns",
        "description": "Ask who is paged for an ML model",
        "usage_hint": "model-quality pages for fraud-model",
        "should_escape": True,
    }
    return {**command, "url": request_url} if request_url else command
