"""What the SDK is told, and what its failures mean."""

import asyncio
import warnings
from dataclasses import replace
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.outbox import Hindrance, Undelivered
from bot.platforms.teams.settings import TeamsSettings
from tests.bot.platforms.teams.desk import TENANT
from tests.e2e.teams_peer import BOT_ID

with warnings.catch_warnings(action="ignore"):  # the SDK warns of its own previews
    from bot.platforms.teams import connector as sdk
    from bot.platforms.teams.credentials import credentials_of

pytestmark = pytest.mark.filterwarnings("ignore:The bot client is deprecated:DeprecationWarning")

SECRET = TeamsSettings(
    tenant_id=TENANT,
    tenants=frozenset({TENANT}),
    client_id=BOT_ID,
    client_secret=SecretStr("made-up"),
    managed_identity=None,
    cloud="public",
    keys_url=None,
    private_replies=False,
    unauthenticated=False,
)
IDENTITY = "00000000-0000-4000-8000-00000000c001"


@pytest.mark.parametrize(
    ("settings", "kind", "facts"),
    [
        (SECRET, "ClientCredentials", {"client_id": BOT_ID, "tenant_id": TENANT}),
        (
            replace(SECRET, client_secret=None, managed_identity=BOT_ID),
            "ManagedIdentityCredentials",
            {"client_id": BOT_ID},
        ),
        (
            replace(SECRET, client_secret=None, managed_identity="system"),
            "FederatedIdentityCredentials",
            {"managed_identity_type": "system", "managed_identity_client_id": None},
        ),
        (
            replace(SECRET, client_secret=None, managed_identity=IDENTITY),
            "FederatedIdentityCredentials",
            {"managed_identity_type": "user", "managed_identity_client_id": IDENTITY},
        ),
    ],
    ids=["secret", "its own identity", "the system's", "another"],
)
def test_the_bot_proves_who_it_is(
    settings: TeamsSettings, kind: str, facts: dict[str, Any]
) -> None:
    credentials = credentials_of(settings)

    assert type(credentials).__name__ == kind
    assert facts.items() <= dict(credentials or ()).items()


def test_without_an_id_it_proves_nothing() -> None:
    assert credentials_of(replace(SECRET, client_id=None)) is None


@pytest.mark.parametrize(
    ("cloud", "issuer", "keys"),
    [
        ("public", "https://api.botframework.com", "https://login.botframework.com/v1/"),
        ("usgov", "https://api.botframework.us", "https://login.botframework.azure.us/v1/"),
    ],
)
def test_each_cloud_has_signers_of_its_own(cloud: str, issuer: str, keys: str) -> None:
    connector = sdk.Connector(replace(SECRET, cloud=cloud))
    asyncio.run(connector.close())

    assert connector.signers == (issuer, f"{keys}.well-known/keys")


@pytest.mark.parametrize("url", ["http://smba.example/teams", "http://127.0.0.1:1/", "x", ""])
def test_no_token_goes_anywhere_in_the_clear(url: str) -> None:
    async def send() -> None:
        connector = sdk.Connector(SECRET)
        try:
            await connector.send(url, "a:1", {"type": "message"})
        finally:
            await connector.close()

    with pytest.raises(Undelivered, match="unknown-place"):
        asyncio.run(send())


def answering(status: int, after: str | None = None) -> Any:
    headers = {"Retry-After": after} if after else {}
    request = httpx.Request("POST", "https://smba.example")
    response = httpx.Response(status, headers=headers, request=request)

    async def call() -> None:
        raise httpx.HTTPStatusError("no", request=request, response=response)

    return call


@pytest.mark.parametrize(
    ("status", "after", "hindrance", "retry_after"),
    [
        (429, "30", Hindrance.BUSY, 30.0),
        (412, None, Hindrance.BUSY, None),
        (503, "Wed, 21 Oct 2026 07:28:00 GMT", Hindrance.BUSY, None),
        (502, None, Hindrance.FAILED, None),
        (504, None, Hindrance.FAILED, None),
        (400, None, Hindrance.FAILED, None),
        (401, None, Hindrance.MISSING_SCOPE, None),
        (403, None, Hindrance.NOT_A_MEMBER, None),
        (404, None, Hindrance.UNKNOWN_PLACE, None),
        (500, None, Hindrance.FAILED, None),
    ],
)
def test_a_refusal_has_a_meaning(
    status: int, after: str | None, hindrance: Hindrance, retry_after: float | None
) -> None:
    async def once() -> None:
        connector = sdk.Connector(SECRET, tries=1)
        try:
            await connector._patiently(answering(status, after))
        finally:
            await connector.close()

    with pytest.raises(Undelivered) as undelivered:
        asyncio.run(once())
    assert undelivered.value.hindrance is hindrance
    assert undelivered.value.retry_after == retry_after


@pytest.mark.parametrize(
    ("after", "shortest", "count"), [("3", 3.0, 3), (None, 0.0, 3), ("600", 0.0, 0)]
)
def test_it_is_asked_a_few_times_and_waited_for_as_long_as_it_says(
    after: str | None, shortest: float, count: int
) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    async def story() -> None:
        connector = sdk.Connector(SECRET, sleep=sleep)
        try:
            await connector._patiently(answering(429, after))
        finally:
            await connector.close()

    with pytest.raises(Undelivered, match="busy") as undelivered:
        asyncio.run(story())
    assert undelivered.value.retry_after == (float(after) if after else None)
    assert len(waits) == count
    assert all(shortest <= wait <= shortest + 10 for wait in waits)


def test_a_failure_of_the_token_is_ours_to_see(caplog: pytest.LogCaptureFixture) -> None:
    async def no_token() -> None:
        raise ValueError("AADSTS7000215")

    with pytest.raises(Undelivered, match="failed"):
        asyncio.run(sdk._once(no_token))
    assert caplog.messages == ["could not get a token, or read what the connector answered"]
