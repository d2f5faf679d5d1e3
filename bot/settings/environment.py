"""Settings: what the environment says, and `.env` for what it leaves open.

What every command needs stands here; what a platform needs besides is checked by the platform, so
that a missing token stops `whoowns serve` and nothing else.
"""

from datetime import time, timedelta
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Final

from dotenv.parser import Binding, Original, parse_stream
from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings.ids import (
    BaseAddress,
    ChannelId,
    Cloud,
    Guid,
    Guids,
    Identity,
    LogLevel,
    Names,
    WebAddress,
    Workspaces,
)
from bot.settings.spelling import Dates, Days, Hours, Kinds, Ladder, Span, TimeOfDay, Weekdays
from bot.settings.unusable import Fault, SettingProblem, UnusableSettings
from knowledge.entities import PageKind

ENV_FILE: Final = Path(".env")


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
    teams_managed_identity: Identity | None = None
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
        if env_file and (places := _places_of_no_setting(env_file)):
            raise UnusableSettings(*(SettingProblem(at, Fault.NO_SETTING) for at in places))
        return Settings(_env_file=env_file)
    except ValidationError as error:
        names = {str(detail["loc"][0]).upper() for detail in error.errors(include_input=False)}
    except UnicodeDecodeError:
        raise UnusableSettings(SettingProblem(str(env_file), Fault.NOT_UTF_8)) from None
    except OSError:
        raise UnusableSettings(SettingProblem(str(env_file), Fault.UNREADABLE_FILE)) from None
    # Raised outside the handler: a traceback must not carry the values that were refused.
    raise UnusableSettings(*(SettingProblem(name, Fault.INVALID) for name in sorted(names)))


def _places_of_no_setting(env_file: Path) -> list[str]:
    """The lines that would be passed over as if they weren't there, whatever they were to forbid."""
    try:
        text = env_file.read_text("utf-8")
    except FileNotFoundError:
        return []
    if "\0" in text:
        raise UnusableSettings(SettingProblem(str(env_file), Fault.NOT_UTF_8))
    bindings = [*parse_stream(StringIO(text))]
    return [f"{env_file}:{_line(one.original)}" for one in bindings if _is_no_setting(one)]


def _is_no_setting(binding: Binding) -> bool:
    return binding.error or (binding.key is not None and binding.value is None)


def _line(original: Original) -> int:
    """Where it begins; what was parsed holds the blank lines before."""
    text = original.string
    return original.line + text[: len(text) - len(text.lstrip())].count("\n")
