"""What the gate checks besides what the end-to-end tests show it to refuse."""

import asyncio
import socket
import threading
import time
from contextlib import closing
from typing import Any

import pytest

from bot.platforms.teams import keys
from bot.platforms.teams.gate import Gate, OpenGate, SignedGate, Unadmitted, is_service
from tests.bot.platforms.teams.desk import TENANT, personal
from tests.e2e.teams_peer import BOT_ID, ISSUER, TeamsPeer


async def let_in(
    gate: Gate, headers: dict[str, str], activity: dict[str, Any], client: str | None = None
) -> None:
    gate.check(await gate.claims(headers, client), activity)


def refusal(gate: Gate, activity: dict[str, Any], client: str | None, **headers: str) -> str | None:
    try:
        asyncio.run(let_in(gate, headers, activity, client))
    except Unadmitted as unadmitted:
        return f"{unadmitted.status} {unadmitted.reason}"
    return None


@pytest.mark.parametrize(
    ("endorsements", "refused"),
    [
        (["msteams"], None),
        (["webchat", "msteams"], None),
        (None, None),
        (["webchat"], "401 the key does not speak for this channel"),
    ],
)
def test_a_key_speaks_for_the_channels_that_it_is_endorsed_for(
    endorsements: list[str] | None, refused: str | None
) -> None:
    with TeamsPeer() as peer:
        peer.endorsements = endorsements
        gate = SignedGate(BOT_ID, frozenset({TENANT}), ISSUER, f"{peer.origin}/keys")
        activity = personal("help", serviceUrl=peer.service_url)
        bearer = f"Bearer {peer.signed()}"
        assert refusal(gate, activity, "192.0.2.1", authorization=bearer) == refused


def test_while_the_key_server_is_away_nobody_is_let_in() -> None:
    with TeamsPeer() as peer:
        token, url = peer.signed(), peer.service_url
    gate = SignedGate(BOT_ID, frozenset({TENANT}), ISSUER, f"{peer.origin}/keys")
    activity = personal("help", serviceUrl=url)
    refused = refusal(gate, activity, None, authorization=f"Bearer {token}")
    assert refused == "503 the key server does not answer"


def test_what_answers_without_keys_in_the_key_servers_place_lets_nobody_in() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as proxy, TeamsPeer() as peer:
        answering = threading.Thread(target=answer, args=(proxy, b"<html>Sign in</html>"))
        answering.start()
        url = f"http://127.0.0.1:{proxy.getsockname()[1]}/keys"
        gate = SignedGate(BOT_ID, frozenset({TENANT}), ISSUER, url)
        activity = personal("help", serviceUrl=peer.service_url)
        bearer = f"Bearer {peer.signed()}"
        refused = [refusal(gate, activity, None, authorization=bearer) for _ in range(2)]
        answering.join()
    assert refused == ["503 the key server does not answer"] * 2


def answer(server: socket.socket, page: bytes) -> None:
    """One request, and no other: whoever asks again finds nobody there."""
    with server.accept()[0] as asked:
        asked.recv(65536)
        asked.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page))


def test_a_key_server_that_does_not_answer_holds_up_nothing_else_and_is_let_be_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keys, "_FETCHING", 1.0)
    with closing(socket.create_server(("127.0.0.1", 0))) as mute, TeamsPeer() as peer:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/keys"
        gate = SignedGate(BOT_ID, frozenset({TENANT}), ISSUER, url)
        activity = personal("help", serviceUrl=peer.service_url)
        bearer = {"authorization": f"Bearer {peer.signed()}"}

        async def many() -> tuple[bool, list[Any]]:
            checks = [asyncio.ensure_future(let_in(gate, bearer, activity)) for _ in range(50)]
            await asyncio.sleep(0.05)
            await asyncio.to_thread(time.monotonic)  # as everything does that takes a while
            held_up = any(check.done() for check in checks)
            return held_up, await asyncio.gather(*checks, return_exceptions=True)

        held_up, refused = asyncio.run(many())
        mute.settimeout(0.2)
        mute.accept()[0].close()
        with pytest.raises(TimeoutError):
            mute.accept()
    assert not held_up
    assert [one.status for one in refused] == [503] * 50


def test_keys_at_hand_are_used_while_the_key_server_is_away() -> None:
    with TeamsPeer() as peer:
        gate = SignedGate(BOT_ID, frozenset({TENANT}), ISSUER, f"{peer.origin}/keys")
        activity = personal("help", serviceUrl=peer.service_url)
        bearer = {"authorization": f"Bearer {peer.signed()}"}
        assert refusal(gate, activity, None, **bearer) is None
    assert refusal(gate, activity, None, **bearer) is None


HERE = personal("help", serviceUrl="http://127.0.0.1:56150/_connector")
JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    ("activity", "client", "content_type", "refused"),
    [
        (HERE, "127.0.0.1", "application/json; charset=utf-8", None),
        (HERE, "192.0.2.1", "application/json", "401 not from this machine"),
        (HERE, None, "application/json", "401 not from this machine"),
        (HERE, "127.0.0.1", "text/plain", "401 a form, as a web page could send it"),
        (personal("help"), "127.0.0.1", "application/json", None),
        ({**HERE, "channelId": "emulator"}, "127.0.0.1", "application/json", "401 another channel"),
        ({**HERE, "conversation": {}}, "127.0.0.1", "application/json", "403 another directory"),
    ],
)
def test_the_developers_way_in_stays_on_the_machine(
    activity: dict[str, Any], client: str | None, content_type: str, refused: str | None
) -> None:
    gate = OpenGate(frozenset({TENANT}))
    expected = refused
    if activity == personal("help"):
        expected = "401 a service that is not on this machine"
    assert refusal(gate, activity, client, **{"content-type": content_type}) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://smba.trafficmanager.net/emea/", True),
        ("http://smba.trafficmanager.net/", False),
        ("https://user@evil.example/", False),
        ("https://", False),
        ("file:///etc/passwd", False),
        ("http://127.0.0.1:1/", False),
        ("http://[", False),
    ],
)
def test_answers_go_out_over_https(url: str, *, expected: bool) -> None:
    assert is_service(url, local=False) is expected


def test_in_the_clear_they_go_to_this_machine_where_its_keys_are_used() -> None:
    assert is_service("http://127.0.0.1:1/", local=True)
    assert not is_service("http://192.0.2.1/", local=True)
