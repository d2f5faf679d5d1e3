"""What the bot proves with that it is itself, when it writes to Teams."""

from microsoft_teams.api.auth.credentials import (
    ClientCredentials,
    Credentials,
    FederatedIdentityCredentials,
    ManagedIdentityCredentials,
)

from bot.platforms.teams.settings import TeamsSettings
from bot.settings.ids import SYSTEM


def credentials_of(settings: TeamsSettings) -> Credentials | None:
    """A secret, or a managed identity: that of the bot itself, or another that vouches for it."""
    client_id, identity = settings.client_id, settings.managed_identity
    if client_id is None:
        return None
    if settings.client_secret is not None:
        secret = settings.client_secret.get_secret_value()
        return ClientCredentials(
            client_id=client_id, client_secret=secret, tenant_id=settings.tenant_id
        )
    if identity is None:
        return None
    if identity == client_id:
        return ManagedIdentityCredentials(client_id=client_id, tenant_id=settings.tenant_id)
    system = identity == SYSTEM
    return FederatedIdentityCredentials(
        client_id=client_id,
        managed_identity_type="system" if system else "user",
        managed_identity_client_id=None if system else identity,
        tenant_id=settings.tenant_id,
    )
