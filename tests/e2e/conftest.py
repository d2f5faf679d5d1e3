"""One bot and one loopback Slack for all stories that need no other."""

from collections.abc import Iterator

import pytest

from tests.e2e.bot_process import BotProcess
from tests.e2e.northwind import declare_northwind
from tests.e2e.slack_peer import SlackPeer
from tests.e2e.teams_bot import ADMIN, TeamsBot
from tests.e2e.teams_peer import TeamsPeer


@pytest.fixture(scope="session")
def peer() -> Iterator[SlackPeer]:
    with SlackPeer() as peer:
        yield peer


@pytest.fixture(scope="session")
def running(peer: SlackPeer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    directory = tmp_path_factory.mktemp("bot")
    declare_northwind(directory)
    with BotProcess(directory, SLACK_API_URL=peer.api_url) as bot:
        yield bot


@pytest.fixture
def bot(running: BotProcess, peer: SlackPeer) -> BotProcess:
    peer.forget()
    return running


@pytest.fixture(scope="session")
def teams_peer() -> Iterator[TeamsPeer]:
    with TeamsPeer() as peer:
        yield peer


@pytest.fixture(scope="session")
def running_teams(
    teams_peer: TeamsPeer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TeamsBot]:
    directory = tmp_path_factory.mktemp("teams")
    declare_northwind(directory)
    with TeamsBot(directory, teams_peer, WHOOWNS_ADMINS=ADMIN) as bot:
        yield bot


@pytest.fixture
def teams(running_teams: TeamsBot, teams_peer: TeamsPeer) -> TeamsBot:
    teams_peer.forget()
    return running_teams
