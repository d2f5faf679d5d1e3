"""Servers as processes of their own: started, asked for the first time, measured, ended."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Thread
from typing import IO

from benchmarks.wire import SECRET, NotAnswered, slash_command, whole_answer

OURS = ("bot", "serve")
PROBED = ("benchmarks.probed",)
FLOOR = ("benchmarks.floor",)
IN_STEP = ("benchmarks.floor", "--in-step")
STOCK = ("benchmarks.floor", "--stock")

_ROOT = Path(__file__).parents[1]
_ELSEWHERE_SET = ("SLACK_", "WHOOWNS_", "HOST", "PORT")
_ENDING = 15
_A_WHILE, _A_LITTLE = 0.5, 4
"""Seconds, and how many clock ticks of work in them are more than an idle server's."""
_WHILES = 30


@dataclass(frozen=True)
class Server:
    """A server that starts, or listens; `started_at` is when its process was begun (monotonic)."""

    process: subprocess.Popen[str]
    started_at: float

    @cached_property
    def port(self) -> int:
        """Where it listens; waits until it does."""
        return _listening_port(self.process)

    def memory(self) -> float:
        """The megabytes that it holds in memory now (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(resident.split()[1]) / 1024

    def come_to_rest(self) -> None:
        """Wait until it does next to nothing any more (Linux), or for some while at most."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        worked = _worked(stat)
        for _ in range(_WHILES):
            time.sleep(_A_WHILE)
            before, worked = worked, _worked(stat)
            if worked - before < _A_LITTLE:
                return

    def answer_to(self, text: str) -> str:
        """Ask one question, on a connection of its own."""
        with ExitStack() as stack:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            stack.callback(connection.close)
            connection.connect()
            connection.sock.sendall(slash_command(text, time.time()))
            received = b""
            while (answer := whole_answer(received)) is None:
                more = connection.sock.recv(2**16)
                if not more:
                    raise NotAnswered(received)
                received += more
            return answer.decode()

    def get(self, path: str) -> object:
        """What it says of itself, in JSON."""
        with ExitStack() as stack:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            stack.callback(connection.close)
            connection.request("GET", path)
            said: object = json.loads(connection.getresponse().read())
            return said


def _worked(stat: Path) -> int:
    """Clock ticks for which a process has worked, in user and kernel mode."""
    behind_its_name = stat.read_text("ascii").rpartition(")")[2].split()
    return int(behind_its_name[11]) + int(behind_its_name[12])


def environment(database: Path) -> dict[str, str]:
    """The settings that all servers run with, and nothing else of ours."""
    inherited = {k: v for k, v in os.environ.items() if not k.upper().startswith(_ELSEWHERE_SET)}
    return (
        inherited
        | {
            "PYTHONPATH": str(_ROOT),
            "WHOOWNS_DATABASE": str(database),
            "PORT": "0",
            "WHOOWNS_REMINDERS": "off",  # there is no Slack that they could go to
            "SLACK_BOT_TOKEN": "xoxb-made-up",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": "http://127.0.0.1:9/api/",  # where nobody listens: nothing leaves the machine
        }
    )


@contextmanager
def serving(module: Sequence[str], database: Path) -> Iterator[Server]:
    """Run `python -m module` until left."""
    started_at = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", *module],
        cwd=database.parent,
        env=environment(database),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Server(process, started_at)
    finally:
        _end(process)


def _listening_port(process: subprocess.Popen[str]) -> int:
    """The port that the process says it listens on; its further log is read and dropped."""
    log, before = _log(process), ""
    for line in log:
        if '"event": "listening"' in line:
            Thread(target=_drain, args=(log,), daemon=True).start()
            return int(json.loads(line)["port"])
        before += line
    raise NotAnswered(before)


def _log(process: subprocess.Popen[str]) -> IO[str]:
    if process.stderr is None:
        raise NotAnswered("no log")
    return process.stderr


def _drain(log: IO[str]) -> None:
    with log:
        for line in log:
            if '"level": "error"' in line:
                print(line, end="", file=sys.stderr)


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_ENDING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
