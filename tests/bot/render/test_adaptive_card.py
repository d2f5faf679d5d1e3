import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from microsoft_teams.cards import AdaptiveCard
from syrupy.assertion import SnapshotAssertion

from bot.render.adaptive_card import adaptive_card, message
from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Button,
    Buttons,
    ChannelMention,
    Fineprint,
    Headline,
    Line,
    Link,
    Mention,
    Part,
    Picture,
    Reply,
    Span,
    Strong,
    Struck,
    Verbatim,
)
from knowledge.entities import Channel, Person
from tests.bot.render.card_rules import elements, faults

PRIYA = Person(id="priya", name="Priya Nair", teams="00000000-0000-4000-8000-0000000000a1")
OTHER = Person(id="priya-2", name="Priya Nair", teams="00000000-0000-4000-8000-0000000000a2")
TOMAS = Person(id="tomas", name="Tomas Reyes")

ANSWER = Reply(
    (
        Headline((Mention(PRIYA), " is paged for model-quality on ", Strong("fraud_model_*"), ".")),
        Line(("On call until Mon 30 Nov 09:00 · next ", Mention(TOMAS), " · then Risk ML's lead")),
        Line(("Contract: ", Link("handoff", "https://wiki.example/handoff?a=1&b=2"))),
        Fineprint(("Read as ", Verbatim("fraud-model"))),
        Buttons(
            (
                Button("Runbook", Action.OPEN, "https://wiki.example/fraud"),
                Button("Share in channel", Action.SHARE, "who owns quality for fraud-model"),
                Button("Declare…", Action.FORM, "declare fraud-model model-quality"),
            )
        ),
    )
)
NOBODY = Reply(
    (
        Alarm(("NOBODY is named for model-quality pages on ", Strong("churn_uplift"), ".")),
        Bullet(("Ask ", Mention(TOMAS), ", who trained it")),
        Bullet(("Declare owner: ", Verbatim("set churn model-quality tomas"))),
        Buttons((Button("churn", Action.ASK, "who owns churn"),)),
    )
)


def shown(reply: Reply) -> list[dict[str, Any]]:
    return list(elements(adaptive_card(reply)))


def line(*spans: Span) -> dict[str, Any]:
    (element,) = adaptive_card(Reply((Line(spans),)))["body"]
    return dict(element)


def block(*spans: Span) -> str:
    """The Markdown of a line that mentions somebody."""
    return str(line(Mention(PRIYA), " ", *spans)["text"]).removeprefix("<at>Priya Nair</at> ")


@pytest.mark.parametrize("reply", [ANSWER, NOBODY], ids=["answer", "nobody"])
def test_replies_look_as_they_did(reply: Reply, snapshot: SnapshotAssertion) -> None:
    assert message(reply) == snapshot


def test_a_line_without_a_mention_is_shown_as_it_stands() -> None:
    wild = "*x* [a](http://b) <at>Priya Nair</at> {{DATE(2026-01-01)}} # & \\"
    assert line(wild)["inlines"] == [{"type": "TextRun", "text": wild}]


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("fraud_model_v2", "fraud_model_v2"),
        ("*x* and _y_", "＊x＊ and ＿y＿"),  # noqa: RUF001
        ("[a](http://b)", "［a］(http://b)"),  # noqa: RUF001
        ("<at>Tomas</at>", "＜at＞Tomas＜/at＞"),  # noqa: RUF001
        ("{{TIME(x)}}", "｛｛TIME(x)｝｝"),  # noqa: RUF001
        ("R&lt;D", "R＆lt;D"),  # noqa: RUF001
        ("back\\slash", "back＼slash"),  # noqa: RUF001
        ("two\nlines \u202eturned", "two lines turned"),
    ],
)
def test_beside_a_mention_nothing_comes_alive(said: str, sent: str) -> None:
    assert block(said) == sent


@pytest.mark.parametrize("begins", ["- x ", "+ x ", "= x ", "1. x ", "12) x ", " - x "])
def test_a_line_with_a_mention_turns_into_no_item_of_a_list(begins: str) -> None:
    assert line(begins, Mention(PRIYA))["text"] == f"\u200b{begins}<at>Priya Nair</at>"


