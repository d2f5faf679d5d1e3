"""Who gets in: what has to hold before an activity is so much as looked at.

The SDK's own check takes a token that never expires, and one of any directory in some cases, so it
is not used. A token is checked for its signature, its issuer, its audience, its expiry and the
service that it speaks for; an activity for the directories that it names. Whatever is missing
counts against it.
"""

from collections.abc import Mapping
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import jwt

from bot.http.body import Headers, Refused
from bot.platforms.teams.activity import CHANNEL, Activity, tenants_named
from bot.platforms.teams.keys import Keys, UnreachableKeys
from bot.platforms.teams.settings import is_loopback

_LEEWAY: Final = 300
"""Seconds by which the clocks may differ, as Microsoft allows."""

_LONGEST_TOKEN: Final = 8_192


class Unadmitted(Refused):
    """An activity that is not let in, and why: for the log, and for nobody else."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(status)
        self.reason = reason


Claims = Mapping[str, Any]
"""What a token says of whoever sent a request; checked."""


class Gate(Protocol):
    """Lets an activity pass, or raises Unadmitted."""

    async def claims(self, headers: Headers, client: str | None) -> Claims:
        """Who sent a request, before it is read; `client` is the address that it came from."""

    def check(self, claims: Claims, activity: Activity) -> None:
        """Whether they may say what they say."""


class SignedGate:
    """Lets in what Microsoft signed for this bot, from the directories that are answered."""

    def __init__(self, client_id: str, tenants: frozenset[str], issuer: str, keys_url: str) -> None:
        self._client_id, self._tenants, self._issuer = client_id, tenants, issuer
        self._keys = Keys(keys_url)
        self._local = is_loopback(urlsplit(keys_url).hostname)

    async def claims(self, headers: Headers, client: str | None) -> Claims:
        """Raise Unadmitted for a token that is not Microsoft's, for this bot, now."""
        del client
        token = _bearer(headers)
        try:
            return await self._claims(token)
        except UnreachableKeys as error:
            raise Unadmitted(503, "the key server does not answer") from error
        except jwt.PyJWTError as error:
            raise Unadmitted(401, str(error)) from error

    def check(self, claims: Claims, activity: Activity) -> None:
        """Raise Unadmitted where the token does not speak for the activity."""
        if activity.get("channelId") != CHANNEL:
            raise Unadmitted(401, "another channel")
        self._check_service(claims, activity)
        check_tenants(activity, self._tenants)

    async def _claims(self, token: str) -> Claims:
        key = await self._keys.signing_key(token, CHANNEL)
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=self._client_id,
            issuer=self._issuer,
            leeway=_LEEWAY,
            options={"require": ["exp", "iss", "aud"]},
        )
        return claims

    def _check_service(self, claims: Claims, activity: Activity) -> None:
        """Answers go to the address in the activity, with a token of ours: it has to be signed."""
        claimed, service_url = claims.get("serviceurl"), activity.get("serviceUrl")
        if not isinstance(claimed, str) or not isinstance(service_url, str):
            raise Unadmitted(401, "no service url")
        if claimed.rstrip("/") != service_url.rstrip("/"):
            raise Unadmitted(401, "another service url")
        if not is_service(service_url, local=self._local):
            raise Unadmitted(401, "a service url that is not https")


class OpenGate:
    """A developer's own machine: everything that comes from it, and answers stay on it."""

    def __init__(self, tenants: frozenset[str]) -> None:
        self._tenants = tenants

    async def claims(self, headers: Headers, client: str | None) -> Claims:
        """Raise Unadmitted where the request comes from elsewhere."""
        if not is_loopback(client):
            raise Unadmitted(401, "not from this machine")
        if not headers.get("content-type", "").startswith("application/json"):
            raise Unadmitted(401, "a form, as a web page could send it")
        return {}

    def check(self, claims: Claims, activity: Activity) -> None:
        """Raise Unadmitted where the answer would leave this machine."""
        del claims
        if activity.get("channelId") != CHANNEL:
            raise Unadmitted(401, "another channel")
        if not is_loopback(urlsplit(str(activity.get("serviceUrl"))).hostname):
            raise Unadmitted(401, "a service that is not on this machine")
        check_tenants(activity, self._tenants)


def check_tenants(activity: Activity, tenants: frozenset[str]) -> None:
    """Every directory named must be one that is answered, and one must be named."""
    named = tenants_named(activity)
    if not named or not named <= tenants:
        raise Unadmitted(403, "another directory")


def is_service(url: str, *, local: bool) -> bool:
    """Whether answers may go there: in the clear to this machine only, in tests."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme == "http":
        return local and is_loopback(parts.hostname)
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


def _bearer(headers: Headers) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not 0 < len(token) <= _LONGEST_TOKEN or not token.isascii():
        raise Unadmitted(401, "no bearer token")
    return token
