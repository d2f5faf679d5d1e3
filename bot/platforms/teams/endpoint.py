"""POST /api/messages: what has to hold before an activity is looked at."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.http.body import Refused, body_of, headers_of
from bot.http.server import Receive, Scope, Send
from bot.logs import report
from bot.platforms.teams.activity import Activity
from bot.platforms.teams.dispatch import Answer
from bot.platforms.teams.gate import Gate, Unadmitted

_log = logging.getLogger(__name__)


class TeamsEndpoint:
    """An ASGI application."""

    def __init__(self, gate: Gate, heard: Callable[[Activity], Awaitable[Answer]]) -> None:
        self._gate, self._heard = gate, heard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. Whoever is refused is not told why; the log is."""
        try:
            answer = await self._answer(scope, receive)
        except Unadmitted as refusal:
            _log.warning("refused an activity", extra={"facts": {"reason": refusal.reason}})
            answer = Answer(refusal.status, {})
        except Refused as refusal:
            answer = Answer(refusal.status, {})
        except Exception as error:  # noqa: BLE001 - an activity unlike what is documented
            reference = report(_log, "could not read an activity", error)
            answer = Answer(500, {"error": "unreadable", "reference": reference})
        await _respond(send, answer)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        headers = headers_of(scope)
        client = scope.get("client")
        claims = await self._gate.claims(headers, client[0] if client else None)
        activity = _parsed(await body_of(headers, receive))
        self._gate.check(claims, activity)
        return await self._heard(activity)


def _parsed(body: str) -> Mapping[str, Any]:
    try:
        activity = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400) from None
    if not isinstance(activity, dict):
        raise Refused(400)
    return activity


async def _respond(send: Send, answer: Answer) -> None:
    content = json.dumps(answer.body, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(content)).encode()),
    ]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
