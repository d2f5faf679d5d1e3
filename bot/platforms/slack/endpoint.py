"""POST /slack/events: what has to hold before Bolt may see a request."""

import logging
import re
from collections.abc import Callable
from typing import Protocol

from slack_bolt import BoltResponse
from slack_bolt.adapter.asgi.http_response import AsgiHttpResponse
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.http.body import Headers, Refused, body_of, headers_of
from bot.http.server import Receive, Scope, Send, keep_step
from bot.logs import report
from bot.platforms.slack.at_once import FORM

AtOnce = Callable[[Headers, str], bytes | None]
"""Answers some signed requests itself, in JSON."""

_SSL_CHECK = "ssl_check=1"
_NOTHING_ELSE = re.compile(rf"(?:token=[^&]*&)?{_SSL_CHECK}(?:&token=[^&]*)?")
"""How Slack tries our certificate now and then: unsigned, from no workspace, and asking nothing."""

_log = logging.getLogger(__name__)


class Dispatcher(Protocol):
    """Bolt's `AsyncApp`, as far as it is needed."""

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Find the listener for a request and run it."""


class SlackEndpoint:
    """An ASGI application. Unlike Bolt's adapter it verifies before it parses."""

    def __init__(
        self, app: Dispatcher, verifier: SignatureVerifier, at_once: AtOnce | None = None
    ) -> None:
        self._app, self._verifier, self._at_once = app, verifier, at_once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            answer = await self._answer(scope, receive)
        except Refused as refusal:
            answer = BoltResponse(status=refusal.status)
        if isinstance(answer, bytes):
            await _send_json(send, answer)
            return
        response = AsgiHttpResponse(answer.status, answer.headers, answer.body)
        await send(response.get_response_start())
        await send(response.get_response_body())

    async def _answer(self, scope: Scope, receive: Receive) -> BoltResponse | bytes:
        headers = headers_of(scope)
        body = await body_of(headers, receive)
        if _SSL_CHECK in body and _NOTHING_ELSE.fullmatch(body):  # all else has to be signed
            return BoltResponse(status=200)
        if not is_signed(self._verifier, headers, body):
            raise Refused(401)
        if self._at_once:
            await keep_step(scope)
            if (at_once := self._at_once(headers, body)) is not None:
                await keep_step(scope)
                return at_once
        return await self._dispatched(headers, body)

    async def _dispatched(self, headers: Headers, body: str) -> BoltResponse:
        try:
            return await self._app.async_dispatch(bolt_request(headers, body))
        except Refused:
            raise
        except Exception as error:  # noqa: BLE001 - Bolt trips over what Slack doesn't document
            reference = report(_log, "could not read a request", error)
            return BoltResponse(status=500, body={"error": "unreadable", "reference": reference})


async def _send_json(send: Send, content: bytes) -> None:
    length = (b"content-length", b"%d" % len(content))
    await send({"type": "http.response.start", "status": 200, "headers": (_JSON, length)})
    await send({"type": "http.response.body", "body": content})


_JSON = (b"content-type", b"application/json;charset=utf-8")


def is_signed(verifier: SignatureVerifier, headers: Headers, body: str) -> bool:
    """Whether Slack signed it in the last five minutes."""
    timestamp = headers.get("x-slack-request-timestamp", "")
    signature = headers.get("x-slack-signature", "")
    # The verifier raises on what is no number, and on a signature that is not ASCII.
    is_whole = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 20
    return is_whole and signature.isascii() and verifier.is_valid(body, timestamp, signature)


def bolt_request(headers: Headers, body: str) -> AsyncBoltRequest:
    """Parse a signed body.

    slack-bolt 1.30.0 takes a form that has the letters `payload` anywhere for an interaction,
    and a slash command about `payload-classifier` for an empty one. One letter is written in its
    escaped form, which means the same, wherever the letters are not the field's name.
    """
    is_form = headers.get("content-type", "").startswith(FORM)
    is_interaction = body.startswith("payload=") or "&payload=" in body
    if is_form and not is_interaction:
        body = body.replace("payload", "%70ayload")
    try:
        return AsyncBoltRequest(body=body, headers={**headers})
    except (ValueError, RecursionError):
        raise Refused(400) from None
