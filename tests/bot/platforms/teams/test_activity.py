"""What Teams sends, read; whatever is missing or odd in it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platforms.teams import activity as read
from bot.platforms.teams.alert import alert_text
from bot.platforms.teams.references import conversation_in
from bot.reply import Place
from tests.bot.platforms.teams.desk import ASKER, SERVICE, TENANT, in_channel, personal

BOT = {"type": "mention", "text": "<at>WhoOwns</at>", "mentioned": {"id": "28:bot"}}
PRIYA = "00000000-0000-4000-8000-0000000000a1"


def mention(name: str, **mentioned: str) -> dict[str, Any]:
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": mentioned}


@pytest.mark.parametrize(
    ("text", "entities", "said"),
    [
        ("who owns churn", [], "who owns churn"),
        ("<at>WhoOwns</at> who owns churn", [BOT], "who owns churn"),
        ("<at>WhoOwns</at><at>WhoOwns</at>\xa0 who owns churn\n", [BOT, BOT], "who owns churn"),
        ("who owns&nbsp;<at>WhoOwns</at>&nbsp;churn", [BOT], "who owns churn"),
        (
            "set churn quality <at>Priya</at>",
            [mention("Priya", id="29:p", aadObjectId=PRIYA.upper())],
            f"set churn quality <@{PRIYA}|Priya>",
        ),
        (
            "set churn quality hana because <at>Zoe &lt;Z|d&gt;</at> left",
            [mention("Zoe &lt;Z|d&gt;", id="29:z", aadObjectId=PRIYA)],
            f"set churn quality hana because <@{PRIYA}|Zoe.Z.d.> left",
        ),
        (
            "what does <at>Priya Nair</at> own",
            [mention("Priya Nair", id="29:p")],
            "what does Priya Nair own",
        ),
        (
            "team channel growth <at>Growth</at>",
            [mention("Growth", id="19:x@thread.tacv2")],
            "team channel growth <#19:x@thread.tacv2>",
        ),
        ('<at id="0">WhoOwns</at> churn', [{**BOT, "text": '<at id="0">WhoOwns</at>'}], "churn"),
        ("<at>Somebody</at> & <b>", [], "Somebody & <b>"),
        (None, None, ""),
        (3, "x", ""),
        ("<at>WhoOwns</at> churn", [{"type": "mention", "mentioned": 3, "text": 4}, BOT], "churn"),
    ],
)
def test_a_text_is_read_without_the_bots_own_mention(
    text: object, entities: object, said: str
) -> None:
    message = read.message_of({**personal(""), "text": text, "entities": entities})
    assert message.text == said


def test_a_place_is_the_conversation_and_in_a_channel_its_thread() -> None:
    assert read.place_of(in_channel("x")) == Place("teams", "19:risk@thread.tacv2", "7")
    assert read.place_of(personal("x")) == Place("teams", "a:1", is_direct=True)


def test_somebody_goes_by_the_directorys_id() -> None:
    assert read.sender_of(personal("x")) == ASKER
    assert read.sender_of(personal("x", **{"from": {"id": "29:x"}})) == "29:x"


@pytest.mark.parametrize(
    "sender", [None, {}, {"id": "28:bot"}, {"id": "29:x", "role": "bot"}, "29:x"]
)
def test_a_bot_is_told_from_somebody(sender: object) -> None:
    assert read.is_from_a_bot(personal("x", **{"from": sender}))


def test_every_directory_that_is_named_counts() -> None:
    named = read.tenants_named(
        personal(
            "x",
            channelData={"tenant": {"id": "B"}},
            recipient={"id": "28:bot", "tenantId": "C"},
        )
    )
    assert named == {TENANT, "b", "c"}


def test_a_conversation_is_kept_if_it_tells_enough_to_write_there() -> None:
    kept = conversation_in(in_channel("x", channelData={"team": {"id": "19:team"}}))
    assert kept
    assert (kept.id, kept.kind, kept.service_url) == ("19:risk@thread.tacv2", "channel", SERVICE)
    assert (kept.team, kept.person) == ("19:team", None)
    assert conversation_in(personal("x", serviceUrl=None)) is None
    assert conversation_in(personal("x", conversation={"id": "a:1"})) is None


def pointed_at(**message: Any) -> str:
    return alert_text({"value": {"messagePayload": message}})


def test_an_alert_is_read_from_html_and_from_cards() -> None:
    connector_card = {
        "contentType": "application/vnd.microsoft.teams.card.o365connector",
        "content": '{"title": "Drift", "sections": [{"facts": [{"name": "model", "value": "m1"}]}]}',
    }
    said = pointed_at(
        subject="[FIRING]",
        body={"contentType": "html", "content": "<p>precision &lt; 0.8</p><p>of fraud-model</p>"},
        attachments=[connector_card, {"content": "no json"}, {"content": {"text": "as it is"}}, 3],
    )
    assert said.split(" ;\n") == [
        "[FIRING]",
        "precision < 0.8",
        "of fraud-model",
        "Drift",
        "model: m1",
        "as it is",
    ]


@pytest.mark.parametrize("payload", [None, "x", {}, {"body": 3, "attachments": {"a": 1}}])
def test_an_alert_without_anything_says_nothing(payload: object) -> None:
    assert alert_text({"value": {"messagePayload": payload}}) == ""


_keys = st.sampled_from(
    [
        "text",
        "entities",
        "from",
        "id",
        "conversation",
        "tenantId",
        "channelData",
        "mentioned",
        "type",
        "value",
        "messagePayload",
        "body",
        "content",
        "contentType",
        "attachments",
        "items",
    ]
)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=80)
@given(st.dictionaries(_keys, _json, max_size=8))
def test_nothing_is_too_odd_to_be_read(activity: dict[str, Any]) -> None:
    read.message_of(activity)
    read.tenants_named(activity)
    read.request_id(activity)
    read.is_from_a_bot(activity)
    conversation_in(activity)
    alert_text(activity)
    alert_text({"value": {"messagePayload": activity}})
