"""What the Slack side runs with, checked before anything is started."""

from dataclasses import dataclass

from pydantic import SecretStr

from bot.settings import Fault, SettingProblem, Settings, UnusableSettings


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """HTTP mode always has its signing secret."""

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
        problems.append(SettingProblem("SLACK_BOT_TOKEN", Fault.MISSING))
    elif not bot.get_secret_value().startswith("xoxb-"):
        problems.append(SettingProblem("SLACK_BOT_TOKEN", Fault.WRONG_PREFIX))
    if app is not None and not app.get_secret_value().startswith("xapp-"):
        problems.append(SettingProblem("SLACK_APP_TOKEN", Fault.WRONG_PREFIX))
    return problems


def _secret_problems(settings: Settings) -> list[SettingProblem]:
    if settings.slack_app_token is None and settings.slack_signing_secret is None:
        return [SettingProblem("SLACK_SIGNING_SECRET", Fault.MISSING_FOR_HTTP)]
    return []
