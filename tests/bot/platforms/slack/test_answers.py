"""When answering fails, the person hears of it, and so does the operator, once."""

import json
import logging
from datetime import UTC, datetime

import pytest

from bot.platforms.slack.answers import Answers
from bot.reply import Message
from knowledge.ownership import OwnershipMap


def test_a_failure_is_an_apology_with_the_reference_that_the_log_has(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken() -> OwnershipMap | None:
        raise RuntimeError

    answer = Answers(broken, lambda: datetime.now(UTC)).to(Message("who owns my-secret-model"))

    (record,) = caplog.records
    reference = record.__dict__["facts"]["reference"]
    assert reference in answer["text"]
    assert record.levelno == logging.ERROR
    assert "my-secret-model" not in json.dumps(answer) + caplog.text
