"""A loopback Microsoft: signs what it sends, has the keys, gives tokens, records what comes out."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import unquote

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

BOT_ID = "00000000-0000-4000-8000-00000000b001"
TENANT = "00000000-0000-4000-8000-00000000f001"
ISSUER = "https://api.botframework.com"
IDENTITY_HEADER = "a made-up identity header"
KEY_ID = "key-1"


@dataclass(frozen=True)
class Call:
    """One request of the bot to the connector."""

    method: str
    path: str
    body: dict[str, Any]
    token: str
    at: float = field(default_factory=time.monotonic)

    @property
    def card(self) -> dict[str, Any]:
        return dict(self.body["attachments"][0]["content"])

    @property
    def said(self) -> str:
        """All that the card says, in plain words."""
        return str(self.card["fallbackText"])


@dataclass(frozen=True)
class Scripted:
    """An answer other than the connector's usual one."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)


class TeamsPeer:
    """Listens on a thread of its own while entered."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.members: dict[str, dict[str, Any]] = {}
        self.channels: list[dict[str, str]] = []
        self.endorsements: list[str] | None = ["msteams"]
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._script: list[Scripted] = []
        self._changed = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def service_url(self) -> str:
        return f"{self.origin}/connector"

    @property
    def settings(self) -> dict[str, str]:
        """What a bot is started with to live here, in Teams alone."""
        return {
            "SLACK_BOT_TOKEN": "",
            "SLACK_SIGNING_SECRET": "",
            "TEAMS_CLIENT_ID": BOT_ID,
            "TEAMS_TENANT_ID": TENANT,
            "TEAMS_MANAGED_IDENTITY": BOT_ID,
            "TEAMS_KEYS_URL": f"{self.origin}/keys",
            "IDENTITY_ENDPOINT": f"{self.origin}/identity",
            "IDENTITY_HEADER": IDENTITY_HEADER,
        }

    def signed(self, *, key: rsa.RSAPrivateKey | None = None, **claims: Any) -> str:
        """A token as Microsoft signs it; a claim that is given as None is left out."""
        usual = {
            "iss": ISSUER,
            "aud": BOT_ID,
            "exp": int(time.time()) + 600,
            "nbf": int(time.time()) - 5,
            "serviceurl": self.service_url,
        }
        kept = {k: v for k, v in (usual | claims).items() if v is not None}
        return jwt.encode(kept, key or self.key, algorithm="RS256", headers={"kid": KEY_ID})

    def script(self, *answers: Scripted) -> None:
        """Answer the next calls so."""
        self._script = list(answers)

    def forget(self) -> None:
        """Begin a new story."""
        self.calls.clear()
        self._script.clear()

    def wait_for(
        self, count: int = 1, method: str = "POST", to: str = "", within: float = 30
    ) -> list[Call]:
        """The messages that came, once there are as many; fails the test if they do not come."""

        def there() -> list[Call]:
            messages = [c for c in self.calls if c.method == method and "/activities" in c.path]
            return [call for call in messages if f"/{to}" in call.path]

        with self._changed:
            assert self._changed.wait_for(lambda: len(there()) >= count, within), self.calls
        return there()

    def heard_for(self, seconds: float) -> list[Call]:
        """What arrives within a while."""
        before = len(self.calls)
        time.sleep(seconds)
        return self.calls[before:]

    def answer(self, call: Call) -> tuple[int, dict[str, str], Any]:
        """Record a call of the connector, and say what it gets."""
        with self._changed:
            self.calls.append(call)
            self._changed.notify_all()
        if self._script:
            scripted = self._script.pop(0)
            return scripted.status, scripted.headers, {"error": {"code": "Scripted"}}
        member = call.path.rpartition("/members/29:")[2]
        if member in self.members:
            return 200, {}, self.members[member]
        if call.path.endswith("/conversations") and "/teams/" in call.path:
            return 200, {}, {"conversations": self.channels}
        if call.method == "GET":
            return 404, {}, {"error": {"code": "MemberNotFoundInConversation"}}
        return 201, {}, {"id": f"m{len(self.calls)}"}

    def keys(self) -> dict[str, Any]:
        """The key set, as Bot Framework publishes it."""
        key = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        more = {"endorsements": self.endorsements} if self.endorsements else {}
        return {"keys": [{**key, "kid": KEY_ID, "use": "sig", **more}]}

    def identity(self, header: str | None) -> tuple[int, dict[str, Any]]:
        """What a managed identity of Azure gives."""
        if header != IDENTITY_HEADER:
            return 401, {}
        expires = int(time.time()) + 3600
        token = jwt.encode({"aud": ISSUER, "exp": expires}, self.key, algorithm="RS256")
        return 200, {"access_token": token, "expires_on": str(expires), "token_type": "Bearer"}


def _handler(peer: TeamsPeer) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            raw = self.rfile.read(length)
            path = self.path.partition("?")[0]
            if path == "/keys":
                self._say(200, {}, peer.keys())
            elif path == "/identity":
                status, body = peer.identity(self.headers.get("x-identity-header"))
                self._say(status, {}, body)
            else:
                token = (self.headers.get("authorization") or "").removeprefix("Bearer ")
                call = Call(self.command, unquote(self.path), json.loads(raw or b"{}"), token)
                self._say(*peer.answer(call))

        do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815 - as http.server calls them

        def _say(self, status: int, headers: dict[str, str], body: Any) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"content-type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Tests print what they want to."""

    return Handler
