"""How a change reads: what was, and what is."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from bot.wording.audit import change_text, entry_text
from knowledge.audit import Entry
from knowledge.changes import ITSELF, KNOWLEDGE, Change, Declared, Kind
from knowledge.difference import difference
from knowledge.entities import (
    Channel,
    Holders,
    Model,
    Organisation,
    Override,
    Page,
    PageKind,
    Person,
    Queue,
    Thresholds,
    Vocabulary,
)
from knowledge.ownership import OwnershipMap
from tests.knowledge.mapfile.maps import ownership_maps
from tests.northwind import NORTHWIND, NOW

QUALITY = PageKind.MODEL_QUALITY
ROTATION = NORTHWIND.rotations["fraud-quality"]
COVER = Override(datetime(2026, 11, 27, 18), datetime(2026, 11, 30, 9), "tomas")  # noqa: DTZ001  # wall times
PRIYA = NORTHWIND.people["priya"]
RISK_ML = NORTHWIND.teams["risk-ml"]

MODEL = Model(id="churn", trained_by="growth", aliases=("leavers", "quitters"))
CHANGES: list[tuple[Kind, str, Declared | None, Declared | None, str]] = [
    (
        Kind.MODEL,
        QUALITY,
        Page(owner="priya"),
        Page(owner="fraud-quality"),
        "churn, model-quality pages: was Priya Nair, is fraud-quality",
    ),
    (
        Kind.MODEL,
        QUALITY,
        None,
        Page(owner="priya", escalation=("tomas", "risk-ml")),
        (
            "churn, model-quality pages: was undeclared,"
            " is Priya Nair; escalation Tomas Reyes, then Risk ML"
        ),
    ),
    (
        Kind.MODEL,
        PageKind.INFRASTRUCTURE,
        Page(owner="goran", escalation=("hana",)),
        Page(owner="goran"),
        "churn, infrastructure pages: escalation was Hana Ito, is nobody",
    ),
    (
        Kind.MODEL,
        QUALITY,
        Page(owner="somebody-else"),
        Page(),
        "churn, model-quality pages: was somebody-else, is nobody",
    ),
    (
        Kind.MODEL,
        QUALITY,
        Page(owner="priya"),
        None,
        "churn, model-quality pages: was Priya Nair, is undeclared",
    ),
    (
        Kind.MODEL,
        QUALITY,
        Page(owner="priya"),
        Page(owner="priya"),
        "churn, model-quality pages: still Priya Nair",
    ),
    (
        Kind.MODEL,
        KNOWLEDGE,
        Holders(model="priya"),
        Holders(model="tomas", business_domain="elena"),
        (
            "churn, knowledge: business-domain was nobody, is Elena Ruiz;"
            " model was Priya Nair, is Tomas Reyes"
        ),
    ),
    (
        Kind.MODEL,
        ITSELF,
        None,
        MODEL,
        "model churn: added (aliases leavers, quitters; trained by Growth)",
    ),
    (
        Kind.MODEL,
        ITSELF,
        MODEL,
        None,
        "model churn: withdrawn (aliases leavers, quitters; trained by Growth)",
    ),
    (
        Kind.MODEL,
        ITSELF,
        MODEL,
        replace(MODEL, runbook="https://x.io/churn", aliases=(), channel=Channel(slack="C0")),
        (
            "model churn: aliases was leavers, quitters, is none; runbook was none, is"
            " https://x.io/churn; channel was none, is slack C0"
        ),
    ),
    (
        Kind.PERSON,
        ITSELF,
        PRIYA,
        replace(PRIYA, name="Priya Nair-Reyes", active=False),
        (
            "person Priya Nair-Reyes (priya): name was Priya Nair, is Priya Nair-Reyes;"
            " active was yes, is no"
        ),
    ),
    (Kind.PERSON, ITSELF, None, Person(id="zoe", name="zoe"), "person zoe: added"),
    (
        Kind.TEAM,
        ITSELF,
        RISK_ML,
        replace(RISK_ML, lead=None, members=("priya", "tomas"), uses={"registry": "mlflow"}),
        (
            "team Risk ML (risk-ml): lead was Priya Nair, is nobody; members was nobody,"
            " is Priya Nair, Tomas Reyes; uses was none, is registry mlflow"
        ),
    ),
    (
        Kind.ROTATION,
        ITSELF,
        ROTATION,
        replace(ROTATION, overrides=(COVER,)),
        "rotation fraud-quality: new override Tomas Reyes from 2026-11-27 18:00 to 2026-11-30 09:00 (Europe/London)",
    ),
    (
        Kind.ROTATION,
        ITSELF,
        replace(ROTATION, overrides=(COVER,)),
        replace(ROTATION, members=("tomas",)),
        (
            "rotation fraud-quality: members was Priya Nair, Tomas Reyes, is Tomas Reyes;"
            " no more override Tomas Reyes from 2026-11-27 18:00 to 2026-11-30 09:00 (Europe/London)"
        ),
    ),
    (
        Kind.ORGANISATION,
        ITSELF,
        Organisation(name="Northwind"),
        Organisation(name="Northwind", maturity=3, admins=("elena",)),
        "the organisation: maturity was none, is 3; admins was nobody, is Elena Ruiz",
    ),
    (
        Kind.QUEUE,
        ITSELF,
        None,
        Queue(team="ml-platform", signals=Thresholds(depth=25)),
        "the central queue: added (team ML Platform; signals depth 25)",
    ),
    (
        Kind.VOCABULARY,
        ITSELF,
        Vocabulary(model_quality=("skew",)),
        None,
        "the vocabulary: withdrawn (model-quality skew)",
    ),
]


@pytest.mark.parametrize(
    ("kind", "aspect", "before", "after", "text"), CHANGES, ids=[text for *_, text in CHANGES]
)
def test_a_change_says_what_was_and_what_is(
    kind: Kind, aspect: str, before: Declared | None, after: Declared | None, text: str
) -> None:
    subject = getattr(after or before, "id", "churn")
    assert change_text(Change(kind, subject, aspect, before, after), NORTHWIND) == text


@settings(max_examples=40, deadline=None)
@given(ownership_maps(), ownership_maps())
def test_any_change_is_told_on_one_line(first: OwnershipMap, second: OwnershipMap) -> None:
    for change in difference(first, second):
        text = change_text(change, second)
        assert text.isprintable()
        assert ": " in text


def moved(**details: str | None) -> Entry:
    entry = Entry(
        revision=17,
        at=datetime(2026, 11, 23, 12, tzinfo=UTC),
        actor="elena",
        source="slack",
        reason=None,
        kind=Kind.MODEL,
        subject="fraud-model",
        aspect=QUALITY,
        before=Page(owner="priya"),
        after=Page(owner="fraud-quality"),
    )
    return replace(entry, **details)  # type: ignore[arg-type]  # text fields only


def told(entry: Entry) -> str:
    return entry_text(entry, NORTHWIND, NOW, "Europe/London")


def test_an_entry_says_who_declared_it_when_from_where_and_why() -> None:
    assert told(moved(reason="she moved")) == (
        "rev 17 · Mon 23 Nov 12:00 (Europe/London) · Elena Ruiz, slack"
        " · fraud-model, model-quality pages: was Priya Nair, is fraud-quality · because she moved"
    )


def test_an_entry_without_a_reason_gives_none() -> None:
    assert told(moved()).endswith("is fraud-quality")


def test_a_reason_is_not_introduced_twice() -> None:
    assert told(moved(reason="Because she moved")).endswith(" · Because she moved")


def test_whoever_ran_an_import_goes_by_the_name_that_was_recorded() -> None:
    assert " · root, import a.yaml · " in told(moved(actor="root", source="import a.yaml"))


def test_words_of_others_cannot_forge_a_line() -> None:
    text = told(moved(reason="x\nrev 18 · now", actor="\u202eelena"))
    assert "\n" not in text
    assert "\\u202eelena, slack" in text
