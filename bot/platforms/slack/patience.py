"""When a call to Slack is tried again."""

import logging
from typing import Final

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

# Its debug lines hold whole messages, so the level is its own and not the root's.
SDK_LOG = logging.getLogger("slack_sdk.whoowns")
SDK_LOG.setLevel(logging.WARNING)


_BUSY: Final = 429
_LONGEST_WAIT: Final = 60
"""Seconds."""


class _ServerErrorRetryHandler(AsyncRetryHandler):
    """slack-sdk's own leaves out 502 and 504, which the gateways before Slack answer with."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        del state, request, error
        return response is not None and response.status_code >= 500


class _BusyRetryHandler(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack asks for, if that is soon: later, what was to be said may not hold."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        del state, request, error
        return response is not None and response.status_code == _BUSY and _is_soon(response)


def _is_soon(response: HttpResponse) -> bool:
    after = (v[0] for name, v in response.headers.items() if name.lower() == "retry-after")
    seconds = str(next(after, "1"))
    return seconds.isdecimal() and len(seconds) < 9 and int(seconds) <= _LONGEST_WAIT


def patient() -> list[AsyncRetryHandler]:
    """Try again after lost connections and server errors; when Slack is busy, as late as it asks for."""
    return [
        AsyncConnectionErrorRetryHandler(),
        _BusyRetryHandler(max_retry_count=3),
        _ServerErrorRetryHandler(max_retry_count=2),
    ]
