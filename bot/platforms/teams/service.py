"""The Teams side of `whoowns serve`: put together, started, ended in order."""

import logging
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from bot.office import Office
from bot.outbox import Outboxes
from bot.platforms.background import Background
from bot.platforms.seen_requests import SeenRequests
from bot.platforms.teams.activity import TEAMS
from bot.platforms.teams.desk import Desk
from bot.platforms.teams.dispatch import Dispatch
from bot.platforms.teams.endpoint import TeamsEndpoint
from bot.platforms.teams.gate import Gate, OpenGate, SignedGate
from bot.platforms.teams.members import Members
from bot.platforms.teams.outbox import TeamsOutbox
from bot.platforms.teams.reach import Reach
from bot.platforms.teams.references import References
from bot.platforms.teams.settings import TeamsSettings
from knowledge.store.conversations import Conversations

if TYPE_CHECKING:
    from bot.platforms.teams.connector import Connector

_DRAINING: Final = 5.0
"""Seconds that answers in hand get at the end; with the server's own it stays under 10."""

_log = logging.getLogger(__name__)


@asynccontextmanager
async def teams_service(
    settings: TeamsSettings, seen_requests: SeenRequests, office: Office, outboxes: Outboxes
) -> AsyncIterator[TeamsEndpoint]:
    """Answer Teams while entered. Leaving it ends what is in hand."""
    connector, hasty = _connectors(settings)
    references = References(Conversations(office.store), office.clock)
    reach = Reach(references.conversations, office, outboxes)
    outbox, hasty_outbox = (
        TeamsOutbox(wire, references, reach, office.clock, settings.tenant_id)
        for wire in (connector, hasty)
    )
    outboxes.by_platform[TEAMS], outboxes.hasty[TEAMS] = outbox, hasty_outbox
    desk = Desk(
        office=office,
        connector=connector,
        members=Members(connector, settings.tenants),
        references=references,
        outbox=outbox,
        outboxes=outboxes,
        seen_requests=seen_requests,
        background=Background(),
        private_replies=settings.private_replies,
    )
    try:
        yield TeamsEndpoint(_gate(settings, connector.signers), Dispatch(desk).heard)
    finally:
        await desk.background.drain(_DRAINING)
        await connector.close()
        await hasty.close()


def _connectors(settings: TeamsSettings) -> "tuple[Connector, Connector]":
    """One that tries again, and one that doesn't. The SDK warns of its previews when imported."""
    with warnings.catch_warnings(action="ignore"):
        from bot.platforms.teams.connector import Connector  # noqa: PLC0415
    return Connector(settings), Connector(settings, tries=1)


def _gate(settings: TeamsSettings, signers: tuple[str, str]) -> Gate:
    if settings.unauthenticated or settings.client_id is None:
        _log.critical(
            "TEAMS_UNAUTHENTICATED IS SET: everybody on this machine can speak as anybody in Teams"
        )
        return OpenGate(settings.tenants)
    issuer, keys_url = signers
    return SignedGate(settings.client_id, settings.tenants, issuer, settings.keys_url or keys_url)
