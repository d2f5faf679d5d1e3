"""The chat platforms that run: every one for which something is set, and at least one."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import NamedTuple

from bot.http.server import Endpoint
from bot.office import Office
from bot.outbox import Outboxes
from bot.platforms.seen_requests import SeenRequests
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.endpoint import SlackEndpoint
from bot.platforms.slack.manifest import PATH as SLACK_PATH
from bot.platforms.slack.service import slack_service
from bot.platforms.slack.settings import SlackSettings, slack_is_wanted, slack_settings
from bot.platforms.teams.manifest import PATH as TEAMS_PATH
from bot.platforms.teams.settings import TeamsSettings, teams_is_wanted, teams_settings
from bot.settings import Fault, SettingProblem, Settings, UnusableSettings


class Platforms(NamedTuple):
    """What each platform that runs needs."""

    slack: SlackSettings | None
    teams: TeamsSettings | None


def wanted_platforms(settings: Settings) -> Platforms:
    """Check all that is wanted; `UnusableSettings` lists what is wrong, or what could be set."""
    if not slack_is_wanted(settings) and not teams_is_wanted(settings):
        either = ("SLACK_BOT_TOKEN", "TEAMS_CLIENT_ID")
        raise UnusableSettings(*(SettingProblem(name, Fault.NO_PLATFORM) for name in either))
    problems: list[SettingProblem] = []
    slack, teams = None, None
    try:
        slack = slack_settings(settings) if slack_is_wanted(settings) else None
    except UnusableSettings as unusable:
        problems += unusable.problems
    try:
        teams = teams_settings(settings) if teams_is_wanted(settings) else None
    except UnusableSettings as unusable:
        problems += unusable.problems
    if problems:
        raise UnusableSettings(*problems)
    return Platforms(slack, teams)


class Connected(NamedTuple):
    """How requests come in, what that is called in the log, and what each platform still lacks."""

    routes: dict[tuple[str, str], Endpoint]
    modes: list[str]
    lacking: list[Callable[[], str | None]]


@asynccontextmanager
async def connected(
    platforms: Platforms, seen_requests: SeenRequests, office: Office, outboxes: Outboxes
) -> AsyncIterator[Connected]:
    """Answer on every platform that is wanted, while entered."""
    now = Connected({}, [], [])
    async with AsyncExitStack() as stack:
        if platforms.slack:
            answers = Answers(office.current, office.clock, office.terms)
            slack = slack_service(platforms.slack, answers, seen_requests, office, outboxes)
            connection = await stack.enter_async_context(slack)
            now.modes.append("socket" if platforms.slack.socket_mode else "http")
            if isinstance(connection, SlackEndpoint):
                now.routes["POST", SLACK_PATH] = connection
            else:
                socket = connection
                now.lacking.append(
                    lambda: None if socket.is_connected else "not-connected-to-slack"
                )
        if platforms.teams:
            # Its SDK takes two seconds to import, and 85 MB.
            from bot.platforms.teams.service import teams_service  # noqa: PLC0415

            teams = teams_service(platforms.teams, seen_requests, office, outboxes)
            now.routes["POST", TEAMS_PATH] = await stack.enter_async_context(teams)
            now.modes.append("teams")
        yield now
