"""From an empty database to a complete map, in a direct message, with a killed process between."""

import signal
from pathlib import Path
from typing import Any

from tests.e2e.bot_process import BotProcess
from tests.e2e.interactions import buttons, press
from tests.e2e.slack_peer import Call, Scripted, SlackPeer

ADMIN = {"id": "U0ADMIN", "name": "priya", "team_id": "T1"}
DIRECT = "D0ADMIN"


class Conversation:
    """The admin's direct message with the bot: what is written or pressed, and what comes back."""

    def __init__(self, bot: BotProcess, peer: SlackPeer) -> None:
        self._bot, self._peer = bot, peer
        told = {"ok": True, "user": {"team_id": "T1", "profile": {"display_name": "Priya Nair"}}}
        peer.script("auth.test", *[Scripted({"ok": True, "team_id": "T1"})] * 3)
        peer.script("users.info", *[Scripted(told)] * 3)

    def write(self, text: str) -> Call:
        before = len(self._of("chat.postMessage"))
        event = {"type": "message", "channel_type": "im", "channel": DIRECT, "text": text}
        assert self._bot.event({**event, "user": ADMIN["id"]}).status == 200
        return self._peer.wait_for("chat.postMessage", before + 1)[before]

    def press(self, last: Call, label: str) -> Call:
        before = len(self._of("hook"))
        offered = buttons(last.body["blocks"])
        button = next(b for b in offered if b["text"]["text"] == label)
        container = {"type": "message", "channel_id": DIRECT}
        fields = {"user": ADMIN, "channel": {"id": DIRECT}, "container": container}
        assert self._bot.interaction(press(button, self._peer, **fields)).status == 200
        return self._peer.wait_for("hook", before + 1)[before]

    def command(self, text: str) -> Call:
        """Typed in a channel: the answer there only tells that one was written to."""
        before = len(self._of("chat.postMessage"))
        hook = self._peer.response_url
        response = self._bot.command(text, user_id=ADMIN["id"], response_url=hook)
        assert (response.status, response.body) == (200, "")
        return self._peer.wait_for("chat.postMessage", before + 1)[before]

    def _of(self, method: str) -> list[Call]:
        return [call for call in self._peer.calls if call.method == method]


def first_line(call: Call) -> str:
    return str(call.body["text"]).splitlines()[0]


def test_an_empty_database_becomes_a_map_though_the_process_is_killed(
    peer: SlackPeer, tmp_path: Path
) -> None:
    peer.forget()
    settings: dict[str, Any] = {"SLACK_API_URL": peer.api_url, "WHOOWNS_ADMINS": "U0ADMIN"}
    with BotProcess(tmp_path, **settings) as bot:
        (offer,) = peer.wait_for("chat.postMessage")
        assert offer.body["channel"] == "U0ADMIN"
        admin = Conversation(bot, peer)
        asked = admin.press(offer, "Begin")
        assert first_line(asked) == "What is your organisation called?"
        asked = admin.write("Northwind")
        assert first_line(asked) == "In which time zone does Northwind work?"
        asked = admin.write("london")
        pattern = asked
        asked = admin.press(pattern, "Federated")
        assert first_line(asked) == "Where do the models run?"
        # A second press, on the other device, that says something else.
        late = admin.press(pattern, "Embedded")
        assert first_line(late) == "That was answered already: Federated."
        asked = admin.write("who owns churn")
        assert first_line(asked).startswith("Nobody has declared an ownership map yet")
        assert "Where do the models run?" in asked.body["text"]
        bot.stop(signal.SIGKILL)

    peer.forget()
    with BotProcess(tmp_path, **settings) as bot:
        admin = Conversation(bot, peer)
        asked = admin.write("onboard")
        assert first_line(asked) == "Where do the models run?"
        asked = admin.press(asked, "Hybrid")
        while "all I ask" not in asked.body["text"]:
            team = "product teams" in first_line(asked)
            asked = admin.write("Risk ML") if team else admin.press(asked, "Skip")
        done = admin.press(asked, "Confirm")
        assert first_line(done) == "Declared: 3 things, as revision 1."
        again = admin.press(asked, "Confirm")
        assert first_line(again).startswith("These questions are done")

        asked = admin.command("onboard team risk-ml")
        assert (asked.body["channel"], first_line(asked)) == ("U0ADMIN", "Who leads Risk ML?")
        for said in ("me", "C0RISK001", "me", "skip", "skip", "skip", "fraud-model", "me", "me"):
            asked = admin.write(said)
        while "all I ask" not in asked.body["text"]:
            asked = admin.press(asked, "Skip")
        assert first_line(admin.write("confirm")).startswith("Declared: ")
        owner = bot.command("who owns quality for fraud-model").json["text"]
        assert owner.startswith("Priya Nair is paged for model-quality on fraud-model.")
