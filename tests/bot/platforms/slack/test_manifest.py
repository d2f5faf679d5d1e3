import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.manifest import manifest
from bot.platforms.slack.at_once import COMMAND
from bot.platforms.slack.shortcut import CALLBACK_ID

ADDRESS = "https://whoowns.example/slack/events"


def run(*options: str) -> Result:
    return CliRunner().invoke(manifest, ["slack", *options])


def printed(*options: str) -> dict[str, Any]:
    result = run(*options)
    assert result.exit_code == 0, result.output
    parsed: dict[str, Any] = json.loads(result.output)
    return parsed


def test_it_asks_for_the_least() -> None:
    asked = printed()

    assert asked["oauth_config"] == {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "chat:write",
                "commands",
                "files:write",
                "groups:history",
                "im:history",
                "im:write",
                "users:read",
                "users:read.email",
            ]
        }
    }
    events = asked["settings"]["event_subscriptions"]["bot_events"]
    assert events == ["app_home_opened", "app_mention", "message.im", "user_change"]


def test_it_names_what_the_app_listens_for() -> None:
    features = printed()["features"]

    assert [command["command"] for command in features["slash_commands"]] == [COMMAND]
    assert [command["should_escape"] for command in features["slash_commands"]] == [True]
    assert [(s["type"], s["callback_id"]) for s in features["shortcuts"]] == [
        ("message", CALLBACK_ID)
    ]
    assert features["app_home"]["home_tab_enabled"]
    assert features["app_home"]["messages_tab_enabled"]
    assert not features["app_home"]["messages_tab_read_only_enabled"]


def test_socket_mode_names_no_address_and_is_the_default() -> None:
    asked = printed("--socket-mode")

    assert asked["settings"]["socket_mode_enabled"]
    assert "https://" not in json.dumps(asked)
    assert asked == printed()


@pytest.mark.parametrize("given", [ADDRESS, "https://whoowns.example", "https://whoowns.example/"])
def test_over_http_everything_comes_to_the_path_that_the_server_answers(given: str) -> None:
    asked = printed("--request-url", given)

    assert not asked["settings"]["socket_mode_enabled"]
    assert asked["settings"]["event_subscriptions"]["request_url"] == ADDRESS
    assert asked["settings"]["interactivity"] == {"is_enabled": True, "request_url": ADDRESS}
    assert asked["features"]["slash_commands"][0]["url"] == ADDRESS


def test_a_path_of_a_proxy_is_kept() -> None:
    given = "https://proxy.example/bots/whoowns"

    assert printed("--request-url", given)["settings"]["interactivity"]["request_url"] == given


@pytest.mark.parametrize(
    "given",
    [
        "http://whoowns.example",
        "whoowns.example",
        "https://",
        "https://a b",
        "https://[",
        "https://a?b",
    ],
)
def test_an_address_that_slack_cannot_call_is_refused(given: str) -> None:
    result = run("--request-url", given)

    assert result.exit_code == 2
    assert "https://" in result.output


def test_the_two_ways_exclude_each_other() -> None:
    result = run("--request-url", ADDRESS, "--socket-mode")

    assert result.exit_code == 2
    assert "--socket-mode or --request-url" in result.output
