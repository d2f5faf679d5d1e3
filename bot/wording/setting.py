"""What the operator reads when a setting stops start-up: which one, and what to do."""

from bot.settings import Fault, SettingProblem, UnusableSettings

_WHERE = {
    "SLACK_BOT_TOKEN": "It is the bot token, xoxb-…, under OAuth & Permissions of the Slack app",
    "SLACK_APP_TOKEN": "It is an app-level token, xapp-…, under Basic Information of the Slack app",
    "TEAMS_CLIENT_ID": "It is the application id of the bot's registration",
    "TEAMS_TENANT_ID": "It is the directory id of your organisation in Microsoft Entra",
    "TEAMS_CLIENT_SECRET": "It is under Certificates & secrets of the bot's registration",
    "SLACK_SIGNING_SECRET": "It is under Basic Information of the Slack app",
}
_A_CHANNEL = "It is the id of a channel, as C0123456789, not its name"
_RIGHT = {
    "PORT": "It is a number from 0 to 65535",
    "WHOOWNS_GUESTS_MAY_ASK": "It is yes or no",
    "WHOOWNS_CONFIRM_AFTER": "It is a number of days, as 90d; 0 means never",
    "WHOOWNS_REMINDERS": "It is on or off",
    "WHOOWNS_FALLBACK_CHANNEL": _A_CHANNEL,
    "WHOOWNS_COVERAGE_CHANNEL": _A_CHANNEL,
    "WHOOWNS_REMINDER_PAGES": "It is model-quality, infrastructure, or both with a comma between",
    "WHOOWNS_REMINDER_AT": "It is a time of day outside the quiet hours, as 10:00",
    "WHOOWNS_REMINDER_DAYS": "It is a list of days, as mon,tue,wed,thu,fri",
    "WHOOWNS_QUIET_HOURS": "It is two times of day, as 18:00-08:00, or none",
    "WHOOWNS_HOLIDAYS": "It is a list of days, as 2026-12-25,2026-12-26",
    "WHOOWNS_REMINDER_GRACE": "It is a number of hours or days, as 24h",
    "WHOOWNS_REMINDER_AHEAD": "It is a number of days or hours, as 7d",
    "WHOOWNS_LADDER": "It is up to three rising numbers, as 2,4,6, or none",
    "WHOOWNS_REMINDER_INTERVAL": "It is a number of seconds, from 0.3 to 3600",
    "WHOOWNS_LOG_LEVEL": "It is DEBUG, INFO, WARNING, ERROR or CRITICAL",
    "SLACK_WORKSPACES": "It is a list of team ids, T… or E…, with commas between",
    "TEAMS_CLIENT_ID": "It is an id such as 00000000-0000-0000-0000-000000000000",
    "TEAMS_TENANT_ID": "It is an id such as 00000000-0000-0000-0000-000000000000",
    "TEAMS_MANAGED_IDENTITY": "It is system, or the client id of an identity",
    "TEAMS_ALLOWED_TENANTS": "It is a list of tenant ids with commas between",
    "TEAMS_CLOUD": "It is public, usgov, usgovdod or china",
    "TEAMS_KEYS_URL": "It is a web address without a query",
    "TEAMS_PRIVATE_REPLIES": "It is true or false",
    "TEAMS_UNAUTHENTICATED": "It is true or false",
    "SLACK_API_URL": "It is a web address without a query, as https://slack.com/api/",
}

_OF_THE_FILE = {
    Fault.UNREADABLE_FILE: "cannot be read. It has to be a file that this user may read.",
    Fault.NOT_UTF_8: "is not UTF-8 text. Save it as that.",
    Fault.NO_SETTING: "gives no setting a value. Write NAME=value, on a line of its own.",
}


def settings_text(error: UnusableSettings) -> str:
    """One line for each setting."""
    return "\n".join(_problem_text(problem) for problem in error.problems)


def _problem_text(problem: SettingProblem) -> str:
    setting = problem.setting
    match problem.fault:
        case Fault.MISSING:
            return f"{setting} is not set. {_WHERE.get(setting, 'Set it')}."
        case Fault.NO_PLATFORM:
            platform = setting.partition("_")[0].capitalize()
            return f"{setting} is not set. {_WHERE.get(setting, 'Set it')}, to run in {platform}."
        case Fault.MISSING_FOR_HTTP:
            either = "or set SLACK_APP_TOKEN to run in Socket Mode, which needs none"
            return f"{setting} is not set. {_WHERE.get(setting, 'Set it')}; {either}."
        case Fault.MISSING_IDENTITY:
            either = "or set TEAMS_MANAGED_IDENTITY to system or to the id of an identity"
            return f"{setting} is not set. {_WHERE.get(setting, 'Set it')}; {either}."
        case Fault.NOT_ON_LOOPBACK:
            return f"{setting} is for a developer's own machine: HOST has to be 127.0.0.1 then."
        case Fault.WRONG_PREFIX:
            return f"{setting} holds a token of another kind. {_WHERE.get(setting, 'Change it')}."
        case Fault.INVALID:
            return f"{setting} has a value that cannot be used. {_RIGHT.get(setting, 'Change it')}."
        case fault:
            return f"{setting} {_OF_THE_FILE[fault]}"
