"""The app package: what the Teams app is called, hears and may do, with both its icons.

Rights asked for: `identity` (who speaks) and `messageTeamMembers` (a personal chat with those whom
a page concerns). No channel's history is read: the message action brings the one message that it
was used on.
"""

import json
import zipfile
from importlib.metadata import version
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlsplit

from bot.platforms.teams.icons import COLOUR, colour_icon, outline_icon
from bot.wording.extension import WHO_OWNS
from bot.wording.teams_app import (
    ABOUT,
    AS_IT_STANDS,
    EXAMPLE,
    EXAMPLE_NAMES,
    FULL_NAME,
    IN_SHORT,
    NAME,
    SEARCH_DESCRIPTION,
    SEARCH_PARAMETER,
    SEARCH_TITLE,
    WHO_OWNS_DESCRIPTION,
)
from knowledge.questions import EXAMPLES

PATH: Final = "/api/messages"
"""Where the server hears Teams."""

_SCHEMA: Final = "1.19"
_LONGEST_COMMAND: Final = 32
_MOST_COMMANDS: Final = 10
_SCOPES: Final = ("personal", "team", "groupChat")
_STAMP: Final = (2026, 1, 1, 0, 0, 0)
"""When the files in the package were made: always then, so that the same app is the same package."""


def package(client_id: str, address: str) -> bytes:
    """The zip that is uploaded to Teams; `address` is where the bot is reached."""
    files = {
        "manifest.json": json.dumps(manifest(client_id, address), indent=2).encode(),
        "color.png": colour_icon(),
        "outline.png": outline_icon(),
    }
    zipped = BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return zipped.getvalue()


def manifest(client_id: str, address: str) -> dict[str, Any]:
    """The manifest of the app, whose id is that of the bot's registration."""
    schema = (
        f"https://developer.microsoft.com/json-schemas/teams/v{_SCHEMA}/MicrosoftTeams.schema.json"
    )
    return {
        "$schema": schema,
        "manifestVersion": _SCHEMA,
        "version": version("whoowns"),
        "id": client_id,
        "developer": {
            "name": NAME,
            "websiteUrl": address,
            "privacyUrl": address,
            "termsOfUseUrl": address,
        },
        "name": {"short": NAME, "full": FULL_NAME},
        "description": {"short": IN_SHORT, "full": ABOUT},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": COLOUR,
        "defaultInstallScope": "team",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        "bots": [
            {
                "botId": client_id,
                "scopes": list(_SCOPES),
                "supportsFiles": False,
                "isNotificationOnly": False,
                "commandLists": [{"scopes": list(_SCOPES), "commands": _commands()}],
            }
        ],
        "composeExtensions": [{"botId": client_id, "commands": [_search(), _who_owns_this()]}],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [urlsplit(address).hostname],
    }


def _commands() -> list[dict[str, str]]:
    """The examples that are short enough for the menu: picking one says it."""
    fitting = [example for example in EXAMPLES if len(example) <= _LONGEST_COMMAND]
    return [
        {"title": example, "description": _described(example)}
        for example in fitting[:_MOST_COMMANDS]
    ]


def _described(example: str) -> str:
    return EXAMPLE if any(name in example for name in EXAMPLE_NAMES) else AS_IT_STANDS


def _search() -> dict[str, Any]:
    parameter = {"name": "model", "title": SEARCH_PARAMETER, "description": SEARCH_DESCRIPTION}
    return {
        "id": "searchModels",
        "type": "query",
        "title": SEARCH_TITLE,
        "description": SEARCH_DESCRIPTION,
        "context": ["compose", "commandBox"],
        "initialRun": True,
        "parameters": [{**parameter, "inputType": "text"}],
    }


def _who_owns_this() -> dict[str, Any]:
    return {
        "id": "whoOwnsThis",
        "type": "action",
        "title": WHO_OWNS,
        "description": WHO_OWNS_DESCRIPTION,
        "context": ["message"],
        "fetchTask": True,
    }
