import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.form import Choice, ChoiceField, Form, MomentField, PersonField, TextField
from bot.render.adaptive_card.forms import filled_in, form_card, typed_in
from knowledge.entities import Person
from tests.bot.render.card_rules import elements, faults

LONDON = ZoneInfo("Europe/London")
PEOPLE = [Person(id="priya", name="Priya Nair"), Person(id="tomas", name="Tomas Reyes")]
FORM = Form(
    "declare",
    "churn",
    "Declare owner",
    (
        ChoiceField("kind", "Which page", (Choice("infra", "Infrastructure"),), initial="infra"),
        PersonField("person", "A person", optional=True),
        MomentField("from", "From", initial=datetime(2026, 7, 1, 8, 30, tzinfo=UTC)),
        TextField("reason", "Because", "It is kept.", several_lines=True, optional=True),
    ),
    "Declare",
    ("Who is paged for *churn*?",),
)


def inputs(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {e["id"]: e for e in elements(card) if e["type"].startswith("Input.")}


def test_a_form_asks_for_each_of_its_fields() -> None:
    card = form_card(FORM, PEOPLE, LONDON)

    assert faults(card) == []
    asked = inputs(card)
    assert list(asked) == [
        "field.kind",
        "field.person",
        "field.from.date",
        "field.from.time",
        "field.reason",
    ]
    assert asked["field.kind"]["value"] == "infra"
    assert [c["value"] for c in asked["field.person"]["choices"]] == ["priya", "tomas"]
    assert (asked["field.from.date"]["value"], asked["field.from.time"]["value"]) == (
        "2026-07-01",
        "09:30",
    )
    assert asked["field.from.time"]["label"] == "Europe/London"
    assert [i for i, e in asked.items() if e.get("isRequired")] == [
        "field.kind",
        "field.from.date",
        "field.from.time",
    ]
    assert card["actions"][0]["data"] == {"form": "declare", "arguments": "churn"}


def test_what_is_wrong_stands_under_its_field_and_what_was_typed_stays() -> None:
    typed = {"field.reason": "he left", "field.person": "tomas"}
    card = form_card(FORM, PEOPLE, LONDON, {"person": "Tomas is inactive."}, typed)

    body = card["body"]
    at = next(n for n, e in enumerate(body) if e.get("id") == "field.person")
    assert body[at + 1]["inlines"][0]["text"] == "Tomas is inactive."
    assert body[at + 1]["inlines"][0]["color"] == "Attention"
    assert inputs(card)["field.person"]["value"] == "tomas"
    assert inputs(card)["field.reason"]["value"] == "he left"


def test_a_submission_is_read_by_field() -> None:
    data = {
        "form": "declare",
        "arguments": "churn",
        "msteams": {"type": "task/submit"},
        "field.person": " priya ",
        "field.from.date": "2026-07-01",
        "field.from.time": "09:30",
        "field.to.date": "2026-07-02",
        "field.until.date": "tomorrow",
        "field.until.time": "09:30",
        "field.reason": "",
        "field.odd": 3,
    }
    assert filled_in(typed_in(data), LONDON) == {
        "person": "priya",
        "from": "2026-07-01T09:30:00+01:00",
    }


def test_a_menu_that_is_too_long_is_typed() -> None:
    many = [Person(id=f"p{n}", name=f"Somebody {n}") for n in range(1_000)]
    card = form_card(FORM, many, LONDON)

    assert inputs(card)["field.person"]["type"] == "Input.Text"


_texts = st.text(max_size=300) | st.just("x" * 5_000) | st.just('"\U0001d54f' * 500)
_choices = st.lists(st.builds(Choice, _texts.filter(bool), _texts), max_size=120)
_keys = st.sampled_from(["kind", "person", "from", "reason"])
_fields = st.one_of(
    st.builds(TextField, _keys, _texts, _texts, _texts, st.booleans(), st.booleans()),
    st.builds(ChoiceField, _keys, _texts, _choices, _texts, st.none(), st.booleans()),
    st.builds(PersonField, _keys, _texts, _texts, st.booleans()),
    st.builds(MomentField, _keys, _texts, _texts, st.none(), st.booleans()),
)
_forms = st.builds(
    Form,
    st.just("declare"),
    st.just("churn"),
    _texts,
    st.lists(_fields, max_size=5).map(tuple),
    _texts,
    st.lists(_texts, max_size=2),
)


@settings(max_examples=40)
@given(_forms, _texts)
def test_whatever_is_asked_the_card_is_valid_and_small(form: Form, wrong: str) -> None:
    card = form_card(form, PEOPLE, LONDON, {"kind": wrong}, {"field.reason": wrong})

    assert faults(card) == []
    assert len(json.dumps(card, ensure_ascii=False).encode()) < 28_000


@pytest.mark.parametrize("clock", ["25:00", "", "noon", "09:30:61"])
def test_half_a_moment_is_none(clock: str) -> None:
    typed = {"field.from.date": "2026-07-01", "field.from.time": clock}
    assert filled_in(typed, LONDON) == {}
