"""Who is not let in: each with a real token, signed or not, at the real endpoint."""

import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.e2e.teams_bot import PERSONAL, TeamsBot
from tests.e2e.teams_peer import BOT_ID, ISSUER, KEY_ID, TeamsPeer

ELSEWHERE = "00000000-0000-4000-8000-00000000f666"
STRANGE_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": None},
        {"exp": 1_000_000_000},
        {"iss": None},
        {"iss": "https://sts.windows.net/somebody/"},
        {"aud": None},
        {"aud": ELSEWHERE},
        {"nbf": 4_000_000_000},
        {"serviceurl": None},
        {"serviceurl": "https://smba.trafficmanager.net/teams/"},
    ],
    ids=lambda claims: " ".join(f"{k}={v}" for k, v in claims.items()),
)
def test_a_signed_token_that_does_not_fit_is_refused(
    teams: TeamsBot, teams_peer: TeamsPeer, claims: dict[str, Any]
) -> None:
    assert (
        teams.send(teams.activity("message", text="help"), teams_peer.signed(**claims)).status
        == 401
    )


def test_a_token_signed_with_another_key_is_refused(teams: TeamsBot, teams_peer: TeamsPeer) -> None:
    forged = teams_peer.signed(key=STRANGE_KEY)
    assert teams.send(teams.activity("message", text="help"), forged).status == 401


def test_an_unsigned_token_is_refused(teams: TeamsBot, teams_peer: TeamsPeer) -> None:
    claims = {"iss": ISSUER, "aud": BOT_ID, "exp": int(time.time()) + 600}
    claims["serviceurl"] = teams_peer.service_url
    unsigned = jwt.encode(claims, "", algorithm="none", headers={"kid": KEY_ID})
    with_the_public_key = jwt.encode(claims, "x" * 32, algorithm="HS256", headers={"kid": KEY_ID})
    for token in (unsigned, with_the_public_key):
        assert teams.send(teams.activity("message", text="help"), token).status == 401


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer ", "Basic eDp5", "Bearer x.y.z"])
def test_a_request_without_a_token_is_refused(teams: TeamsBot, authorization: str) -> None:
    body = json.dumps(teams.activity("message", text="help")).encode()
    headers = {"Authorization": authorization, "Content-Type": "application/json"}
    assert teams.request("POST", "/api/messages", body, headers).status == 401


@pytest.mark.parametrize(
    "parts",
    [
        {"conversation": {**PERSONAL, "tenantId": ELSEWHERE}},
        {"channelData": {"tenant": {"id": ELSEWHERE}}},
        {"conversation": {"id": "a:x", "conversationType": "personal"}, "channelData": None},
        {"from": {"id": "29:x", "aadObjectId": ELSEWHERE, "tenantId": ELSEWHERE}},
    ],
    ids=["another", "another in the data", "none", "a sender of another"],
)
def test_a_directory_that_is_not_answered_is_refused(
    teams: TeamsBot, parts: dict[str, Any]
) -> None:
    assert teams.say("help", **parts).status == 403


def test_another_channel_than_teams_is_refused(teams: TeamsBot) -> None:
    assert teams.say("help", channelId="directline").status == 401


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"a":' * 5_000, b"null"])
def test_what_is_no_activity_is_refused(
    teams: TeamsBot, teams_peer: TeamsPeer, body: bytes
) -> None:
    headers = {"Authorization": f"Bearer {teams_peer.signed()}"}
    assert teams.request("POST", "/api/messages", body, headers).status == 400


def test_whoever_has_no_token_is_refused_unread(teams: TeamsBot) -> None:
    headers = {"Content-Type": "application/json", "Authorization": "Bearer made.up.token"}

    assert teams.request("POST", "/api/messages", b"{", headers).status == 401
    assert teams.request("POST", "/api/messages", b"\xff" * 2**21, headers).status == 401


def test_nothing_of_this_was_answered_and_no_token_is_in_the_log(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    token, before = teams_peer.signed(aud=ELSEWHERE), len(teams.log)
    assert teams.send(teams.activity("message", text="who owns churn"), token).status == 401

    assert teams_peer.calls == []
    assert teams.logged("refused an activity") > 0
    log = "".join(teams.log[before:])
    assert token not in log
    assert "who owns churn" not in log
    assert "Traceback" not in log
