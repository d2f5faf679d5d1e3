"""The floor: Bolt with an empty handler, on the server and the endpoint that the bot uses.

With `--in-step`, requests that come in together keep step before and behind the handler, as they do
around the bot's answers. With `--stock`, Bolt as it comes instead: its own adapter, its own check of
signatures, all its usual middleware.
"""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_bolt import BoltResponse
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.wire import COMMAND, PATH
from bot.http.address import bind
from bot.http.server import Endpoint, Receive, Scope, Send, Site, keep_step, new_loop, serve
from bot.logs import configure
from bot.platforms.slack.admission import OneToken
from bot.platforms.slack.endpoint import SlackEndpoint
from bot.platforms.slack.settings import SlackSettings, slack_settings
from bot.settings import load

_log = logging.getLogger(__name__)


def empty(settings: SlackSettings) -> Endpoint:
    """The bot's endpoint before an app that has the bot's options and nothing to say."""
    return SlackEndpoint(_app(settings), SignatureVerifier(_secret(settings)))


def in_step(settings: SlackSettings) -> Endpoint:
    """The same, arranged as the bot arranges its answers."""
    app, verifier = _app(settings), SignatureVerifier(_secret(settings))

    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        await SlackEndpoint(_InStep(app, scope), verifier)(scope, receive, send)

    return endpoint


@dataclass(frozen=True, slots=True)
class _InStep:
    app: AsyncApp
    scope: Scope

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        await keep_step(self.scope)
        response = await self.app.async_dispatch(req)
        await keep_step(self.scope)
        return response


def _app(settings: SlackSettings) -> AsyncApp:
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
    return app


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


_KINDS = {"--in-step": in_step, "--stock": stock}


def main() -> None:
    """Run until SIGTERM."""
    configure("INFO")
    build = _KINDS.get(sys.argv[-1], empty)
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_serve(build(slack_settings(load()))))


if __name__ == "__main__":
    main()
