"""Forms as Slack's modals: within its limits whatever the data, and read back as filled in."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.form import Choice, ChoiceField, Form, MomentField, PersonField, TextField
from bot.render.block_kit.modals import filled_in, modal
from bot.reply import Strong

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIELDS = (
    PersonField("person", "Who"),
    ChoiceField("kind", "Which", (Choice("a", "A"), Choice("b", "B")), initial="b"),
    TextField("reason", "Because", "It is kept.", "of leave", optional=True, several_lines=True),
    MomentField("from", "From", initial=NOON),
)
FORM = Form("declare", "churn", "Declare owner", FIELDS, "Declare", ("About ", Strong("churn")))


def elements(view: dict[str, Any]) -> dict[str, Any]:
    return {b["block_id"]: b["element"] for b in view["blocks"] if b["type"] == "input"}


def test_each_field_becomes_the_element_that_slack_has_for_it() -> None:
    view = modal(FORM, "form", "kept")
    assert (view["callback_id"], view["private_metadata"]) == ("form", "kept")
    assert view["blocks"][0]["text"]["text"] == "About *churn*"
    shown = {key: {**e, "action_id": ""} for key, e in elements(view).items()}
    assert shown["person"] == {"action_id": "", "type": "users_select"}
    assert shown["kind"]["initial_option"] == {
        "text": {"type": "plain_text", "text": "B", "emoji": False},
        "value": "b",
    }
    assert shown["reason"]["multiline"] is True
    assert shown["reason"]["initial_value"] == "of leave"
    assert shown["from"]["initial_date_time"] == int(NOON.timestamp())


def test_what_was_filled_in_is_read_back_and_what_was_not_is_absent() -> None:
    values = {
        "person": {"field": {"type": "users_select", "selected_user": "U0PRIYA"}},
        "kind": {"field": {"type": "static_select", "selected_option": {"value": "b"}}},
        "from": {"field": {"type": "datetimepicker", "selected_date_time": 1795737600}},
        "reason": {"field": {"type": "plain_text_input", "value": " leave\n"}},
        "nobody": {"field": {"type": "users_select", "selected_user": None}},
        "blank": {"field": {"type": "plain_text_input", "value": "  "}},
        "strange": {},
    }
    assert filled_in(values) == {
        "person": "<@U0PRIYA>",
        "kind": "b",
        "from": "2026-11-27T00:00:00+00:00",
        "reason": "leave",
    }


@pytest.mark.parametrize("count", [0, 101])
def test_a_menu_that_slack_refuses_is_typed_instead(count: int) -> None:
    choices = [Choice(f"m{n}", f"M {n}") for n in range(count)]
    view = modal(Form("f", "", "T", (ChoiceField("c", "Which", choices),), "Go"), "form", "")
    assert elements(view)["c"]["type"] == "plain_text_input"


TEXTS = st.text(max_size=400)


@settings(max_examples=50)
@given(TEXTS, TEXTS, TEXTS, st.lists(TEXTS, min_size=1, max_size=5))
def test_a_modal_keeps_within_slacks_limits(
    title: str, label: str, intro: str, names: list[str]
) -> None:
    choices = [Choice(f"v{n}", name) for n, name in enumerate(names)]
    fields = (ChoiceField("c", label, choices, hint=intro), TextField("t", label, initial=title))
    view = modal(Form("f", "", title, fields, title, (intro, Strong(label))), "form", "")
    for name in ("title", "submit", "close"):
        assert 0 < len(view[name]["text"]) <= 24
    for block in view["blocks"]:
        assert block["type"] == "section" or 0 < len(block["label"]["text"]) <= 2_000
    for option in elements(view)["c"]["options"]:
        assert 0 < len(option["text"]["text"]) <= 75
