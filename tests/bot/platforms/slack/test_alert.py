"""Alert messages as the tools post them, and what is read from each."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.slack.alert import alert_text
from knowledge.reading import LONGEST_ALERT

LINE_END = " ;\n"
ALERTMANAGER = {
    "text": "",
    "attachments": [
        {
            "fallback": "[FIRING:1] ModelDriftHigh",
            "title": "[FIRING:1] ModelDriftHigh",
            "text": "*Summary:* PSI of fraud-model is 0.41",
            "footer": "Alertmanager",
            "fields": [{"title": "model", "value": "fraud-model", "short": True}],
        }
    ],
}
GRAFANA = {
    "text": "",
    "attachments": [
        {
            "color": "#a30200",
            "blocks": [
                {"type": "header", "text": {"type": "plain_text", "text": "churn latency"}},
                {
                    "type": "section",
                    "fields": [{"type": "mrkdwn", "text": "*p99*\n2.4 s"}],
                },
                {"type": "actions", "elements": [{"type": "button", "text": {"text": "Silence"}}]},
            ],
        }
    ],
}
PAGERDUTY = {
    "text": "Triggered #4711",
    "blocks": [
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "AUC of "},
                        {"type": "text", "text": "search", "style": {"bold": True}},
                        {"type": "text", "text": "-ranker fell, "},
                        {"type": "user", "user_id": "U1"},
                        {"type": "text", "text": " is told in "},
                        {"type": "channel", "channel_id": "C1"},
                        {"type": "emoji", "name": "fire"},
                        {"type": "link", "url": "https://pd.example/4711"},
                    ],
                }
            ],
        },
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "Service: *ranking*"}]},
    ],
}


@pytest.mark.parametrize(
    ("message", "lines"),
    [
        (
            ALERTMANAGER,
            [
                "[FIRING:1] ModelDriftHigh",
                "*Summary:* PSI of fraud-model is 0.41",
                "Alertmanager",
                "model: fraud-model",
            ],
        ),
        (GRAFANA, ["churn latency", "*p99*", "2.4 s"]),
        (
            PAGERDUTY,
            [
                "Triggered #4711",
                "AUC of search-ranker fell, <@U1> is told in <#C1> https://pd.example/4711",
                "Service: *ranking*",
            ],
        ),
        ({"text": "plain words"}, ["plain words"]),
        ({}, []),
    ],
)
def test_every_tool_is_read_where_it_says_something(
    message: dict[str, Any], lines: list[str]
) -> None:
    assert alert_text(message).split(LINE_END) == (lines or [""])


def test_a_forwarded_alert_is_read() -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "fraud-model is down"}}
    forwarded = {"attachments": [{"message_blocks": [{"message": {"blocks": [section]}}]}]}

    assert alert_text(forwarded) == "fraud-model is down"


def test_an_endless_message_is_read_up_to_a_limit() -> None:
    endless = {"text": "x" * 50_000, "attachments": [{"text": f"{n}"} for n in range(50_000)]}

    assert len(alert_text(endless)) <= LONGEST_ALERT


def test_a_line_that_does_not_fit_is_left_out_whole() -> None:
    long = {"text": f"{'x' * (LONGEST_ALERT - 20)}\nfraud-model-eu is slow"}

    assert "fraud" not in alert_text(long)


def test_no_name_reaches_over_the_end_of_a_line() -> None:
    alert = {"attachments": [{"title": "churn", "text": "uplift alert\nlevel: fraud\nmodel: x"}]}

    assert alert_text(alert).split(LINE_END) == [
        "churn",
        "uplift alert",
        "level: fraud",
        "model: x",
    ]
    assert LINE_END.strip().startswith(";")


def test_a_message_nested_without_end_is_read_without_recursion() -> None:
    block: Any = {"text": "the bottom"}
    for _ in range(4_000):
        block = {"elements": [block]}

    assert alert_text({"blocks": [block]}) == "the bottom"


anything = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "type", "elements", "fields", "blocks", "title", "value"]),
            inner,
            max_size=4,
        )
    ),
)


@given(st.dictionaries(st.sampled_from(["text", "attachments", "blocks"]), anything))
def test_no_message_is_too_odd_to_read(message: dict[str, Any]) -> None:
    assert isinstance(alert_text(json.loads(json.dumps(message))), str)
