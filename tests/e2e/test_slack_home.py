"""The App Home: drawn when it is opened, and again after something was done on it."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.bot_process import BotProcess
from tests.e2e.interactions import buttons, press, submission
from tests.e2e.northwind import declare_northwind
from tests.e2e.slack_peer import Call, Scripted, SlackPeer


@pytest.fixture(scope="module")
def running(peer: SlackPeer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    directory = tmp_path_factory.mktemp("home")
    declare_northwind(directory)
    with BotProcess(directory, SLACK_API_URL=peer.api_url, WHOOWNS_ADMINS="U0PRIYA") as bot:
        yield bot


@pytest.fixture
def bot(running: BotProcess, peer: SlackPeer) -> BotProcess:
    peer.forget()
    member = {"team_id": "T1", "name": "somebody"}
    peer.script("users.info", *[Scripted({"ok": True, "user": member})] * 3)
    peer.script("auth.test", Scripted({"ok": True, "team_id": "T1"}))
    return running


def opens(bot: BotProcess, peer: SlackPeer, user: str, tab: str = "home") -> Call:
    bot.event({"type": "app_home_opened", "user": user, "channel": "D1", "tab": tab})
    return peer.wait_for("views.publish")[-1]


def pressed_on(drawn: Call, label: str, user: str, peer: SlackPeer) -> dict[str, Any]:
    button = next(b for b in buttons(drawn.body["view"]["blocks"]) if b["text"]["text"] == label)
    body = press(
        button,
        peer,
        user={"id": user, "name": "somebody", "team_id": "T1"},
        container={"type": "view", "view_id": "V1"},
        view={"type": "home", "id": "V1"},
    )
    return {k: v for k, v in body.items() if k not in {"channel", "response_url"}}


def test_it_shows_what_is_ones_own(bot: BotProcess, peer: SlackPeer) -> None:
    drawn = opens(bot, peer, "U0PRIYA")
    assert drawn.body["user_id"] == "U0PRIYA"
    assert drawn.body["view"]["type"] == "home"
    shown = str(drawn.body["view"]["blocks"])
    assert "*Priya Nair*, this is what is yours." in shown
    assert "model-quality on *fraud-model*: you are on call" in shown


def test_a_form_that_is_filled_in_there_is_answered_directly_and_drawn_again(
    bot: BotProcess, peer: SlackPeer
) -> None:
    drawn = opens(bot, peer, "U0PRIYA")
    assert "Declare owner" not in str(drawn.body["view"]["blocks"])
    bot.command(
        "clear fraud-model infra because he left",
        user_id="U0PRIYA",
        response_url=peer.response_url,
        trigger_id=f"typed {time.monotonic_ns()}",
    )
    peer.wait_for("hook")
    bot.event({"type": "app_home_opened", "user": "U0PRIYA", "channel": "D1", "tab": "home"})
    drawn = peer.wait_for("views.publish", 2)[-1]

    bot.interaction(pressed_on(drawn, "Declare owner", "U0PRIYA", peer))
    view = peer.wait_for("views.open")[-1].body["view"]
    bot.interaction(submission(view, "U0PRIYA", person="U0PRIYA"))

    again = peer.wait_for("views.publish", 3)[-1]
    assert "Declare owner" not in str(again.body["view"]["blocks"])
    told = [c.body for c in peer.wait_for("chat.postMessage") if c.body["channel"] == "U0PRIYA"]
    assert told[0]["text"].startswith("Declared.")


def test_a_question_asked_there_is_answered_directly(bot: BotProcess, peer: SlackPeer) -> None:
    drawn = opens(bot, peer, "U0PRIYA")
    bot.interaction(pressed_on(drawn, "All gaps", "U0PRIYA", peer))
    answer = peer.wait_for("chat.postMessage")[-1].body
    assert answer["channel"] == "U0PRIYA"
    assert "nobody named" in answer["text"]
    peer.wait_for("views.publish", 2)


def test_the_other_tab_is_not_drawn(bot: BotProcess, peer: SlackPeer) -> None:
    bot.event({"type": "app_home_opened", "user": "U0PRIYA", "channel": "D1", "tab": "messages"})
    assert peer.heard_for(0.2) == []


def test_when_slack_does_not_say_who_looks_the_page_says_so(
    bot: BotProcess, peer: SlackPeer
) -> None:
    peer.script("users.info", Scripted({"ok": False, "error": "user_not_found"}))
    drawn = opens(bot, peer, "U0WHO")
    assert "Slack didn't tell me who you are" in str(drawn.body["view"]["blocks"])


def test_a_home_tab_that_is_off_ends_in_the_log(bot: BotProcess, peer: SlackPeer) -> None:
    peer.script("views.publish", Scripted({"ok": False, "error": "not_enabled"}))
    opens(bot, peer, "U0PRIYA")
    assert bot.get("/healthz").status == 200
