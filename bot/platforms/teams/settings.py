"""What the Teams side runs with, checked before anything is started."""

from dataclasses import dataclass
from ipaddress import ip_address

from pydantic import SecretStr

from bot.settings import Fault, SettingProblem, Settings, UnusableSettings


@dataclass(frozen=True, slots=True)
class TeamsSettings:
    """`tenants` are answered; `unauthenticated` is a developer's way in, on this machine only."""

    tenant_id: str
    tenants: frozenset[str]
    client_id: str | None
    client_secret: SecretStr | None
    managed_identity: str | None
    cloud: str
    keys_url: str | None
    private_replies: bool
    unauthenticated: bool


def teams_is_wanted(settings: Settings) -> bool:
    """Whether anything that only Teams needs is set."""
    wanted = (
        settings.teams_client_id,
        settings.teams_client_secret,
        settings.teams_managed_identity,
        settings.teams_tenant_id,
    )
    return any(wanted) or settings.teams_unauthenticated


def teams_settings(settings: Settings) -> TeamsSettings:
    """Check what the bot needs; `UnusableSettings` lists all that is wrong."""
    tenant_id, problems = settings.teams_tenant_id, _problems(settings)
    if tenant_id is None or problems:
        raise UnusableSettings(*problems)
    return TeamsSettings(
        tenant_id=tenant_id,
        tenants=settings.teams_allowed_tenants | {tenant_id},
        client_id=settings.teams_client_id,
        client_secret=settings.teams_client_secret,
        managed_identity=settings.teams_managed_identity,
        cloud=settings.teams_cloud,
        keys_url=settings.teams_keys_url,
        private_replies=settings.teams_private_replies,
        unauthenticated=settings.teams_unauthenticated,
    )


def _problems(settings: Settings) -> list[SettingProblem]:
    problems = []
    if settings.teams_tenant_id is None:
        problems.append(SettingProblem("TEAMS_TENANT_ID", Fault.MISSING))
    if settings.teams_unauthenticated:
        if not is_loopback(settings.host):
            problems.append(SettingProblem("TEAMS_UNAUTHENTICATED", Fault.NOT_ON_LOOPBACK))
        return problems
    if settings.teams_client_id is None:
        problems.append(SettingProblem("TEAMS_CLIENT_ID", Fault.MISSING))
    if settings.teams_client_secret is None and settings.teams_managed_identity is None:
        problems.append(SettingProblem("TEAMS_CLIENT_SECRET", Fault.MISSING_IDENTITY))
    return problems


def is_loopback(host: str | None) -> bool:
    """Whether an address is reached from this machine only. A name could mean anything."""
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False
