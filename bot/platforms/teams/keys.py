"""The keys that Microsoft signs requests with, fetched when they are needed and kept for a while."""

import asyncio
from typing import Any, Final

from jwt import InvalidTokenError, PyJWKClient, PyJWKClientConnectionError, PyJWKClientError
from jwt.api_jwk import PyJWK

_FETCHING: Final = 5.0
"""Seconds that the key server gets; whoever sent the request is waiting."""

_KEPT: Final = 3600.0
"""Seconds for which keys are used again; one that is not among them is looked for at once."""


class UnreachableKeys(Exception):
    """The key server does not answer: nobody can be told from anybody."""


class _Endorsed(PyJWKClient):
    """Remembers which channels each key may speak for, which PyJWT leaves out."""

    endorsements: dict[str, list[str]]

    def fetch_data(self) -> Any:
        fetched = super().fetch_data()
        keys = fetched.get("keys", []) if isinstance(fetched, dict) else []
        self.endorsements = {
            key["kid"]: key["endorsements"]
            for key in keys
            if isinstance(key, dict) and "kid" in key and isinstance(key.get("endorsements"), list)
        }
        return fetched


class Keys:
    """Asks the key server in a thread: the event loop must not wait for it."""

    def __init__(self, url: str) -> None:
        self._client = _Endorsed(url, lifespan=_KEPT, timeout=_FETCHING, cooldown_duration=30)
        self._client.endorsements = {}

    async def signing_key(self, token: str, channel: str) -> PyJWK:
        """The key that a token says it was signed with, if that key may speak for the channel."""
        try:
            key = await asyncio.to_thread(self._client.get_signing_key_from_jwt, token)
        except PyJWKClientConnectionError as error:
            raise UnreachableKeys from error
        except PyJWKClientError as error:
            raise InvalidTokenError("no such key") from error
        endorsed = self._client.endorsements.get(key.key_id or "", [channel])
        if channel not in endorsed:
            raise InvalidTokenError("the key does not speak for this channel")
        return key
