"""Long input that is made to be slow: it is answered soon, or it would hold everybody up."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from bot.commands.said import said
from bot.conversation import reply_to, reply_to_alert
from bot.office import Office
from bot.platforms.slack.payload import of_mention
from bot.platforms.teams.activity import message_of
from bot.platforms.teams.alert import alert_text
from bot.reacting.verbs import verb_said
from bot.render.plain import plain
from bot.reply import Message
from tests.bot.platforms.teams.desk import personal
from tests.bot.test_bad_input import heard, office
from tests.northwind import NORTHWIND, NOW

__all__ = ["office"]  # a fixture

SOON = 5
"""Seconds, for what takes some milliseconds here; each of these took minutes, or seconds."""

SPACES = " " * 39_000
TEXTS = [
    f"set churn model-quality priya{SPACES}x",
    f"set churn model-quality priya and escalate{SPACES}x",
    f"set churn{SPACES}quality hana because{SPACES}of it",
    f"override fraud-quality elena from{SPACES}until",
    f"accept {'x' * 39_000} for the time being",
    f"take {'x' * 39_000} for the time being",
    f"cover fraud-quality from {'from ' * 7_500}",
    f"swap fraud-quality from {'from ' * 7_500}",
    f"override fraud-quality elena from {'from ' * 7_500}",
    f"history {'since until page ' * 2_300}",
]


@contextmanager
def soon() -> Iterator[None]:
    """Break off what takes longer; patterns heed that too."""

    def late(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"not answered within {SOON} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SOON)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:24].strip())
def test_a_text_of_forty_thousand_characters_is_answered_soon(office: Office, text: str) -> None:
    with soon():
        verb_said(text)
        assert heard(office, text)


@pytest.mark.parametrize("words", ["\u00e9t\u00e9 a ", "latence \u00e9lev\u00e9e, q=1 "])
def test_a_long_alert_in_any_language_is_read_soon(words: str) -> None:
    with soon():
        reply = plain(reply_to_alert(Message(words * 3_000), NORTHWIND, NOW))
        assert reply.startswith("That message names no model")


def test_a_question_in_which_somebody_is_named_over_and_over_is_read_soon() -> None:
    with soon():
        assert plain(reply_to(Message("hana run may\n" * 170), NORTHWIND, NOW))


def test_a_reason_is_found_behind_any_number_of_spaces() -> None:
    assert said(f"churn hana{SPACES}because   of it", "").reason == "of it"


def test_marks_of_a_chat_without_an_end_are_read_soon() -> None:
    event = {"channel": "C1", "user": "U1", "ts": "1", "type": "app_mention"}
    bots = [{"user_id": "U0BOT", "is_bot": True}]
    with soon():
        of_mention({"event": {**event, "text": "<@U0BOT|" * 5_000}, "authorizations": bots})
        of_mention({"event": {**event, "text": "<@U0BOT|" * 5_000}})
        for begun in ("<a ", "<!--", '<a b="', "</", "<a>", "<script>"):
            html = {"contentType": "html", "content": begun * 20_000}
            alert_text({"value": {"messagePayload": {"body": html}}})
        message_of(personal("<at>" * 250_000))
        message_of(personal("<at x" * 200_000))