def test_beside_a_mention_our_own_marks_live() -> None:
    assert block(Strong("*a*")) == "**＊a＊**"  # noqa: RUF001
    assert block(Link("run [book]", "https://x.example/(a)")) == (
        "[run ［book］](https://x.example/%28a%29)"  # noqa: RUF001
    )
    assert block(Link("here", "javascript:alert(1)")) == "here"


def test_somebody_whose_directory_id_is_known_is_mentioned() -> None:
    card = adaptive_card(ANSWER)

    assert card["body"][0]["text"].startswith("<at>Priya Nair</at> is paged")
    assert card["msteams"]["entities"] == [
        {
            "type": "mention",
            "text": "<at>Priya Nair</at>",
            "mentioned": {"id": PRIYA.teams, "name": "Priya Nair"},
        }
    ]


@pytest.mark.parametrize(
    "person",
    [
        TOMAS,
        Person(id="m", name="Mallory", teams="29:x"),
        Person(id="m", name="<b>Mallory</b>", teams=PRIYA.teams),
        Person(id="m", name="M" * 100, teams=PRIYA.teams),
    ],
)
def test_everybody_else_is_a_plain_name(person: Person) -> None:
    assert line(Mention(person))["inlines"] == [{"type": "TextRun", "text": person.name}]
    assert "msteams" not in adaptive_card(Reply((Line((Mention(person),)),)))


def test_of_two_people_with_one_name_the_second_is_not_mentioned_as_the_first() -> None:
    card = adaptive_card(Reply((Line((Mention(PRIYA), ", ", Mention(OTHER))),)))

    assert card["body"][0]["text"] == "<at>Priya Nair</at>, Priya Nair"
    assert [e["mentioned"]["id"] for e in card["msteams"]["entities"]] == [PRIYA.teams]


def test_where_nobody_may_be_mentioned_nobody_is() -> None:
    assert "msteams" not in message(ANSWER, mentioning=False)["attachments"][0]["content"]


def test_a_button_says_its_text_and_a_form_is_opened() -> None:
    execute = next(e for e in shown(NOBODY) if e["type"] == "Action.Execute")
    submit = next(e for e in shown(ANSWER) if e["type"] == "Action.Submit")

    assert (execute["verb"], execute["data"]) == ("ask", {"say": "who owns churn"})
    assert submit["data"] == {
        "msteams": {"type": "task/fetch"},
        "form": "declare fraud-model model-quality",
    }


def test_no_row_holds_more_buttons_than_teams_shows() -> None:
    many = tuple(Button(f"b{n}", Action.ASK, f"who owns {n}") for n in range(20))
    sets = [e for e in shown(Reply((Buttons(many),))) if e["type"] == "ActionSet"]

    assert [len(row["actions"]) for row in sets] == [6, 6, 6, 2]


def test_a_button_whose_value_does_not_fit_is_left_out() -> None:
    unfit = (
        Button("x", Action.ASK, "x" * 2_001),
        Button("x", Action.OPEN, "file:///x"),
        Button(" ", Action.ASK, "who owns churn"),
    )
    assert all(e["type"] != "ActionSet" for e in shown(Reply((Buttons(unfit),))))


def test_a_picture_stands_beside_the_card_and_is_told_in_it() -> None:
    sent = message(Reply((Picture(b"png", "Queue", "The queue grew from 3 to 9."),)))

    assert sent["attachments"][1] == {
        "contentType": "image/png",
        "contentUrl": "data:image/png;base64,cG5n",
        "name": "Queue",
    }
    assert "The queue grew from 3 to 9." in json.dumps(sent["attachments"][0])


def test_a_picture_that_is_too_large_is_told_only() -> None:
    sent = message(Reply((Picture(b"x" * 50_000, "Queue", "The queue grew."),)))

    assert len(sent["attachments"]) == 1


