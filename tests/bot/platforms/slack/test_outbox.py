"""Where a response may go: nowhere but to Slack."""

import pytest

from bot.platforms.slack.addresses import takes_responses

SLACK = "https://slack.com/api/"


@pytest.mark.parametrize(
    ("url", "api_url", "expected"),
    [
        ("https://hooks.slack.com/commands/T1/2/x", SLACK, True),
        ("https://hooks.slack.com/commands/T1/2/x", "http://127.0.0.1:9/api/", True),
        ("http://127.0.0.1:9/hook", "http://127.0.0.1:9/api/", True),
        ("https://hooks.slack-gov.com/x", "https://slack-gov.com/api/", True),
        ("http://hooks.slack.com/x", SLACK, False),
        ("http://127.0.0.1:8/hook", "http://127.0.0.1:9/api/", False),
        ("https://hooks.slack.com.evil.example/x", SLACK, False),
        ("https://hooks.slack.com@evil.example/x", SLACK, False),
        ("https://evil.example/hooks.slack.com", SLACK, False),
        ("https://[evil", SLACK, False),
        ("", SLACK, False),
    ],
)
def test_only_slacks_own_addresses_are_written_to(
    url: str, api_url: str, *, expected: bool
) -> None:
    assert takes_responses(url, api_url) is expected
