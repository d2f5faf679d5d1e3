"""What is answered in front of Bolt is what Bolt would have handed over, and no more."""

import re
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.http.body import Refused
from bot.platforms.slack import payload
from bot.platforms.slack.answers import Rendered
from bot.platforms.slack.at_once import FORM, AtOnce
from bot.platforms.slack.endpoint import bolt_request
from bot.reacting import needs_speaker
from bot.reply import Message, Place

HEADERS = {"content-type": FORM}
QUESTION = {"team_id": "T1", "user_id": "U1", "command": "/whoowns", "text": "fraud-model quality"}
IN_ORDER = ("team_id", "channel_id", "user_id", "command", "text")


def heard_at_once(
    body: str, *, content_type: str = FORM, workspaces: frozenset[str] = frozenset()
) -> Message | None:
    """The message that is answered, if the request is."""
    heard: list[Message] = []

    def answer(message: Message) -> Rendered:
        heard.append(message)
        return {"text": "somebody"}

    answered = AtOnce(answer, workspaces)({"content-type": content_type}, body)
    assert (answered is not None) == bool(heard)
    return heard[0] if heard else None


TEXTS = st.text() | st.sampled_from(["payload-classifier", "a+b", "100%", "%2Fset", "ünï & <x>"])

IDS = st.from_regex("[A-Z0-9]{0,11}", fullmatch=True) | TEXTS


@given(
    fields=st.fixed_dictionaries(
        {"command": st.just("/whoowns"), "text": TEXTS},
        optional={"team_id": IDS, "channel_id": IDS, "user_id": IDS},
    ),
    escaped=st.booleans(),
)
def test_a_question_is_heard_as_bolt_would_have_handed_it_over(
    fields: dict[str, str], *, escaped: bool
) -> None:
    sent = {name: fields[name] for name in IN_ORDER if name in fields} | {"trigger_id": "1.2"}
    body = urlencode(sent, quote_via=quote) if escaped else urlencode(sent)

    heard = heard_at_once(body)

    assert heard in (None, payload.of_command(bolt_request(HEADERS, body).body))
    ids = [value for name, value in fields.items() if name.endswith("_id")]
    plain = all(re.fullmatch("[A-Z0-9]*", value) for value in ids)
    assert bool(heard) == (plain and not needs_speaker(fields["text"]))


@given(st.text(st.sampled_from("command=%2Fwhoowns&text=&payload=+{}"), max_size=60))
def test_no_body_is_too_odd(body: str) -> None:
    heard = heard_at_once(f"command=/whoowns&{body}")

    try:
        read = bolt_request(HEADERS, f"command=/whoowns&{body}").body
    except Refused:  # `payload=` makes an interaction of it, with nothing in it
        assert heard is None
    else:
        assert heard in (None, payload.of_command(read))


def test_a_plain_question_is_answered_as_slack_sends_it() -> None:
    sent = (
        "token=t&team_id=T1&team_domain=acme&enterprise_id=E1&enterprise_name=Acme+Inc"
        "&channel_id=C1&channel_name=general&user_id=U1&user_name=priya&command=%2Fwhoowns"
        "&text=fraud-model+quality&api_app_id=A1&is_enterprise_install=false"
        "&response_url=https%3A%2F%2Fhooks.slack.com%2F1&trigger_id=1.2"
    )
    heard = heard_at_once(sent)
    assert heard == Message("fraud-model quality", "U1", Place("slack", "C1"), only_sender=True)


def test_a_plain_question_is_answered() -> None:
    assert heard_at_once(urlencode(QUESTION)) is not None
    assert heard_at_once(urlencode(QUESTION), workspaces=frozenset({"T1"})) is not None


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "set churn model-quality maya"},
        {"text": "  UNDO 3"},
        {"command": "/another"},
        {"team_id": "T2"},
        {"team_id": ""},
        {"payload": '{"type": "block_actions"}'},
        {"ssl_check": "1"},
        {"team": "T2"},
        {"event": "x"},
        {"authorizations": "x"},
    ],
)
def test_everything_else_goes_the_usual_way(fields: dict[str, str]) -> None:
    body = urlencode(QUESTION | fields)

    assert heard_at_once(body, workspaces=frozenset({"T1"})) is None


def test_what_the_map_of_today_does_not_tell_goes_the_usual_way() -> None:
    assert AtOnce(lambda _: None, frozenset())(HEADERS, urlencode(QUESTION)) is None


def test_a_form_that_says_something_twice_or_halfway_goes_the_usual_way() -> None:
    body = urlencode(QUESTION)

    assert heard_at_once(f"{body}&team_id=T2") is None
    assert heard_at_once(f"{body}&ssl_check") is None
    assert heard_at_once(f"{body}&te%78t=other") is None
    assert heard_at_once(body, content_type="application/json") is None
