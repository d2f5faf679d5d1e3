"""The environment, read once and nowhere else.

`load` gives what every command needs. `slack_settings` gives what the bot needs besides, so that
a missing token stops `whoowns serve` and nothing else.
"""

import re
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.spelling import Dates, Hours, Kinds, Ladder, Span, TimeOfDay, Weekdays
from knowledge.entities import PageKind
from knowledge.errors import WhoOwnsError

ENV_FILE = Path(".env")

_WORKSPACE = re.compile(r"[TE][A-Z0-9]+")
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CHANNEL = re.compile(r"[CG][A-Z0-9]+|19:[\w@.-]+")
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


class Trouble(StrEnum):
    """What is wrong with a setting."""

    MISSING = "missing"
    NO_PLATFORM = "no-platform"  # one of several settings has to be set
    MISSING_FOR_HTTP = "missing-for-http"  # needed because no SLACK_APP_TOKEN is set
    MISSING_IDENTITY = "missing-identity"  # neither a secret nor a managed identity
    WRONG_PREFIX = "wrong-prefix"  # a token of another kind
    NOT_ON_LOOPBACK = "not-on-loopback"  # a developer's flag on an address that others reach
    INVALID = "invalid"
    UNREADABLE_FILE = "unreadable-file"


@dataclass(frozen=True, slots=True)
class SettingProblem:
    """One setting that start-up cannot go on with; never its value, which may be a secret."""

    setting: str
    trouble: Trouble


class UnusableSettings(WhoOwnsError):
    """Every problem that the settings have, at once."""

    def __init__(self, *problems: SettingProblem) -> None:
        super().__init__(*problems)
        self.problems = problems


def _workspaces(value: object) -> object:
    """Split a comma list. One that names no workspace is a mistake: it must not mean "any"."""
    if not isinstance(value, str):
        return value
    names = frozenset(name for part in value.split(",") if (name := part.strip()))
    if not names or not all(map(_WORKSPACE.fullmatch, names)):
        raise ValueError
    return names


def _base_address(value: str) -> str:
    """The form that slack-sdk joins method names to."""
    if not _WEB_ADDRESS.fullmatch(value):
        raise ValueError
    return value if value.endswith("/") else f"{value}/"


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _names(value: object) -> object:
    """Split a comma list of ids."""
    if not isinstance(value, str):
        return value
    return frozenset(name for part in value.split(",") if (name := part.strip()))


_DAYS = re.compile(r"(\d{1,5})\s*d(?:ays?)?", re.IGNORECASE)
_NEVER = "0"


def _days(value: object) -> object:
    """`90d`, or `90 days`; `0` means never."""
    if not isinstance(value, str):
        return value
    found = _DAYS.fullmatch(value)
    if not found and value != _NEVER:
        raise ValueError
    return timedelta(days=int(found[1]) if found else 0) or None


def _channel_id(value: str) -> str:
    """A channel's id; its name would look right, and reach nobody."""
    if not _CHANNEL.fullmatch(value):
        raise ValueError
    return value


def _guid(value: str) -> str:
    if not _GUID.fullmatch(value.lower()):
        raise ValueError
    return value.lower()


def _guids(value: object) -> object:
    """Split a comma list. One that was meant to name something and names nothing is a mistake."""
    if not isinstance(value, str):
        return value
    names = frozenset(_guid(name) for part in value.split(",") if (name := part.strip()))
    if not names:
        raise ValueError
    return names


Names = Annotated[frozenset[str], NoDecode, BeforeValidator(_names)]
Days = Annotated[timedelta | None, BeforeValidator(_days)]
Workspaces = Annotated[frozenset[str], NoDecode, BeforeValidator(_workspaces)]
ChannelId = Annotated[str, AfterValidator(_channel_id)]
Guid = Annotated[str, AfterValidator(_guid)]
Guids = Annotated[frozenset[str], NoDecode, BeforeValidator(_guids)]
WebAddress = Annotated[str, AfterValidator(lambda value: _base_address(value).removesuffix("/"))]
BaseAddress = Annotated[str, AfterValidator(_base_address)]
LogLevel = Annotated[
    Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)
]

Cloud = Annotated[
    Literal["public", "usgov", "usgovdod", "china"],
    BeforeValidator(lambda value: value.lower() if isinstance(value, str) else value),
]
"""Microsoft's clouds, by the names that its SDK gives them."""


