"""What differs between two maps, one declaration at a time."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from knowledge.changes import ITSELF, Change, Kind
from knowledge.difference import difference
from knowledge.entities import Declaration, Holders, Model, Page, Pages, Person, Queue
from knowledge.ownership import OwnershipMap
from tests.northwind import MODELS, NORTHWIND

FRAUD = MODELS[0]
TOLD = [(change.kind, change.subject, change.aspect) for change in difference(None, NORTHWIND)]


def with_model(model: Model) -> OwnershipMap:
    return replace(NORTHWIND, models={**NORTHWIND.models, model.id: model})


def test_a_map_differs_from_itself_in_nothing() -> None:
    assert difference(NORTHWIND, NORTHWIND) == []


def test_from_nothing_everything_is_declared_and_a_model_in_parts() -> None:
    assert TOLD[0] == (Kind.ORGANISATION, "", ITSELF)
    assert [aspect for kind, subject, aspect in TOLD if subject == "fraud-model"] == [
        ITSELF,
        "infrastructure",
        "model-quality",
        "knowledge",
    ]
    assert (Kind.MODEL, "demand-2026", "model-quality") not in TOLD
    assert (Kind.QUEUE, "", ITSELF) not in TOLD
    assert TOLD[-1] == (Kind.VOCABULARY, "", ITSELF)


def test_a_model_that_is_gone_is_withdrawn_with_all_its_parts() -> None:
    left = {model_id: m for model_id, m in NORTHWIND.models.items() if model_id != "churn"}
    changes = difference(NORTHWIND, replace(NORTHWIND, models=left))
    assert [(c.subject, c.aspect, c.after) for c in changes] == [
        ("churn", ITSELF, None),
        ("churn", "infrastructure", None),
        ("churn", "model-quality", None),
    ]


PRIYA = NORTHWIND.people["priya"]
QUALITY = FRAUD.pages.model_quality
EMPTY_PAGE = Page()


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(
            with_model(replace(FRAUD, runbook=None)),
            [(Kind.MODEL, "fraud-model", ITSELF)],
            id="a fact about the model",
        ),
        pytest.param(
            with_model(replace(FRAUD, pages=replace(FRAUD.pages, infrastructure=EMPTY_PAGE))),
            [(Kind.MODEL, "fraud-model", "infrastructure")],
            id="a page without an owner is not an undeclared one",
        ),
        pytest.param(
            with_model(replace(FRAUD, knowledge=Holders(model="tomas"))),
            [(Kind.MODEL, "fraud-model", "knowledge")],
            id="who knows",
        ),
        pytest.param(
            replace(NORTHWIND, people={**NORTHWIND.people, "new": Person(id="new", name="New")}),
            [(Kind.PERSON, "new", ITSELF)],
            id="a new person",
        ),
        pytest.param(
            replace(NORTHWIND, queue=Queue(team="risk-ml")), [(Kind.QUEUE, "", ITSELF)], id="queue"
        ),
    ],
)
def test_only_what_was_touched_is_told(
    after: OwnershipMap, expected: list[tuple[Kind, str, str]]
) -> None:
    changes = difference(NORTHWIND, after)
    assert [(change.kind, change.subject, change.aspect) for change in changes] == expected
    assert [swapped(change) for change in changes] == difference(after, NORTHWIND)


def swapped(change: Change) -> Change:
    return change._replace(before=change.after, after=change.before)


def declared_by(who: str, *, stamped: bool) -> OwnershipMap:
    declaration = Declaration(by=who, at=datetime(2026, 11, 5, tzinfo=UTC), stamped=stamped)
    page = Page(owner="fraud-quality", escalation=("tomas", "risk-ml"), declared=declaration)
    return with_model(replace(FRAUD, pages=Pages(FRAUD.pages.infrastructure, page)))


def test_a_declarer_drawn_from_a_revision_is_no_change() -> None:
    assert difference(NORTHWIND, declared_by("root", stamped=True)) == []


def test_a_declarer_stated_in_so_many_words_is_one() -> None:
    changes = difference(NORTHWIND, declared_by("tomas", stamped=False))
    assert [change.aspect for change in changes] == ["model-quality"]
    assert changes[0].before is QUALITY
