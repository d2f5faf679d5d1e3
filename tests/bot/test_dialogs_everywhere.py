"""The dialogs of `test_dialogs`, from one list, through every platform's own listeners."""

import asyncio
import html
import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from pydantic import SecretStr

from bot.office import Office
from bot.outbox import Outboxes
from bot.platforms.seen_requests import SeenRequests
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.endpoint import SlackEndpoint
from bot.platforms.slack.service import slack_service
from bot.platforms.slack.settings import SlackSettings
from knowledge.store import Store
from tests.bot.platforms.teams.desk import ASKER, TeamsSide, personal
from tests.bot.render.card_rules import elements, faults
from tests.bot.test_declaring import DIALOGS as DECLARED
from tests.bot.test_dialogs import DIALOGS
from tests.databases import store_of
from tests.e2e.bot_process import SECRET, signature, slash
from tests.e2e.slack_peer import Scripted, SlackPeer
from tests.e2e.teams_bot import member
from tests.northwind import NORTHWIND, NOW

_PICK = re.compile(r"  \d+\. (?P<label>.*?): (?P<value>.*)")


def said_and_heard(dialog: str) -> tuple[str, list[str]]:
    """What is said, and the lines that the terminal shows, without its own marks."""
    said, _, expected = dialog.strip().removeprefix("> ").partition("\n")
    return said, [_unmarked(line) for line in expected.splitlines()]


def _unmarked(line: str) -> str:
    if pick := _PICK.fullmatch(line):
        return f"[{pick['label']}] {pick['value']}"
    return line.removeprefix("!! ").removeprefix("  - ").replace("`", "")


def lines_of_card(card: dict[str, Any]) -> Iterator[str]:
    """A card as lines of text, without what only a chat can do."""
    for element in elements(card):
        match element["type"]:
            case "TextBlock":
                yield _bare(re.sub(r"\[(.*?)\]\((.*?)\)", r"\1 (\2)", element["text"]))
            case "RichTextBlock":
                yield _bare("".join(_run(run) for run in element["inlines"]))
            case "Action.Execute" if element["verb"] == "ask":
                yield f"[{element['title']}] {element['data']['say']}"
            case "Action.OpenUrl" if "title" in element:
                yield f"{element['title']}: {element['url']}"


def _run(run: dict[str, Any]) -> str:
    opened = run.get("selectAction", {}).get("url")
    return f"{run['text']} ({opened})" if opened else str(run["text"])


def _bare(text: str) -> str:
    text = re.sub(r"</?at>|\*\*", "", text)
    return text.removeprefix("🚨 ").removeprefix("• ").replace("\u200b", "")


@pytest.fixture(scope="module")
def teams(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TeamsSide]:
    side = TeamsSide(tmp_path_factory.mktemp("teams"), NORTHWIND, lambda: NOW, as_given=True)
    yield side
    side.close()


@pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS.keys())
def test_in_teams(dialog: str, teams: TeamsSide) -> None:
    said, heard = said_and_heard(dialog)
    teams.wire.sent.clear()
    teams.hear(personal(said))

    (card,) = teams.cards()
    assert faults(card) == []
    assert sorted(lines_of_card(card)) == sorted(heard)


@pytest.mark.parametrize("dialog", DECLARED.values(), ids=DECLARED.keys())
def test_declared_in_teams(dialog: str, tmp_path: Path) -> None:
    said, heard = said_and_heard(dialog)
    side = TeamsSide(tmp_path, NORTHWIND, lambda: NOW, admins=frozenset({ASKER}))
    try:
        side.wire.members["29:asker"] = member(ASKER)
        side.hear(personal(said))
        card = side.cards()[0]
    finally:
        side.close()

    assert faults(card) == []
    assert sorted(lines_of_card(card)) == sorted(heard)