class Settings(BaseSettings):
    """Each field is the setting of the same name in capitals; an empty value counts as unset."""

    model_config = SettingsConfigDict(
        env_file=None,  # `load` names it, so that a test reads no file by accident
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    whoowns_database: Path = Path("whoowns.db")
    whoowns_admins: Names = frozenset()
    whoowns_guests_may_ask: bool = False
    whoowns_confirm_after: Days = timedelta(days=90)
    whoowns_reminders: bool = True
    whoowns_fallback_channel: ChannelId | None = None
    whoowns_coverage_channel: ChannelId | None = None
    whoowns_reminder_pages: Kinds = frozenset({PageKind.MODEL_QUALITY})
    whoowns_reminder_at: TimeOfDay = time(10)
    whoowns_reminder_days: Weekdays = frozenset(range(5))
    whoowns_quiet_hours: Hours = (time(18), time(8))
    whoowns_holidays: Dates = frozenset()
    whoowns_reminder_grace: Span = timedelta(hours=24)
    whoowns_reminder_ahead: Span = timedelta(days=7)
    whoowns_ladder: Ladder = (2, 4, 6)
    whoowns_reminder_interval: Annotated[float, Field(ge=0.3, le=3600)] = 30.0
    whoowns_log_level: LogLevel = "INFO"
    whoowns_queue_token: SecretStr | None = None
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 3000
    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_workspaces: Workspaces = frozenset()
    slack_api_url: BaseAddress = "https://slack.com/api/"
    teams_client_id: Guid | None = None
    teams_client_secret: SecretStr | None = None
    teams_managed_identity: str | None = None
    teams_tenant_id: Guid | None = None
    teams_allowed_tenants: Guids = frozenset()
    teams_cloud: Cloud = "public"
    teams_private_replies: bool = False
    teams_keys_url: WebAddress | None = None
    teams_unauthenticated: bool = False

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Drop the line ends that secret stores leave on a token; blank is as good as empty."""
        stripped = {k: v.strip() if isinstance(v, str) else v for k, v in values.items()}
        return {k: v for k, v in stripped.items() if v != ""}


def load(env_file: Path | None = ENV_FILE) -> Settings:
    """Read the environment, and `env_file` for what it leaves open."""
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        names = {str(detail["loc"][0]).upper() for detail in error.errors(include_input=False)}
    except (OSError, UnicodeDecodeError):
        raise UnusableSettings(SettingProblem(str(env_file), Trouble.UNREADABLE_FILE)) from None
    # Raised outside the handler: a traceback must not carry the values that were refused.
    raise UnusableSettings(*(SettingProblem(name, Trouble.INVALID) for name in sorted(names)))


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """What the bot runs with, checked: HTTP mode always has its signing secret."""

    bot_token: SecretStr
    signing_secret: SecretStr | None
    app_token: SecretStr | None
    workspaces: frozenset[str]
    api_url: str

    @property
    def socket_mode(self) -> bool:
        """Slack is called, and does not call us."""
        return self.app_token is not None


def slack_is_wanted(settings: Settings) -> bool:
    """Whether anything that only Slack needs is set."""
    return any((settings.slack_bot_token, settings.slack_signing_secret, settings.slack_app_token))


def slack_settings(settings: Settings) -> SlackSettings:
    """Check what the bot needs; `UnusableSettings` lists all that is wrong."""
    token = settings.slack_bot_token
    problems = [*_token_problems(settings), *_secret_problems(settings)]
    if token is None or problems:
        raise UnusableSettings(*problems)
    return SlackSettings(
        bot_token=token,
        signing_secret=settings.slack_signing_secret,
        app_token=settings.slack_app_token,
        workspaces=settings.slack_workspaces,
        api_url=settings.slack_api_url,
    )


def _token_problems(settings: Settings) -> list[SettingProblem]:
    bot, app = settings.slack_bot_token, settings.slack_app_token
    problems = []
    if bot is None:
        problems.append(SettingProblem("SLACK_BOT_TOKEN", Trouble.MISSING))
    elif not bot.get_secret_value().startswith("xoxb-"):
        problems.append(SettingProblem("SLACK_BOT_TOKEN", Trouble.WRONG_PREFIX))
    if app is not None and not app.get_secret_value().startswith("xapp-"):
        problems.append(SettingProblem("SLACK_APP_TOKEN", Trouble.WRONG_PREFIX))
    return problems


def _secret_problems(settings: Settings) -> list[SettingProblem]:
    if settings.slack_app_token is None and settings.slack_signing_secret is None:
        return [SettingProblem("SLACK_SIGNING_SECRET", Trouble.MISSING_FOR_HTTP)]
    return []
