"""Slack's payloads, and the message that each becomes."""

from typing import Any

import pytest

from bot.platforms.slack import payload
from bot.reply import Action, Message, Place

BOT = [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}]


def event(**fields: Any) -> dict[str, Any]:
    said = {"type": "app_mention", "user": "U1", "channel": "C1", "ts": "9.1", **fields}
    return {"authorizations": BOT, "event": said}


def test_a_command_is_seen_by_its_sender_only() -> None:
    command = {"text": "fraud-model", "user_id": "U1", "channel_id": "C1"}

    asked = payload.of_command(command)

    assert asked == Message("fraud-model", "U1", Place("slack", "C1"), only_sender=True)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("<@U0BOT> who owns churn", "who owns churn"),
        ("<@U0BOT|whoowns>: who owns churn", "who owns churn"),
        ("hey <@U0BOT>, who owns churn", "hey   who owns churn"),
        ("<@U0BOT> what does <@U2> own", "what does <@U2> own"),
        ("<@U0BOT>", ""),
    ],
)
def test_the_bots_own_mention_is_no_part_of_the_question(text: str, question: str) -> None:
    message = payload.of_mention(event(text=text))

    assert message is not None
    assert message.text == question


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("team add rd R&amp;D ML", "team add rd R&D ML"),
        ("fraud-model precision &lt; 0.8", "fraud-model precision < 0.8"),
        ("the entity &amp;lt; as such", "the entity &lt; as such"),
        ("runbook churn <https://r.io/?a=1&amp;b=2>", "runbook churn https://r.io/?a=1&b=2"),
        ("runbook churn <https://r.io|https://r.io>", "runbook churn https://r.io"),
        ("consumes churn <http://crm.io|crm.io>", "consumes churn crm.io"),
        ("person email elena <mailto:e@x.io|e@x.io>", "person email elena e@x.io"),
        ("runbook churn <https://r.io|the book>", "runbook churn <https://r.io|the book>"),
        ("link elena <@U1|elena>", "link elena <@U1|elena>"),
        ("team channel growth <#C1|growth>", "team channel growth <#C1|growth>"),
    ],
)
def test_what_is_said_is_what_was_typed(sent: str, typed: str) -> None:
    written = {"type": "message", "channel_type": "im", "channel": "D1"}
    said = (
        payload.of_command({"text": sent}),
        payload.of_mention(event(text=f"<@U0BOT> {sent}")),
        payload.of_direct_message(event(text=sent, **written)),
    )

    assert [message and message.text for message in said] == [typed] * 3


def test_without_authorisations_the_first_mention_is_taken_for_the_bots() -> None:
    mention = event(text="<@U0BOT> what does <@U2> own") | {"authorizations": None}

    message = payload.of_mention(mention)

    assert message is not None
    assert message.text == "what does <@U2> own"


@pytest.mark.parametrize(("thread", "answered_in"), [(None, "9.1"), ("8.0", "8.0")])
def test_a_mention_is_answered_in_its_thread(thread: str | None, answered_in: str) -> None:
    message = payload.of_mention(event(text="churn", thread_ts=thread))

    assert message is not None
    assert message.place == Place("slack", "C1", answered_in)


@pytest.mark.parametrize("fields", [{"edited": {"user": "U1"}}, {"user": "USLACKBOT"}])
def test_an_edit_and_what_slackbot_says_are_not_answered(fields: dict[str, Any]) -> None:
    assert payload.of_mention(event(text="<@U0BOT> churn", **fields)) is None


@pytest.mark.parametrize(
    ("container", "private"),
    [({"is_ephemeral": True}, True), ({"thread_ts": "8.0"}, False), ({}, False)],
)
def test_a_button_is_private_where_its_message_is(
    container: dict[str, Any], *, private: bool
) -> None:
    pressed = {
        "actions": [{"action_id": "ask:2", "value": "churn"}],
        "user": {"id": "U1"},
        "channel": {"id": "C1"},
        "container": container,
    }

    message = payload.of_button(pressed)

    assert message.only_sender is private
    assert message.place.thread == container.get("thread_ts")
    assert payload.pressed(pressed) is Action.ASK


def test_an_endless_text_is_cut() -> None:
    assert len(payload.of_command({"text": "x" * 99_999}).text) == payload.QUESTION_LIMIT


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"team_id": "T1"}, {"T1"}),
        ({"team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T2"}}, {"T1", "T2"}),
        ({"team_id": "T1", "event": {"team": "T3", "user_team": "E4"}}, {"T1", "T3", "E4"}),
        ({"team_id": "T1", "event": {"source_team": "T6"}}, {"T1", "T6"}),
        ({"team_id": "T1", "authorizations": [{"team_id": "T5"}]}, {"T1", "T5"}),
        ({"team": None, "user": "U1"}, set()),
    ],
)
def test_every_workspace_that_is_named_counts(body: dict[str, Any], expected: set[str]) -> None:
    assert payload.workspaces(body) == expected


def test_only_a_conversation_with_the_bot_alone_is_direct() -> None:
    written = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "ts": "1.2"}
    direct = payload.of_direct_message({"event": {**written, "text": "priya"}})
    assert direct is not None
    assert direct.place.is_direct
    pressed = {"actions": [{"value": "undo 3"}], "user": {"id": "U1"}}
    assert payload.of_button({**pressed, "channel": {"id": "D1"}}).place.is_direct
    assert not payload.of_button({**pressed, "channel": {"id": "C1"}}).place.is_direct
    # Two people may talk where the command is typed.
    assert not payload.of_command({"text": "", "user_id": "U1", "channel_id": "D1"}).place.is_direct
