"""`whoowns serve` as a process of its own, asked over HTTP as Slack asks."""

import hashlib
import hmac
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

SECRET = "a signing secret"
BOT_TOKEN = "xoxb-made-up"
COMMAND = (sys.executable, "-m", "bot", "serve")
FORM = "application/x-www-form-urlencoded"

_OURS = ("SLACK_", "TEAMS_", "IDENTITY_", "WHOOWNS_", "HOST", "PORT", "HTTP_PROXY", "HTTPS_PROXY")


@dataclass(frozen=True)
class Response:
    status: int
    body: str

    @property
    def json(self) -> dict[str, Any]:
        return dict(json.loads(self.body))


class BotProcess:
    """Started when entered, stopped when left."""

    def __init__(self, directory: Path, **settings: str) -> None:
        self._directory = directory
        self._settings = {
            "WHOOWNS_DATABASE": str(directory / "whoowns.db"),
            "PORT": "0",
            "WHOOWNS_REMINDERS": "off",  # a story about reminders turns them on
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            **settings,
        }
        self.log: list[str] = []
        self.port = 0
        self._listening = threading.Event()
        self._logged = threading.Condition()

    def __enter__(self) -> Self:
        inherited = {k: v for k, v in os.environ.items() if not k.upper().startswith(_OURS)}
        self.process = subprocess.Popen(
            COMMAND,
            cwd=self._directory,
            env=inherited | self._settings,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        listening = self._listening.wait(90) and self.port
        if not listening:
            self.stop(signal.SIGKILL)
        assert listening, "\n".join(self.log)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop(signal.SIGTERM)

    def stop(self, number: signal.Signals) -> int:
        """Send a signal; the exit status. Killed after 30 seconds."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self.process.wait()
            self._reader.join()
            assert self.process.stderr is not None
            self.process.stderr.close()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._logged:
                self.log.append(line)
                self._logged.notify_all()
            if '"event": "listening"' in line:
                self.port = json.loads(line)["port"]
                self._listening.set()
        self._listening.set()

    def logged(self, text: str, within: float = 30) -> int:
        """How many lines of the log hold a text, once one does."""
        with self._logged:
            self._logged.wait_for(lambda: any(text in line for line in self.log), within)
            return sum(text in line for line in self.log)

    def get(self, path: str) -> Response:
        return self.request("GET", path, b"", {})

    def command(self, text: str, **fields: str) -> Response:
        """`/whoowns <text>`, typed by somebody in a channel."""
        return self.post(urlencode(slash(text, **fields)), FORM)

    def event(self, event: dict[str, Any], **envelope: Any) -> Response:
        headers = envelope.pop("headers", {})
        return self.post(json.dumps(event_callback(event, **envelope)), "application/json", headers)

    def interaction(self, payload: dict[str, Any]) -> Response:
        return self.post(urlencode({"payload": json.dumps(payload)}), FORM)

    def post(
        self,
        body: str,
        content_type: str,
        headers: dict[str, str] | None = None,
        *,
        age: float = 0,
        secret: str = SECRET,
    ) -> Response:
        """Sign with the real algorithm, send, read."""
        raw = body.encode()
        signed = {"Content-Type": content_type, **signature(raw, time.time() - age, secret)}
        return self.request("POST", "/slack/events", raw, signed | (headers or {}))

    def request(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Response:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            return Response(response.status, response.read().decode())
        finally:
            connection.close()


def signature(body: bytes, at: float, secret: str = SECRET) -> dict[str, str]:
    """Slack's headers: HMAC-SHA256 of version, time and body."""
    timestamp = str(int(at))
    base = b"v0:" + timestamp.encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def slash(text: str, **fields: str) -> dict[str, str]:
    return {
        "token": "old",
        "team_id": "T1",
        "channel_id": "C1",
        "channel_name": "general",
        "user_id": "U0ASKER",
        "command": "/whoowns",
        "text": text,
        "response_url": "https://hooks.slack.com/commands/T1/1/x",
        "trigger_id": "1.2.3",
        **fields,
    }


def event_callback(event: dict[str, Any], **envelope: Any) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": f"Ev{time.monotonic_ns()}",
        "authorizations": [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}],
        "event": {"user": "U0ASKER", "team": "T1", "ts": "100.1", **event},
        **envelope,
    }
