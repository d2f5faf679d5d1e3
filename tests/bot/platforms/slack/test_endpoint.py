"""What has to hold before Bolt sees a request."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import Clock, SignatureVerifier

from bot.http.body import Headers
from bot.http.server import IN_HAND
from bot.platforms.slack.endpoint import SlackEndpoint, bolt_request, is_signed

FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_bolt_by_itself_loses_a_command_about_a_payload() -> None:
    """The bug that the guard is there for; when this fails, the guard can go."""
    body = urlencode({"command": "/whoowns", "text": "payload-classifier"})

    assert AsyncBoltRequest(body=body, headers={**FORM}).body == {}


@given(st.dictionaries(st.sampled_from(["text", "channel_name", "command"]), st.text()))
def test_every_command_arrives_as_it_was_typed(fields: dict[str, str]) -> None:
    fields = {name: f"{value} payload{value}" for name, value in fields.items()}

    assert bolt_request(FORM, urlencode(fields)).body == fields


@pytest.mark.parametrize(
    "body",
    [
        urlencode({"payload": '{"type": "block_actions", "value": "payload=x"}'}),
        urlencode({"token": "t", "payload": '{"type": "block_actions", "value": "payload=x"}'}),
    ],
)
def test_an_interaction_is_still_one(body: str) -> None:
    assert bolt_request(FORM, body).body == {"type": "block_actions", "value": "payload=x"}


def test_json_is_left_alone() -> None:
    request = bolt_request({"content-type": "application/json"}, '{"type": "payload"}')

    assert request.body == {"type": "payload"}


class _At(Clock):
    def __init__(self, at: float) -> None:
        self._at = at

    def now(self) -> float:
        return self._at


@pytest.mark.parametrize(
    ("signed_at", "body", "expected"),
    [
        (1_000, "text=a", True),
        (700, "text=a", True),
        (699, "text=a", False),
        (1_301, "text=a", False),
        (1_000, "text=b", False),
    ],
)
def test_a_signature_holds_for_its_body_and_for_five_minutes(
    signed_at: int, body: str, *, expected: bool
) -> None:
    verifier = SignatureVerifier("a secret", _At(1_000))
    signature = verifier.generate_signature(timestamp=str(signed_at), body="text=a")
    headers = {
        "x-slack-request-timestamp": str(signed_at),
        "x-slack-signature": signature or "",
    }

    assert is_signed(verifier, headers, body) is expected


@given(
    st.fixed_dictionaries(
        {}, optional={"x-slack-request-timestamp": st.text(), "x-slack-signature": st.text()}
    )
)
def test_no_header_is_too_odd_to_refuse(headers: dict[str, Any]) -> None:
    assert is_signed(SignatureVerifier("a secret", _At(1_000)), headers, "") is False


class _Steps(SignatureVerifier):
    """Writes down who takes which step, and when; every signature holds."""

    def __init__(self, in_hand: set[str]) -> None:
        super().__init__("a secret")
        self.in_hand, self.taken = in_hand, list[str]()

    def is_valid(self, body: str | bytes, timestamp: str | None, signature: str | None) -> bool:
        del timestamp, signature
        self.taken.append(f"check {body!s}")
        return True

    def answer(self, headers: Headers, body: str) -> bytes:
        del headers
        self.taken.append(f"answer {body}")
        return body.encode()

    async def post(self, body: str, endpoint: SlackEndpoint) -> None:
        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body.encode()}

        async def send(message: Mapping[str, Any]) -> None:
            if "body" in message:
                self.taken.append(f"send {message['body'].decode()}")

        scope = {
            "headers": [(b"x-slack-request-timestamp", b"1000")],
            "state": {IN_HAND: self.in_hand},
        }
        await endpoint(scope, receive, send)


_BOTH_STEP_BY_STEP = ["check a", "check b", "answer a", "answer b", "send a", "send b"]
_ONE_AND_THEN_THE_OTHER = ["check a", "answer a", "send a", "check b", "answer b", "send b"]


@pytest.mark.parametrize(
    ("in_hand", "taken"), [({"a", "b"}, _BOTH_STEP_BY_STEP), ({"b"}, _ONE_AND_THEN_THE_OTHER)]
)
def test_what_comes_in_together_keeps_step(in_hand: set[str], taken: list[str]) -> None:
    steps = _Steps(in_hand)
    app = AsyncApp(token="xoxb-made-up", signing_secret="a secret")  # of nobody
    endpoint = SlackEndpoint(app, steps, steps.answer)

    async def together() -> None:
        await asyncio.gather(*(steps.post(body, endpoint) for body in ("a", "b")))

    asyncio.run(together())

    assert steps.taken == taken