def test_the_same_is_said_to_those_who_see_no_card() -> None:
    card = adaptive_card(NOBODY)

    assert card["fallbackText"].startswith("🚨 NOBODY is named for model-quality pages on churn_up")
    assert "Declare owner: set churn model-quality tomas" in card["fallbackText"]
    assert card["speak"] == "NOBODY is named for model-quality pages on churn_uplift."
    assert message(NOBODY)["summary"] == (
        "🚨 NOBODY is named for model-quality pages on churn_uplift."
    )


def test_nothing_to_say_is_still_a_card() -> None:
    assert faults(adaptive_card(Reply((Line(()), Bullet(("  ",)), Buttons(()))))) == []


_texts = st.text(max_size=80) | st.sampled_from(
    ["<at>Priya Nair</at>", "**x**", "[a](b)", "x" * 3_000, "\U0001d54f" * 3_000, '"' * 3_000]
)
_people = st.builds(
    Person,
    id=st.just("p"),
    name=st.text("ab<*_ \u202eé", min_size=1, max_size=199).filter(str.strip),
    teams=st.none()
    | st.integers(0, 9).map(lambda n: f"00000000-0000-4000-8000-00000000000{n}")
    | st.just("U0PRIYA"),
)
_channels = st.builds(Channel, slack=st.none() | st.just("C1"), teams=st.none() | st.just("19:a@b"))
_spans = st.lists(
    _texts
    | st.builds(Strong, _texts)
    | st.builds(Struck, _texts)
    | st.builds(Verbatim, _texts)
    | st.builds(Mention, _people)
    | st.builds(Link, _texts, _texts | st.just("https://x.example/a)b"))
    | st.builds(ChannelMention, _channels),
    max_size=4,
)
_buttons = st.builds(Button, _texts, st.sampled_from(Action), _texts)
_parts = st.one_of(
    *(st.builds(kind, _spans) for kind in (Headline, Alarm, Line, Bullet, Fineprint)),
    st.builds(Buttons, st.lists(_buttons, max_size=8)),
    st.builds(Picture, st.binary(max_size=9), _texts, _texts),
)
_replies = st.lists(_parts, max_size=60).map(lambda parts: Reply(tuple(parts)))
_LIVE = re.compile(r"[*\[\]{}<>&`~#\\]")


def _written(part: Part) -> list[str]:
    """The texts of a card that know Markdown, without our own marks."""
    card = adaptive_card(Reply((part,)))
    names = [re.escape(e["text"]) for e in card.get("msteams", {}).get("entities", ())]
    texts = [e["text"] for e in elements(card) if e["type"] == "TextBlock"]
    own = "|".join([*names, r"\*\*[^*]+\*\*", r"\[[^\[\]]*\]\(https?://[^\s()]*\)"])
    return [re.sub(own, "", text) for text in [*texts, card["fallbackText"]]]


def test_the_buttons_at_the_end_have_room_whatever_stands_before_them() -> None:
    lines = [Line(("x" * 1_000,))] * 30
    card = adaptive_card(Reply((*lines, Buttons((Button("Next", Action.ASK, "gaps from 41"),)))))

    *shown, cut, buttons = card["body"]
    assert 10 < len(shown) < 30
    assert cut["inlines"][0]["text"] == "…"
    assert buttons["actions"][0]["title"] == "Next"


@settings(max_examples=60)
@given(_replies)
def test_whatever_is_said_the_card_is_valid_and_small(reply: Reply) -> None:
    card = adaptive_card(reply)

    assert faults(card) == []
    assert len(json.dumps(card, ensure_ascii=False).encode()) < 28_000
    AdaptiveCard.model_validate(card)


@settings(max_examples=60)
@given(_parts)
def test_whatever_is_said_nothing_of_it_comes_alive(part: Part) -> None:
    for text in _written(part):
        assert not _LIVE.search(text), text


@settings(max_examples=60)
@given(_replies)
def test_whoever_is_mentioned_stands_in_the_text_and_has_one_id(reply: Reply) -> None:
    card = adaptive_card(reply)
    texts = " ".join(e["text"] for e in elements(card) if e["type"] == "TextBlock")
    tags = set(re.findall(r"<at>[^<]*</at>", texts))

    assert {e["text"] for e in card.get("msteams", {}).get("entities", ())} == tags
