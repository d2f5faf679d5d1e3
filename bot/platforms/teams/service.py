"""The Teams side of `whoowns serve`: put together, started, ended in order."""

import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from microsoft_teams.api.auth.cloud_environment import CloudEnvironment, from_name

from bot.background import Background
from bot.office import Office
from bot.outbox import Outboxes
from bot.platforms.teams.activity import TEAMS
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.desk import Desk
from bot.platforms.teams.dispatch import Dispatch
from bot.platforms.teams.endpoint import TeamsEndpoint
from bot.platforms.teams.gate import Gate, OpenGate, SignedGate
from bot.platforms.teams.members import Members
from bot.platforms.teams.outbox import TeamsOutbox
from bot.platforms.teams.reach import Reach
from bot.platforms.teams.references import References
from bot.platforms.teams.settings import TeamsSettings
from bot.sightings import Sightings
from knowledge.store.conversations import Conversations

_DRAINING: Final = 5.0
"""Seconds that answers in hand get at the end; with the server's own it stays under 10."""

_log = logging.getLogger(__name__)


@asynccontextmanager
async def teams_service(
    settings: TeamsSettings, sightings: Sightings, office: Office, outboxes: Outboxes
) -> AsyncIterator[TeamsEndpoint]:
    """Answer Teams while entered. Leaving it ends what is in hand."""
    connector = Connector(settings)
    desk = _desk(settings, connector, sightings, office, outboxes)
    outboxes.by_platform[TEAMS] = desk.outbox
    try:
        yield TeamsEndpoint(_gate(settings), Dispatch(desk).heard)
    finally:
        await desk.background.drain(_DRAINING)
        await connector.close()


def _desk(
    settings: TeamsSettings,
    connector: Connector,
    sightings: Sightings,
    office: Office,
    outboxes: Outboxes,
) -> Desk:
    conversations = Conversations(office.store)
    references = References(conversations, office.clock)
    reach = Reach(conversations, office, outboxes)
    return Desk(
        office=office,
        connector=connector,
        members=Members(connector, settings.tenants),
        references=references,
        outbox=TeamsOutbox(connector, references, reach, office.clock, settings.tenant_id),
        outboxes=outboxes,
        sightings=sightings,
        background=Background(),
        private_replies=settings.private_replies,
    )


def _gate(settings: TeamsSettings) -> Gate:
    if settings.unauthenticated or settings.client_id is None:
        _log.critical(
            "TEAMS_UNAUTHENTICATED IS SET: everybody on this machine can speak as anybody in Teams"
        )
        return OpenGate(settings.tenants)
    cloud = from_name(settings.cloud)
    keys_url = settings.keys_url or _keys_of(cloud)
    return SignedGate(settings.client_id, settings.tenants, cloud.token_issuer, keys_url)


def _keys_of(cloud: CloudEnvironment) -> str:
    """The keys stand beside the metadata that name them."""
    return re.sub(r"/openidconfiguration$", "/keys", cloud.openid_metadata_url)
