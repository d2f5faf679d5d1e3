"""The keys that Microsoft signs requests with, fetched when they are needed and kept for a while."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any, Final

from jwt import (
    InvalidTokenError,
    PyJWKClient,
    PyJWKClientConnectionError,
    PyJWKClientError,
    get_unverified_header,
)
from jwt.api_jwk import PyJWK

_FETCHING: Final = 5.0
"""Seconds that the key server gets; whoever sent the request is waiting."""

_RESTING: Final = 5.0
"""Seconds for which a key server that didn't answer is let be: anybody can have it asked."""

_KEPT: Final = 3600.0
"""Seconds for which keys are used again; one that is not among them is looked for at once."""


class UnreachableKeys(Exception):
    """The key server does not answer: nobody can be told from anybody."""


class _Endorsed(PyJWKClient):
    """Remembers which channels each key may speak for, which PyJWT leaves out, and failures."""

    endorsed: Mapping[str, list[str] | None]
    """By the name of a key; None for one that may speak for any."""
    rests_until = 0.0

    def at_hand(self, token: str) -> PyJWK | None:
        """The key of a token if it was fetched before."""
        name = get_unverified_header(token).get("kid")
        kept = self.jwk_set_cache.get() if self.jwk_set_cache else None
        keys = kept.keys if kept and name in self.endorsed else ()
        return next((k for k in keys if k.key_id == name and k.public_key_use != "enc"), None)

    def fetch_data(self) -> Any:
        if monotonic() < self.rests_until:
            raise PyJWKClientConnectionError
        try:
            fetched = super().fetch_data()
        except PyJWKClientConnectionError:
            self.rests_until = monotonic() + _RESTING
            raise
        except ValueError as error:  # no JSON: what answers is something else, such as a proxy
            self.rests_until = monotonic() + _RESTING
            raise PyJWKClientConnectionError from error
        keys = fetched.get("keys", []) if isinstance(fetched, dict) else []
        self.endorsed = {key["kid"]: _channels(key) for key in keys if _is_named(key)}
        return fetched


def _is_named(key: object) -> bool:
    return isinstance(key, dict) and isinstance(key.get("kid"), str)


def _channels(key: Mapping[str, Any]) -> list[str] | None:
    named = key.get("endorsements")
    return named if isinstance(named, list) else None


class Keys:
    """Asks the key server in a thread: the event loop must not wait for it.

    A thread of its own: a key server that doesn't answer must hold up nothing but Teams.
    """

    def __init__(self, url: str) -> None:
        self._client = _Endorsed(url, lifespan=_KEPT, timeout=_FETCHING, cooldown_duration=30)
        self._client.endorsed = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keys")

    async def signing_key(self, token: str, channel: str) -> PyJWK:
        """The key that a token says it was signed with, if that key may speak for the channel."""
        key = self._client.at_hand(token) or await self._fetched(token)
        endorsed = self._client.endorsed.get(key.key_id or "", [])
        if endorsed is not None and channel not in endorsed:
            raise InvalidTokenError("the key does not speak for this channel")
        return key

    async def _fetched(self, token: str) -> PyJWK:
        look_up = self._client.get_signing_key_from_jwt
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, look_up, token)
        except PyJWKClientConnectionError as error:
            raise UnreachableKeys from error
        except PyJWKClientError as error:
            raise InvalidTokenError("no such key") from error
