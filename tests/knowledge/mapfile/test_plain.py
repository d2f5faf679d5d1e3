"""What the text of a model plainly shows is so."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.changes import ITSELF, Kind
from knowledge.entities import Channel, Declaration, Model
from knowledge.mapfile import plain
from knowledge.mapfile.pieces import value_of
from knowledge.mapfile.plain import is_plain
from knowledge.values import declared_value, value_text

NOBODY = Declaration(by="nobody", at=datetime(2026, 11, 23, 12, tzinfo=UTC))


def _brief(pattern: str) -> st.SearchStrategy[str]:
    """Short texts that match, which are sooner made up."""
    return st.from_regex(re.sub(r",\d+\}", ",9}", pattern), fullmatch=True)


members = st.fixed_dictionaries(
    {}, optional={key: _brief(value) for key, value in plain._VALUES.items()}
)


@settings(max_examples=100, deadline=None)
@given(said=members)
def test_a_plain_text_is_right_and_would_be_recorded_as_it_stands(said: dict[str, str]) -> None:
    in_order = [f'"{key}":{said[key]}' for key in plain._VALUES if key in said]
    text = "{" + ",".join(in_order) + "}"
    assert is_plain(text.encode())
    model = declared_value(Kind.MODEL, "churn", ITSELF, value_of(text.encode()), NOBODY)
    assert value_text(Kind.MODEL, ITSELF, model) == text


@pytest.mark.parametrize(
    "model",
    [
        Model("churn"),
        Model("churn", description="Who leaves, and why: 1/2 of all users é 日本 (10 %)!"),
        Model("churn", trained_by="risk-ml", served_by="on-call/eu", consumers=("pricing", "CRM")),
        Model(
            "churn", aliases=("a",), unconfirmed_consumers=("b",), channel=Channel("C01", "29:x")
        ),
        Model("churn", handoff="https://x.io", runbook="http://wiki/a?b=c&d=%20#e"),
        Model("churn", description="d" * 4000, aliases=("n" * 200,), trained_by="t" * 100),
    ],
)
def test_an_ordinary_model_is_plain(model: Model) -> None:
    assert is_plain(value_text(Kind.MODEL, ITSELF, model).encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"description":"d",}',
        '{"trained_by":"t","description":"d"}',
        '{"description":"d","description":"d"}',
        '{"description":" d"}',
        '{"description":"\\u0041"}',
        '{"description":"a\x01b"}',
        '{"description":null}',
        '{"description":"%s"}' % ("d" * 4001),
        '{"aliases":[]}',
        '{"aliases":["%s"]}' % ("n" * 201),
        '{"trained_by":"-t"}',
        '{"trained_by":"%s"}' % ("t" * 101),
        '{"runbook":"no address"}',
        '{"runbook":"https://x.io/<b>"}',
        '{"channel":{"slack":"C 1"}}',
        '{"pages":{}}',
        '{"id":"churn"}',
        '{"description":"d"} ',
        '{"description":"d"}\n',
    ],
)
def test_what_is_wrong_or_spelt_otherwise_is_not_plain(text: str) -> None:
    assert not is_plain(text.encode())


def test_what_is_no_unicode_is_not_plain() -> None:
    assert not is_plain(b'{"description":"caf\xe9s"}')
    assert is_plain('{"description":"cafés"}'.encode())
