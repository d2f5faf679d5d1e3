"""`POST /queue`: readings of the central queue, from whatever counts its requests.

Off unless a token is set. One JSON object a request; what it may hold is `Report`.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, Final

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
)

from bot.http.allowance import Allowance
from bot.http.body import Refused, body_of, headers_of
from bot.http.server import Receive, Scope, Send
from bot.logs import report
from bot.reminders.counting import count_the_day
from bot.wording import queue_intake as wording
from knowledge.backlog import Days, QueueReading
from knowledge.entities import Count, Id, Name
from knowledge.errors import StoreError
from knowledge.ownership import OwnershipMap
from knowledge.store import Readings, Store
from knowledge.wall_times import YEARS

QUEUE_PATH: Final = "/queue"
SOURCE: Final = "POST /queue"
LONGEST_BODY: Final = 8_192
CLOCKS_DIFFER: Final = timedelta(minutes=5)
"""How far ahead of us a reading may lie: another machine's clock."""

_log = logging.getLogger(__name__)


def _instant(at: object) -> object:
    """ISO 8601 and nothing else: pydantic would take a text of digits for seconds since 1970."""
    return datetime.fromisoformat(at.upper()) if isinstance(at, str) else at


class Report(BaseModel):
    """What is posted. `id` makes repeating it harmless."""

    model_config = ConfigDict(
        extra="forbid", strict=True, str_strip_whitespace=True, hide_input_in_errors=True
    )

    depth: Count
    oldest_days: Days | None = None
    team: Id | None = None
    at: Annotated[AwareDatetime | None, BeforeValidator(_instant)] = None
    by: Name | None = None
    id: str | None = Field(default=None, min_length=1, max_length=200)


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a JSON object."""

    status: int
    body: Mapping[str, Any]
    headers: tuple[tuple[bytes, bytes], ...] = ()


class QueueIntake:
    """The endpoint."""

    def __init__(
        self,
        token: SecretStr,
        store: Store,
        current: Callable[[], OwnershipMap | None],
        clock: Callable[[], datetime],
        allowance: Allowance | None = None,
    ) -> None:
        self._token = token.get_secret_value().encode()
        self._store, self._current, self._clock = store, current, clock
        self._allowance = allowance or Allowance()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            answer = await self._answered(scope, receive)
        except Exception as error:  # noqa: BLE001 - whoever posts is told that it wasn't kept
            answer = Answer(500, wording.failed(report(_log, "could not keep a reading", error)))
        await _say(send, answer)

    async def _answered(self, scope: Scope, receive: Receive) -> Answer:
        headers = headers_of(scope)
        if not self._is_ours(headers.get("authorization", "")):
            return Answer(401, wording.wrong_token(), ((b"www-authenticate", b"Bearer"),))
        wait = self._allowance.wait()
        if wait:
            return Answer(429, wording.too_many(), ((b"retry-after", b"%d" % (int(wait) + 1)),))
        try:
            body = await body_of(headers, receive, LONGEST_BODY)
        except Refused as refused:
            return Answer(refused.status, wording.unreadable(refused.status, LONGEST_BODY))
        try:
            posted = Report.model_validate_json(body)
        except ValidationError as error:
            errors = error.errors(include_input=False, include_url=False)
            is_json = all(detail["type"] != "json_invalid" for detail in errors)
            return Answer(422 if is_json else 400, wording.invalid(errors, Report))
        return await self._kept(posted)

    def _is_ours(self, header: str) -> bool:
        """Compared in constant time: how long it takes tells nothing about the token."""
        scheme, _, token = header.partition(" ")
        is_bearer = scheme.lower() == "bearer"
        return hmac.compare_digest(token.strip().encode("latin-1"), self._token) and is_bearer

    async def _kept(self, posted: Report) -> Answer:
        now = self._clock()
        try:
            ownership = await asyncio.to_thread(self._current)
            if posted.team and (ownership is None or posted.team not in ownership.teams):
                return Answer(422, wording.unknown_team(posted.team))
            if posted.at and posted.at > now + CLOCKS_DIFFER:
                return Answer(422, wording.in_the_future(posted.at))
            if posted.at and posted.at.year < YEARS[0]:  # an instant that was never set, mostly
                return Answer(422, wording.too_early(posted.at, YEARS[0]))
            reading = _reading(posted, now)
            kept = await asyncio.to_thread(self._record, reading, ownership)
        except StoreError as error:
            report(_log, "could not keep a reading", error)
            return Answer(503, wording.not_now(), ((b"retry-after", b"10"),))
        if kept is None:
            return Answer(201, wording.recorded(reading))
        return (
            Answer(200, wording.known(kept))
            if _same(kept, reading)
            else Answer(409, wording.taken(kept))
        )

    def _record(self, reading: QueueReading, ownership: OwnershipMap | None) -> QueueReading | None:
        if ownership is not None:
            count_the_day(self._store, ownership, reading.reported_at)
        return Readings(self._store).record(reading)


def _reading(posted: Report, now: datetime) -> QueueReading:
    return QueueReading(
        at=posted.at or now,
        depth=posted.depth,
        reported_by=posted.by or SOURCE,
        source=SOURCE,
        reported_at=now,
        oldest_days=posted.oldest_days,
        team=posted.team,
        request=posted.id,
    )


def _same(kept: QueueReading, reading: QueueReading) -> bool:
    said = (kept.depth, kept.oldest_days, kept.team)
    return said == (reading.depth, reading.oldest_days, reading.team)


async def _say(send: Send, answer: Answer) -> None:
    content = json.dumps(answer.body, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(content)),
        *answer.headers,
    ]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
