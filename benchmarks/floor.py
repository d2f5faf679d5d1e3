"""The floor: Bolt with an empty handler, on the server and the endpoint that the bot uses.

With `--stock`, Bolt as it comes instead: its own adapter, its own check of signatures, all its
usual middleware.
"""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.wire import COMMAND, PATH
from bot.http.address import bind
from bot.http.server import Endpoint, Receive, Scope, Send, Site, new_loop, serve
from bot.logs import configure
from bot.platforms.slack.admission import OneToken
from bot.platforms.slack.endpoint import SlackEndpoint
from bot.platforms.slack.settings import SlackSettings, slack_settings
from bot.settings import load

_log = logging.getLogger(__name__)


def empty(settings: SlackSettings) -> Endpoint:
    """The bot's endpoint before an app that has the bot's options and nothing to say."""
    app = AsyncApp(
        client=AsyncWebClient(base_url=settings.api_url),
        authorize=OneToken(settings.bot_token.get_secret_value()),
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.command(COMMAND)(_only_acknowledge)
    return SlackEndpoint(app, SignatureVerifier(_secret(settings)))


def stock(settings: SlackSettings) -> Endpoint:
    """Bolt with none of its options touched but `process_before_response`."""
    app = AsyncApp(
        signing_secret=_secret(settings),
        authorize=OneToken(settings.bot_token.get_secret_value()),
        process_before_response=True,
    )
    app.command(COMMAND)(_only_acknowledge)
    handler = AsyncSlackRequestHandler(app, path=PATH)

    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        await handler(dict(scope), receive, send)

    return endpoint


async def _only_acknowledge(ack: Callable[[], Awaitable[object]]) -> None:
    await ack()


def _secret(settings: SlackSettings) -> str:
    return settings.signing_secret.get_secret_value() if settings.signing_secret else ""


async def _serve(endpoint: Endpoint) -> None:
    listening = bind("127.0.0.1", 0)
    _log.info("listening", extra={"facts": {"port": listening.getsockname()[1]}})
    await serve(Site({("POST", PATH): endpoint}), listening)


def main() -> None:
    """Run until SIGTERM."""
    configure("INFO")
    build = stock if "--stock" in sys.argv else empty
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_serve(build(slack_settings(load()))))


if __name__ == "__main__":
    main()
