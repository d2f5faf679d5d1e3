"""A loopback Slack: records what the bot sends, answers as scripted, speaks Socket Mode."""

import asyncio
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import WSMsgType, web

_TOLD: dict[str, dict[str, Any]] = {
    "auth.test": {"team_id": "T1"},
    "users.info": {"user": {"team_id": "T1", "name": "asker"}},
}
"""What is told of the workspace and of anybody in it, unless a story scripts something else."""

_BY_THE_CLOCK = "users.list"
"""What the bot asks without having been spoken to: the directory, from a minute after its start."""


@dataclass(frozen=True)
class Call:
    """One request that arrived: a Web API method, or `hook` for a `response_url`."""

    method: str
    body: dict[str, Any]
    token: str = ""
    at: float = field(default_factory=time.monotonic)

    @property
    def blocks(self) -> str:
        """The blocks as one searchable text."""
        return json.dumps(self.body.get("blocks", ""), ensure_ascii=False)


@dataclass(frozen=True)
class Scripted:
    """An answer other than Slack's usual `ok`."""

    body: dict[str, Any]
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0.0
    hangs_up: bool = False


class SlackPeer:
    """Runs on a loop and thread of its own while entered."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.envelopes: list[dict[str, Any]] = []
        self._script: dict[str, list[Scripted]] = {}
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._socket: web.WebSocketResponse | None = None
        self._wire: asyncio.Transport | None = None
        self.origin = ""

    def __enter__(self) -> Self:
        self._thread.start()
        self._runner = self._run(self._start())
        host, port = self._runner.addresses[0][:2]
        self.origin = f"http://{host}:{port}"
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._run(self._stop())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    @property
    def api_url(self) -> str:
        return f"{self.origin}/api/"

    @property
    def response_url(self) -> str:
        return f"{self.origin}/hook"

    def script(self, method: str, *answers: Scripted) -> None:
        """Answer the next calls of a method so."""
        self._script[method] = list(answers)

    def forget(self) -> None:
        """Begin a new story."""
        self.calls.clear()
        self._script.clear()

    def wait_for(self, method: str, count: int = 1, within: float = 30) -> list[Call]:
        """The calls of a method, once there are as many; fails the test if they do not come."""
        self._wait(lambda: len(self._of(method)) >= count, within)
        return self._of(method)

    @property
    def reactions(self) -> list[Call]:
        """The calls that came of what was said to the bot."""
        return [call for call in self.calls if call.method != _BY_THE_CLOCK]

    def heard_for(self, seconds: float) -> list[Call]:
        """The reactions that arrive within a while."""
        before = len(self.reactions)
        time.sleep(seconds)
        return self.reactions[before:]

    def send_envelope(self, envelope: dict[str, Any]) -> None:
        """Say something over Socket Mode, once the bot is there."""
        self._wait(lambda: self._socket is not None, 30)
        socket = self._socket
        assert socket is not None
        self._run(socket.send_json(envelope))

    def stop_reading(self) -> None:
        """Leave the websocket open, and unread."""
        assert self._wire is not None
        self._loop.call_soon_threadsafe(self._wire.pause_reading)

    def wait_for_receipt(self, envelope_id: str) -> dict[str, Any]:
        """What the bot answered to an envelope."""
        self._wait(lambda: bool(self._receipts(envelope_id)), 30)
        return self._receipts(envelope_id)[0]

    def _receipts(self, envelope_id: str) -> list[dict[str, Any]]:
        return [e for e in self.envelopes if e["envelope_id"] == envelope_id]

    def _of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def _wait(self, is_there: Callable[[], bool], within: float) -> None:
        with self._changed:
            assert self._changed.wait_for(is_there, within), self.calls

    def _run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def _start(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/hook", self._hook)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_get("/socket", self._websocket)
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner

    async def _stop(self) -> None:
        """Stop listening, and whatever still sleeps over an answer."""
        await self._runner.cleanup()
        sleeping = asyncio.all_tasks() - {asyncio.current_task()}
        for task in sleeping:
            task.cancel()
        await asyncio.gather(*sleeping, return_exceptions=True)

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        body: dict[str, Any] = {}
        if request.method == "GET":
            body = dict(request.query)
        elif request.content_type == "application/json":
            body = await request.json()
        else:
            body = dict(request.query) | dict(await request.post())
            read = {"blocks", "metadata"}
            body = {k: json.loads(v) if k in read else v for k, v in body.items()}
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        usual = self.usual(method, body)
        return await self._answer(request, Call(method, body, token), usual)

    def usual(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        """What Slack answers where nothing is scripted."""
        del body
        usual = {"ok": True, "ts": "1.2", "url": self.origin.replace("http", "ws", 1) + "/socket"}
        usual |= _TOLD.get(method, {})
        if method == "files.getUploadURLExternal":
            usual |= {"file_id": "F1", "upload_url": f"{self.origin}/upload/F1"}
        return usual

    async def _upload(self, request: web.Request) -> web.Response:
        """Takes the bytes of a file."""
        body = {"file": request.match_info["file"], "bytes": await request.read()}
        token = request.headers.get("authorization", "")
        return await self._answer(request, Call("upload", body, token), {"ok": True})

    async def _hook(self, request: web.Request) -> web.Response:
        return await self._answer(request, Call("hook", await request.json()), {"ok": True})

    async def _answer(
        self, request: web.Request, call: Call, usual: dict[str, Any]
    ) -> web.Response:
        script = self._script.get(call.method, [])
        answer = script.pop(0) if script else Scripted(usual)
        await asyncio.sleep(answer.after)
        with self._changed:
            self.calls.append(call)
            self._changed.notify_all()
        if answer.hangs_up and request.transport:
            request.transport.abort()
        return web.json_response(answer.body, status=answer.status, headers=answer.headers)

    async def _websocket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        with self._changed:
            self._socket, self._wire = socket, request.transport
            self._changed.notify_all()
        await socket.send_json({"type": "hello"})
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                with self._changed:
                    self.envelopes.append(message.json())
                    self._changed.notify_all()
        return socket
