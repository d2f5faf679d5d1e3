"""A loopback Slack that keeps its messages: what was posted is found again, with its metadata."""

import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web

from tests.e2e.slack_peer import Call, Scripted, SlackPeer


@dataclass
class Kept:
    """One message as it stands, and how often it was edited."""

    channel: str
    ts: str
    body: dict[str, Any]
    edits: int = 0

    @property
    def key(self) -> str:
        return str(self.body["metadata"]["event_payload"]["key"])

    @property
    def text(self) -> str:
        """All that its blocks say."""
        return Call("", self.body).blocks


@dataclass
class _Memory:
    messages: list[Kept] = field(default_factory=list)
    numbers: Any = field(default_factory=count)


class RememberingPeer(SlackPeer):
    """Each message has a time stamp of its own. `refused` are channels, each with Slack's error.

    `lost` tells that the answer to a posted message gets lost: at once, or never comes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._memory = _Memory()
        self.refused: dict[str, str] = {}
        self.lost = ""

    def messages(self, channel: str | None = None) -> list[Kept]:
        return [m for m in self._memory.messages if channel in {None, m.channel}]

    def forget(self) -> None:
        super().forget()
        self._memory = _Memory()
        self.refused.clear()
        self.lost = ""

    def usual(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        match method:
            case "chat.postMessage":
                return self._posted(body)
            case "chat.update":
                return self._updated(body)
            case "conversations.history":
                return self._history(body)
            case "conversations.open":
                return {"ok": True, "channel": {"id": _direct(body["users"])}}
            case "auth.test":
                return {"ok": True, "team_id": "T1", "user_id": "U0BOT"}
            case "users.info":
                return {"ok": True, "user": {"id": body["user"], "team_id": "T1", "profile": {}}}
            case _:
                return super().usual(method, body)

    async def _answer(
        self, request: web.Request, call: Call, usual: dict[str, Any]
    ) -> web.Response:
        if call.method == "chat.postMessage" and self.lost:
            lost = Scripted(usual, hangs_up=True, after=0 if self.lost == "at once" else 10)
            self.script(call.method, lost)
        return await super()._answer(request, call, usual)

    def _posted(self, body: dict[str, Any]) -> dict[str, Any]:
        channel = body["channel"]
        if channel in self.refused:
            return {"ok": False, "error": self.refused[channel]}
        stands = _direct(channel) if channel.startswith("U") else channel
        ts = f"{time.time():.0f}.{next(self._memory.numbers):06}"
        self._memory.messages.append(Kept(stands, ts, body))
        return {"ok": True, "channel": stands, "ts": ts}

    def _updated(self, body: dict[str, Any]) -> dict[str, Any]:
        for message in self._memory.messages:
            if (message.channel, message.ts) == (body["channel"], body["ts"]):
                message.body = {**message.body, **body}
                message.edits += 1
                return {"ok": True, "ts": message.ts}
        return {"ok": False, "error": "message_not_found"}

    def _history(self, body: dict[str, Any]) -> dict[str, Any]:
        oldest = float(body["oldest"])
        found = [m for m in self.messages(body["channel"]) if float(m.ts) >= oldest]
        return {
            "ok": True,
            "messages": [
                {"ts": m.ts, "metadata": m.body.get("metadata") or {}} for m in reversed(found)
            ],
        }


def _direct(person: str) -> str:
    """The conversation of two that a person's id leads to."""
    return f"D{person[1:]}"
