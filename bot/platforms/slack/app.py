"""The Bolt app: which listener hears what."""

import logging
import re
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import report
from bot.platforms.slack.accounts import Accounts
from bot.platforms.slack.admission import OneToken, OnlyFrom
from bot.platforms.slack.buttons import Pressed
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.directory import Directory
from bot.platforms.slack.home_tab import HomeTab
from bot.platforms.slack.modals import CALLBACK_ID, Modals
from bot.platforms.slack.questions import Questions, SlashCommand
from bot.platforms.slack.shortcut import CALLBACK_ID as SHORTCUT_ID
from bot.platforms.slack.shortcut import Shortcut
from bot.reply import Action

_BUTTON = re.compile(rf"(?:{'|'.join(Action)}):\d+")

_log = logging.getLogger(__name__)
# Bolt copies this level. Below it come whole requests, and advice on tokens in the environment.
_bolt_log = logging.getLogger("slack_bolt.whoowns")
_bolt_log.setLevel(logging.ERROR)


def slack_app(
    desk: Desk,
    directory: Directory,
    *,
    client: AsyncWebClient,
    bot_token: str,
    workspaces: frozenset[str] = frozenset(),
    socket_mode: bool = False,
) -> AsyncApp:
    """An app whose listeners end before the response: Bolt's default polls for it every 10 ms.

    Signatures are checked in front of it, by `SlackEndpoint`.
    """
    app = AsyncApp(
        name="whoowns",
        logger=_bolt_log,
        client=client,
        authorize=OneToken(bot_token),
        before_authorize=OnlyFrom(workspaces) if workspaces else None,
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,  # it would answer before anything is verified
        ignoring_self_events_enabled=False,  # needs `auth.test`; the payload says who we are
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    _register(app, desk, directory, socket_mode=socket_mode)
    return app


def _register(app: AsyncApp, desk: Desk, directory: Directory, *, socket_mode: bool) -> None:
    """The command comes before all listeners, and they are tried in this order."""
    app.use(SlashCommand(desk, once=socket_mode))
    questions = Questions(desk)
    home = HomeTab(desk)
    modals = Modals(desk, home)
    app.action(_BUTTON)(Pressed(desk, modals, home).button)
    app.event("app_mention")(questions.mention)
    app.event({"type": "message"})(questions.direct_message)
    app.event("app_home_opened")(home.opened)
    app.event("user_change")(Accounts(desk, directory).changed)
    app.message_shortcut(SHORTCUT_ID)(Shortcut(desk).pointed_at)
    app.view(CALLBACK_ID)(modals.submitted)
    app.error(_failed)


async def _failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
    """Only a payload that is not what Slack documents gets here."""
    reference = report(_log, f"could not read a request of type {body.get('type')}", error)
    return BoltResponse(status=500, body={"error": "unreadable", "reference": reference})
