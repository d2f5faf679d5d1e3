import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from bot.render.block_kit import Block, block_kit, fallback_text
from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Link,
    Mention,
    Part,
    Reply,
    Span,
    Strong,
    Struck,
    Verbatim,
)
from knowledge.entities import Person

PRIYA = Person(id="priya", name="Priya Nair", slack="U0123456789")
TOMAS = Person(id="tomas", name="Tomas Reyes")

ANSWER = Reply(
    (
        Headline((Mention(PRIYA), " is paged for model-quality on ", Strong("fraud-model"), ".")),
        Line(("On call until Mon 30 Nov 09:00 · next ", Mention(TOMAS), " · then Risk ML's lead")),
        Line(("Contract: ", Link("handoff", "https://wiki.example/handoff?a=1&b=2"))),
        Fineprint(("Declared by Elena Ruiz on 3 Nov",)),
        Fineprint(("Read as ", Verbatim("fraud-model"))),
        Buttons(
            (
                Button("Runbook", Action.OPEN, "https://wiki.example/fraud"),
                Button("Share in channel", Action.SHARE, "who owns quality for fraud-model"),
            )
        ),
    )
)
NOBODY = Reply(
    (
        Alarm(("NOBODY is named for model-quality pages on ", Strong("churn_uplift"), ".")),
        Bullet(("Ask ", Mention(TOMAS), ", who trained it")),
        Bullet(("Declare owner: ", Verbatim("owner: tomas"))),
    )
)
HOSTILE = Reply(
    (
        Headline(("No model is called ", Verbatim("<!channel> & `rm`"), ".")),
        Line((Strong("*x*"), " is near, so is _y_, ~z~ and :fire:")),
        Line(("> quoted, a\nnew line, and \u202eturned round",)),
        Line(
            (
                Mention(Person(id="mallory", name="<!here>", slack="channel")),
                Link("`a`", "file:///x"),
            )
        ),
    )
)


def texts(blocks: list[Block]) -> list[str]:
    """All that is read as mrkdwn."""
    sections = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    contexts = [block["elements"] for block in blocks if block["type"] == "context"]
    return sections + [element["text"] for elements in contexts for element in elements]


def buttons(blocks: list[Block]) -> list[Block]:
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return [button for row in rows for button in row]


def line(*spans: Span) -> str:
    """What Slack is sent for one line."""
    return "".join(texts(block_kit(Reply((Line(spans),)))))


@pytest.mark.parametrize("reply", [ANSWER, NOBODY, HOSTILE], ids=["answer", "nobody", "hostile"])
def test_replies_look_as_they_did(reply: Reply, snapshot: SnapshotAssertion) -> None:
    assert {"text": fallback_text(reply), "blocks": block_kit(reply)} == snapshot


