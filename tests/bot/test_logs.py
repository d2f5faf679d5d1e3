"""A log line is one JSON object, without secrets."""

import json
import logging
from io import StringIO

import pytest

from bot.logs import JsonLines, report


def line_of(record: logging.LogRecord) -> str:
    return JsonLines().format(record)


def record(message: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord("bot", logging.ERROR, "", 0, message, args, None)


def test_a_line_says_when_how_bad_and_what() -> None:
    entry = record("lost %s", "a connection")
    entry.facts = {"reference": "ab12"}

    line = json.loads(line_of(entry))

    assert (line["level"], line["event"], line["reference"]) == (
        "error",
        "lost a connection",
        "ab12",
    )
    assert line["at"].endswith("+00:00")


@pytest.mark.parametrize(
    ("secret", "left"),
    [
        ("xoxb-123-abc", "[secret]"),
        ("xoxb-123-456-a_b-c", "[secret]"),
        ("xapp-1-A-2-b", "[secret]"),
        ("wss://wss.slack.com/link/?ticket=t1-2", "wss://wss.slack.com/link/?ticket=[secret]"),
        ("wss://x/?a=b&ticket=t1-2&c=d", "wss://x/?a=b&ticket=[secret]&c=d"),
        ("https://hooks.slack.com/commands/T1/2/x", "https:[secret]"),
    ],
)
def test_of_what_looks_like_a_secret_nothing_is_left(secret: str, left: str) -> None:
    line = json.loads(line_of(record("failed with %s in it", secret)))

    assert line["event"] == f"failed with {left} in it"


@pytest.mark.parametrize("end", ['"', "'", "\n", "\\", " ", ""])
@pytest.mark.parametrize("secret", ["https://hooks.slack.com/x", "wss://a/?ticket=t", "xoxb-1"])
def test_a_line_is_json_whatever_stands_behind_a_secret(secret: str, end: str) -> None:
    line = json.loads(line_of(record('cannot reach "%s', f"{secret}{end} now")))

    assert line["event"].startswith('cannot reach "')
    assert line["event"].endswith(f"{end} now")


def test_a_traceback_stays_on_its_line() -> None:
    stream = StringIO()
    logger = logging.getLogger("tests.report")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    with pytest.raises(ValueError, match="no number") as caught:
        int("no number")
    reference = report(logger, "could not", caught.value)
    logger.removeHandler(handler)

    (line,) = stream.getvalue().splitlines()
    assert json.loads(line)["reference"] == reference
    assert "ValueError" in json.loads(line)["traceback"]
