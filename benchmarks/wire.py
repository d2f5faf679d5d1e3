"""Slack's requests and our answers, as bytes on a connection that stays open."""

import re
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

SECRET = "a made-up signing secret"
COMMAND = "/whoowns"
PATH = "/slack/events"

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_OK = b"HTTP/1.1 200"


class NotAnswered(Exception):
    """The server said something else than 200, or hung up."""


def slash_command(text: str, at: float) -> bytes:
    """`/whoowns <text>`, signed at that time, as a whole HTTP request."""
    body = urlencode(_fields(text))
    timestamp = str(int(at))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {timestamp}\r\nX-Slack-Signature: {signature}\r\n"
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept: */*\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def _fields(text: str) -> dict[str, str]:
    return {
        "token": "an-old-token",
        "team_id": "T0123456789",
        "team_domain": "northwind",
        "channel_id": "C0123456789",
        "channel_name": "general",
        "user_id": "U000000001",
        "user_name": "asker",
        "command": COMMAND,
        "text": text,
        "api_app_id": "A0123456789",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T0123456789/1/abc",
        "trigger_id": "1234567890.1234567890.abcdef",
    }


def whole_answer(received: bytes) -> bytes | None:
    """The body of an answer; None while some of it is still to come."""
    head, end, body = received.partition(b"\r\n\r\n")
    if not end:
        return None
    length = _LENGTH.search(head)
    if not head.startswith(_OK) or not length:
        raise NotAnswered(head)
    return body if len(body) >= int(length[1]) else None