@pytest.mark.parametrize(
    ("span", "sent"),
    [
        ("R&D <team>", "R&amp;D &lt;team&gt;"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U0123456789>", "&lt;@U0123456789&gt;"),
        ("&lt;!here&gt;", "&amp;lt;!here&amp;gt;"),
        ("fraud_model_v2", "fraud_model_v2"),
        ("at 09:00, or 2:30", "at 09:00, or 2:30"),
        ("a*b and c~d", "a*b and c~d"),
        ("the *x* model", "the `*x*` model"),
        ("_private", "`_private`"),
        ("`x`", "`'x'`"),
        ("eu:fire:v2", "`eu:fire:v2`"),
        ("> not a quote", "`&gt;` not a quote"),
        ("two\r\nlines", "two  lines"),
        (Strong("fraud-model"), "*fraud-model*"),
        (Strong(" wide "), " *wide* "),
        (Strong("*x*"), "*`*x*`*"),
        (Strong(""), ""),
        (Struck("churn, model-quality"), "~churn, model-quality~"),
        (Struck(" ~x~ "), " ~`~x~`~ "),
        (Verbatim("a `b` <c>"), "`a 'b' &lt;c&gt;`"),
        (Mention(PRIYA), "<@U0123456789>"),
        (Mention(TOMAS), "Tomas Reyes"),
        (Mention(Person(id="m", name="Mallory", slack="U1:x")), "Mallory"),
        (Mention(Person(id="m", name="Mallory", slack="channel")), "Mallory"),
        (Link("a & b", "https://x.example/?a=1&b=_"), "<https://x.example/?a=1&amp;b=_|a &amp; b>"),
        (Link("*x* > y", "https://x.example"), "<https://x.example|＊x＊ &gt; y>"),  # noqa: RUF001
        (Link("", "https://x.example"), "<https://x.example>"),
        (Link("here", "javascript:alert(1)"), "here"),
        (Link("here", "https://x.example|<!channel>"), "here"),
    ],
)
def test_a_span_is_sent_as(span: Span, sent: str) -> None:
    assert line(". ", span) if sent == "" else line(span).removeprefix(". ") == sent


def test_code_beside_code_stays_two_pieces_of_code() -> None:
    assert line(Verbatim("a"), "*b") == "`a`\u200b`*b`"


def test_texts_share_a_section_and_small_print_stands_below() -> None:
    types = [block["type"] for block in block_kit(ANSWER)]

    assert types == ["section", "context", "actions"]


def test_nothing_to_say_is_no_block_but_still_a_text() -> None:
    silence = Reply((Line(()), Bullet(("  ",)), Buttons(())))

    assert block_kit(silence) == []
    assert fallback_text(silence) == "…"


def test_a_line_that_is_too_long_ends_before_the_mention_that_does_not_fit() -> None:
    sent = line("x" * 2_990, Mention(PRIYA))

    assert sent == "x" * 2_990 + "…"


def test_a_line_that_is_too_long_closes_its_marks_and_keeps_its_escapes_whole() -> None:
    assert re.fullmatch(r"\*(&amp;)+\*…", line(Strong("&" * 5_000)))


def test_a_question_that_does_not_fit_a_button_gives_no_button() -> None:
    kept = Button("Fraud", Action.ASK, "who owns fraud-model")
    others = (
        Button("Long", Action.ASK, "x" * 2_001),
        Button("", Action.ASK, "who owns churn"),
        Button("Script", Action.OPEN, "javascript:alert(1)"),
    )

    sent = buttons(block_kit(Reply((Buttons((*others, kept)),))))

    assert [(button["action_id"], button["value"]) for button in sent] == [("ask:1", kept.value)]


def test_more_blocks_than_slack_takes_end_in_an_ellipsis() -> None:
    blocks = block_kit(Reply((Line(("a fact",)), Fineprint(("its source",))) * 26))

    assert len(blocks) == 50
    assert texts(blocks[-1:]) == ["…"]


def test_more_buttons_than_slack_takes_in_a_row_go_on_in_the_next() -> None:
    thirty = tuple(Button(f"Model {n}", Action.ASK, f"who owns model-{n}") for n in range(30))

    blocks = block_kit(Reply((Buttons(thirty),)))

    assert [len(block["elements"]) for block in blocks] == [25, 5]


def test_no_button_stands_where_its_line_was_cut_away_but_those_that_lead_on_do() -> None:
    gaps = [
        part
        for n in range(9)
        for part in (
            Bullet((f"{n} ", "x" * 1_000)),
            Buttons((Button("Declare", Action.FORM, f"declare {n}"),)),
        )
    ]
    more = Buttons((Button("Help", Action.ASK, "help"),))

    blocks = block_kit(Reply((*gaps, Line(("That is all.",)), more)))

    assert [button["value"] for button in buttons(blocks)] == [
        *(f"declare {n}" for n in range(6)),
        "help",
    ]
    assert [text[:3] for text in texts(blocks)] == [f"• {n}" for n in range(7)]


def test_a_label_that_is_too_long_ends_in_an_ellipsis() -> None:
    sent = buttons(block_kit(Reply((Buttons((Button("x" * 76, Action.ASK, "y"),)),))))

    assert sent[0]["text"]["text"] == "x" * 74 + "…"


def test_the_fallback_is_plain_and_mentions_nobody() -> None:
    assert fallback_text(ANSWER).splitlines()[:3] == [
        "Priya Nair is paged for model-quality on fraud-model.",
        "On call until Mon 30 Nov 09:00 · next Tomas Reyes · then Risk ML's lead",
        "Contract: handoff (https://wiki.example/handoff?a=1&amp;b=2)",
    ]


def test_the_fallback_of_a_choice_names_what_there_is_to_choose() -> None:
    names = ("churn-rate", "churn & uplift")
    choice = Buttons(tuple(Button(name, Action.ASK, f"who owns {name}") for name in names))
    share = Buttons((Button("Share in channel", Action.SHARE, "churn"),))

    assert fallback_text(Reply((Line(("Which one?",)), choice, share))) == (
        "Which one?\nchurn-rate · churn &amp; uplift"
    )


ODD = st.sampled_from("*_~`>:<&|@!# \n\x01\x02\x03\x04\x05\u202eaé模1")
WORDS = st.one_of(
    st.text(ODD, max_size=40),
    st.text(max_size=40),
    st.builds(lambda text, times: text * times, st.text(ODD, max_size=9), st.integers(0, 900)),
)
PEOPLE = st.builds(
    lambda name, slack: Person(id="x", name=name, slack=slack),
    st.text("ab*_<&>!`: é", min_size=1, max_size=30).map(lambda name: f"x{name}"),
    st.sampled_from([None, "U0123456789", "W9", "channel", "U1:x"]),
)
ADDRESSES = st.one_of(
    WORDS, st.builds("https://x.example/{}".format, WORDS), st.just("https://x.example/?a&b_*")
)
SPANS: st.SearchStrategy[Span] = st.one_of(
    WORDS,
    st.builds(Strong, WORDS),
    st.builds(Verbatim, WORDS),
    st.builds(Mention, PEOPLE),
    st.builds(Link, WORDS, ADDRESSES),
)
LINES = st.lists(SPANS, max_size=6)
BUTTON = st.builds(Button, WORDS, st.sampled_from(Action), st.one_of(WORDS, ADDRESSES))
PARTS: st.SearchStrategy[Part] = st.one_of(
    *(st.builds(kind, LINES) for kind in (Headline, Alarm, Line, Bullet, Fineprint)),
    st.builds(Buttons, st.lists(BUTTON, max_size=30)),
)
REPLIES = st.builds(
    lambda parts, times: Reply(parts * times), st.lists(PARTS, max_size=8), st.integers(1, 12)
)


def strings(value: Any) -> int:
    """How many characters of text a message holds, whatever for."""
    if isinstance(value, dict):
        return sum(strings(v) for k, v in value.items() if k not in ("type", "action_id"))
    return sum(map(strings, value)) if isinstance(value, list) else len(str(value))


@given(REPLIES)
def test_slacks_limits_are_kept_whatever_the_reply(reply: Reply) -> None:
    blocks, text = block_kit(reply), fallback_text(reply)
    pressed = buttons(blocks)

    assert len(blocks) <= 50
    assert all(1 <= len(b["text"]["text"]) <= 3_000 for b in blocks if b["type"] == "section")
    assert all(len(b["elements"]) <= 10 for b in blocks if b["type"] == "context")
    assert all(
        1 <= len(e["text"]) <= 2_000
        for b in blocks
        if b["type"] == "context"
        for e in b["elements"]
    )
    assert all(1 <= len(b["elements"]) <= 25 for b in blocks if b["type"] == "actions")
    assert all(1 <= len(button["text"]["text"]) <= 75 for button in pressed)
    assert all(1 <= len(button.get("value") or button["url"]) <= 2_000 for button in pressed)
    assert len({button["action_id"] for button in pressed}) == len(pressed)
    assert 1 <= len(text) <= 4_000
    assert strings(blocks) + len(text) < 12_500  # the flags that are no text included
    json.dumps(blocks, ensure_ascii=False).encode()


OURS = re.compile(r"<@[UW][A-Z0-9]+>|<https?://[^<>|\s]+(\|[^<>]*)?>")
CODE = re.compile(r"`[^`\n]+`")


@given(REPLIES)
def test_nothing_that_somebody_wrote_comes_alive(reply: Reply) -> None:
    for sent in texts(block_kit(reply)):
        rest = CODE.sub("0", OURS.sub("0", sent))
        assert not re.search(r"[<>`\x00-\x09\x0b-\x1f\u202e]", rest)
        assert not re.search(r"&(?!amp;|lt;|gt;)", rest)
        assert not re.search(r"(?<![A-Za-z0-9])[_~]|[_~](?![A-Za-z0-9])", rest)
        assert not re.search(r"(?m)^&gt;", rest)
        assert not re.search(r":[a-z0-9+'-]+:", OURS.sub("0", CODE.sub(" ", sent)))
    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", fallback_text(reply))


@given(st.lists(st.text("ab* \n", max_size=30)))
def test_an_asterisk_that_somebody_wrote_makes_nothing_bold(spans: list[str]) -> None:
    rest = CODE.sub("0", line(*spans))

    assert not re.search(r"(?<![A-Za-z0-9])\*|\*(?![A-Za-z0-9])", rest)