async def _in_slack(endpoint: SlackEndpoint, said: str, **fields: str) -> bytes:
    """A signed slash command through the real endpoint, and what is answered in its response."""
    body = urlencode(slash(said, **fields)).encode()
    signed = {"content-type": "application/x-www-form-urlencoded"} | signature(body, time.time())
    headers = [(name.lower().encode(), value.encode()) for name, value in signed.items()]
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        sent.append(message)

    await endpoint({"headers": headers}, receive, send)
    whole: bytes = sent[1]["body"]
    return whole


@asynccontextmanager
async def _slack_side(office: Office, api_url: str) -> AsyncIterator[SlackEndpoint]:
    settings = SlackSettings(
        bot_token=SecretStr("xoxb-made-up"),
        signing_secret=SecretStr(SECRET),
        app_token=None,
        workspaces=frozenset(),
        api_url=api_url,
    )
    answers = Answers(office.current, office.clock)
    with closing(SeenRequests(office.store.path, office.clock)) as seen_requests:
        async with slack_service(settings, answers, seen_requests, office, Outboxes()) as endpoint:
            assert isinstance(endpoint, SlackEndpoint)
            yield endpoint


async def _all_in_slack(directory: Path) -> dict[str, dict[str, Any]]:
    with Store.open(directory / "whoowns.db") as store:
        office = Office(store, lambda: NORTHWIND, lambda: NOW, guests_may_ask=True)
        async with _slack_side(office, "http://127.0.0.1:9/api/") as endpoint:
            return {
                name: json.loads(await _in_slack(endpoint, said_and_heard(dialog)[0]))
                for name, dialog in DIALOGS.items()
            }


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return asyncio.run(_all_in_slack(tmp_path_factory.mktemp("slack")))


def lines_of_message(message: dict[str, Any]) -> Iterator[str]:
    """Slack's fallback text, its last line apart, and the buttons of its blocks."""
    offered = [e for b in message["blocks"] if b["type"] == "actions" for e in b["elements"]]
    picks = [e["text"]["text"] for e in offered if e["action_id"].startswith("ask:")]
    for line in html.unescape(message["text"]).splitlines():
        if line != " · ".join(picks):
            yield _bare(line)
    for element in offered:
        if element["action_id"].startswith("ask:"):
            yield f"[{element['text']['text']}] {element['value']}"
        elif element["action_id"].startswith("open:"):
            yield f"{element['text']['text']}: {element['url']}"


@pytest.mark.parametrize(("name", "dialog"), DIALOGS.items(), ids=DIALOGS.keys())
def test_in_slack(name: str, dialog: str, slack: dict[str, dict[str, Any]]) -> None:
    _, heard = said_and_heard(dialog)

    assert sorted(lines_of_message(slack[name])) == sorted(heard)


@pytest.fixture(scope="module")
def peer() -> Iterator[SlackPeer]:
    with SlackPeer() as peer:
        yield peer


async def _declared_in_slack(said: str, directory: Path, peer: SlackPeer) -> None:
    """A command, carried out before the Slack side has ended."""
    with store_of(directory / "whoowns.db") as store:
        office = Office(store, store.load, lambda: NOW, frozenset({"U0ASKER"}))
        async with _slack_side(office, peer.api_url) as endpoint:
            assert await _in_slack(endpoint, said, response_url=peer.response_url) == b""


@pytest.mark.parametrize("dialog", DECLARED.values(), ids=DECLARED.keys())
def test_declared_in_slack(dialog: str, tmp_path: Path, peer: SlackPeer) -> None:
    said, heard = said_and_heard(dialog)
    peer.forget()
    peer.script("auth.test", Scripted({"ok": True, "team_id": "T1"}))
    asker = {"team_id": "T1", "name": "asker"}
    peer.script("users.info", *[Scripted({"ok": True, "user": asker})] * 3)

    asyncio.run(_declared_in_slack(said, tmp_path, peer))

    assert sorted(lines_of_message(peer.wait_for("hook")[0].body)) == sorted(heard)
