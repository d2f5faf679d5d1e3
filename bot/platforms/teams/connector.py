"""The Teams connector, which takes what the bot writes: the SDK's client, its errors in our terms.

The SDK's `App` is left out: it listens on every interface, reads bare names such as CLIENT_SECRET
from the environment, and lets tokens in that `gate` refuses.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import httpx
from microsoft_teams.api import Account, ApiClient
from microsoft_teams.api.activities import MessageActivityInput
from microsoft_teams.api.auth.cloud_environment import from_name
from microsoft_teams.api.clients.conversation import ConversationClient, CreateConversationParams
from microsoft_teams.apps import AppTokenProvider
from microsoft_teams.apps.token_manager import TokenManager
from microsoft_teams.common import Client, ClientOptions
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type
from tenacity.wait import wait_random_exponential

from bot.logs import report
from bot.outbox import Hindrance, Undelivered
from bot.platforms.teams.credentials import credentials_of
from bot.platforms.teams.gate import is_service
from bot.platforms.teams.settings import TeamsSettings, is_loopback
from bot.platforms.teams.wire import Unreadable
from bot.render.adaptive_card import Rendered

_CALL: Final = 10.0
"""Seconds for one call."""

_TRIES: Final = 4
_LONGEST_WAIT: Final = 20.0
"""Seconds that are waited for on the spot."""

_LONGEST_JITTER: Final = 10.0
_FIRST_WAIT: Final = 0.5
_BUSY: Final = {412, 429, 503}
"""What the connector answers with when it wants to be asked again later."""

_UNCERTAIN: Final = {502, 504}
"""What a gateway before it answers with: asked again, and at last nobody knows what became of it."""

_HINDRANCES: Final = {
    401: Hindrance.MISSING_SCOPE,
    403: Hindrance.NOT_A_MEMBER,
    404: Hindrance.UNKNOWN_PLACE,
}
_UNKNOWN: Final = "https://smba.trafficmanager.net/teams"

_log = logging.getLogger(__name__)

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]


class AskAgain(Exception):
    """The connector wants to be asked again, after as many seconds as it says."""

    def __init__(self, after: float | None = None, hindrance: Hindrance = Hindrance.BUSY) -> None:
        super().__init__(after, hindrance)
        self.after, self.hindrance = after, hindrance


class Connector:
    """A `Wire` over HTTP."""

    def __init__(
        self, settings: TeamsSettings, *, tries: int = _TRIES, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._tries, self._sleep = tries, sleep
        self._local = settings.unauthenticated or is_loopback(
            urlsplit(settings.keys_url or "").hostname
        )
        self._client = Client(ClientOptions(timeout=_CALL))
        cloud = from_name(settings.cloud)
        self.signers = cloud.token_issuer, _keys_beside(cloud.openid_metadata_url)
        """Who signs requests to the bot, and where the keys are."""
        credentials = credentials_of(settings)
        provider = AppTokenProvider(TokenManager(credentials, cloud), cloud)
        self._api = ApiClient(
            _UNKNOWN,
            self._client,
            cloud=cloud,
            token_provider=provider if credentials else None,
        )

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.http.aclose()

    async def send(self, service_url: str, conversation: str, activity: Rendered) -> str:
        """Post an activity; the id that Teams gave it."""
        api, params = self._at(service_url), MessageActivityInput.model_validate(activity)
        targeted = params.recipient is not None and params.recipient.is_targeted
        post = api.create_targeted_activity if targeted else api.create_activity
        sent = await self._patiently(lambda: post(conversation, params))
        return sent.id

    async def update(
        self, service_url: str, conversation: str, message: str, activity: Rendered
    ) -> None:
        """Put another activity in the place of an earlier one."""
        api, params = self._at(service_url), MessageActivityInput.model_validate(activity)
        await self._patiently(lambda: api.update_activity(conversation, message, params))

    async def open_personal(self, service_url: str, person: str, tenant: str) -> str:
        """The personal conversation with somebody for whom the app is installed."""
        params = CreateConversationParams(
            members=[Account(id=person)],
            tenant_id=tenant,
            channel_data={"tenant": {"id": tenant}},
        )
        opened = await self._patiently(lambda: self._at(service_url).create(params))
        return opened.id

    async def member(self, service_url: str, conversation: str, person: str) -> dict[str, Any]:
        """What Teams knows of a member of a conversation."""
        api = self._at(service_url)
        member = await self._patiently(lambda: api.get_member_by_id(conversation, person))
        return dict(member.model_dump(by_alias=True, exclude_none=True))

    async def channels(self, service_url: str, team: str) -> list[tuple[str, str | None]]:
        """The channels of a team, each with its name; the general one has none."""
        teams = self._client_at(service_url).teams
        found = await self._patiently(lambda: teams.get_conversations(team))
        return [(channel.id, channel.name) for channel in found if channel.id]

    def _at(self, service_url: str) -> ConversationClient:
        return self._client_at(service_url).conversations

    def _client_at(self, service_url: str) -> ApiClient:
        """A client that sends our token there: a service is https, wherever its address was kept."""
        if not is_service(service_url, local=self._local):
            raise Undelivered(Hindrance.UNKNOWN_PLACE)
        return self._api.clone(service_url=service_url)

    async def _patiently(self, call: Callable[[], Awaitable[T]]) -> T:
        """Try again while the connector is busy, each time later, and never at a beat with others.

        Where it asks for longer than somebody would wait, that is left to the caller.
        """
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(AskAgain),
            stop=self._enough,
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return await retrying(_once, call)
        except AskAgain as again:
            raise Undelivered(again.hindrance, again.after) from again

    def _enough(self, state: RetryCallState) -> bool:
        return state.attempt_number >= self._tries or _asked_for(state) > _LONGEST_WAIT


def _keys_beside(metadata_url: str) -> str:
    return re.sub(r"/openidconfiguration$", "/keys", metadata_url)


_jitter = wait_random_exponential(multiplier=_FIRST_WAIT, max=_LONGEST_JITTER)


def _wait(state: RetryCallState) -> float:
    """As long as the connector asks for, and a bit."""
    return _asked_for(state) + _jitter(state)


def _asked_for(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return error.after if isinstance(error, AskAgain) and error.after else 0.0


async def _once(call: Callable[[], Awaitable[T]]) -> T:
    try:
        return await call()
    except httpx.HTTPStatusError as error:
        raise _meant(error.response) from error
    except httpx.ConnectError as error:
        raise AskAgain from error
    except httpx.HTTPError as error:
        raise Undelivered(Hindrance.FAILED) from error
    except Exception as error:
        report(_log, "could not get a token, or read what the connector answered", error)
        raise Undelivered(Hindrance.FAILED) from error


def _meant(response: httpx.Response) -> Exception:
    if response.status_code in _BUSY:
        after = response.headers.get("retry-after", "")
        return AskAgain(float(after) if after.isdecimal() else None)
    if response.status_code in _UNCERTAIN:
        return AskAgain(hindrance=Hindrance.FAILED)
    if response.status_code == 400:
        return Unreadable()
    return Undelivered(_HINDRANCES.get(response.status_code, Hindrance.FAILED))
