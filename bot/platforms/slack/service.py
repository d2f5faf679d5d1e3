"""The Slack side of `whoowns serve`: put together, started, ended in order."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, ClientTimeout
from slack_bolt.async_app import AsyncApp
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.office import Office
from bot.outbox import Outboxes
from bot.platforms.background import Background
from bot.platforms.seen_requests import SeenRequests
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.app import slack_app
from bot.platforms.slack.askers import Askers
from bot.platforms.slack.at_once import AtOnce
from bot.platforms.slack.changes import Changes
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.directory import Directory, checked_daily
from bot.platforms.slack.endpoint import SlackEndpoint
from bot.platforms.slack.members import Members
from bot.platforms.slack.outbox import SlackOutbox
from bot.platforms.slack.patience import SDK_LOG, patient
from bot.platforms.slack.payload import SLACK
from bot.platforms.slack.settings import SlackSettings
from bot.platforms.slack.socket_mode import Socket

Connection = SlackEndpoint | Socket
"""How Slack's requests come in: Slack calls the endpoint, or we open the socket."""

_CALL = 10
"""Seconds for one call of Slack's Web API."""

_DRAINING = 5.0
"""Seconds that answers in hand get at the end; with the server's own it stays under 10."""


@asynccontextmanager
async def slack_service(
    settings: SlackSettings,
    answers: Answers,
    seen_requests: SeenRequests,
    office: Office,
    outboxes: Outboxes,
) -> AsyncIterator[Connection]:
    """Answer Slack while entered. Leaving it ends the intake first, then what is in hand."""
    async with ClientSession(timeout=ClientTimeout(total=_CALL)) as session:
        client = _client(settings, session, patient())
        background = Background()
        outbox = SlackOutbox(client, session)
        outboxes.by_platform[SLACK] = outbox
        outboxes.hasty[SLACK] = SlackOutbox(_client(settings, session, []), session)
        members = Members(client)
        changes = Changes(office, members, outboxes, outbox.rendered, background)
        desk = Desk(answers, Askers(office, members), changes, outbox, seen_requests, background)
        directory = Directory(client, changes)
        try:
            async with (
                checked_daily(directory),
                _connected(settings, desk, directory, client) as connection,
            ):
                yield connection
        finally:
            await background.drain(_DRAINING)


@asynccontextmanager
async def _connected(
    settings: SlackSettings, desk: Desk, directory: Directory, client: AsyncWebClient
) -> AsyncIterator[Connection]:
    app = _app(settings, desk, directory)
    if settings.app_token is not None:
        async with Socket(app, settings.app_token.get_secret_value(), client) as socket:
            yield socket
    elif settings.signing_secret is not None:
        verifier = SignatureVerifier(settings.signing_secret.get_secret_value())
        yield SlackEndpoint(app, verifier, AtOnce(desk.at_once, settings.workspaces))


def _app(settings: SlackSettings, desk: Desk, directory: Directory) -> AsyncApp:
    return slack_app(
        desk,
        directory,
        # Bolt makes a client of its own for each request from this one.
        client=AsyncWebClient(base_url=settings.api_url, timeout=_CALL, logger=SDK_LOG),
        bot_token=settings.bot_token.get_secret_value(),
        workspaces=settings.workspaces,
        socket_mode=settings.socket_mode,
    )


def _client(
    settings: SlackSettings, session: ClientSession, retries: list[AsyncRetryHandler]
) -> AsyncWebClient:
    return AsyncWebClient(
        settings.bot_token.get_secret_value(),
        base_url=settings.api_url,
        timeout=_CALL,
        session=session,
        logger=SDK_LOG,
        retry_handlers=retries,
    )
