"""A model restated in words is the same change as in values."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from knowledge.changes import ITSELF, Change, Kind, Place
from knowledge.conflicts import Spoken
from knowledge.difference import difference
from knowledge.entities import Declaration
from knowledge.importing import Plan, planned
from knowledge.ownership import OwnershipMap
from knowledge.restating import Restated, as_changes
from knowledge.store.recording import Sheet
from knowledge.values import value_text
from tests.northwind import NORTHWIND

CI = Declaration(by="ci", at=datetime(2026, 11, 23, 12, tzinfo=UTC), source="import map.json")
CHURN = Place(Kind.MODEL, "churn", ITSELF)


def described(ownership: OwnershipMap) -> OwnershipMap:
    """The map with another description and another runbook of each model."""
    models = {
        m.id: replace(m, description=f"What {m.id} is for", runbook=f"https://wiki/{m.id}")
        for m in ownership.models.values()
    }
    return replace(ownership, models=models)


def restated(change: Change) -> Restated:
    """The same in words."""
    before, after = (
        value_text(change.kind, change.aspect, said).encode()
        for said in (change.before, change.after)
        if said is not None
    )
    return Restated(change.subject, before, after)


FILE = described(NORTHWIND)
IN_VALUES = difference(NORTHWIND, FILE)
IN_WORDS = [restated(change) for change in IN_VALUES]


def test_both_are_recorded_alike() -> None:
    assert len(IN_WORDS) == len(NORTHWIND.models)
    assert Sheet.of(IN_WORDS) == Sheet.of(IN_VALUES)
    assert Sheet.of(as_changes(IN_WORDS)) == Sheet.of(IN_VALUES)


@pytest.mark.parametrize(
    "spoken",
    [
        {},
        {CHURN: Spoken(frozenset({"description"}))},
        {CHURN: Spoken(frozenset({"description", "runbook"}), whole=True)},
        {Place(Kind.MODEL, "churn", "model-quality"): Spoken(whole=True)},
        {Place(Kind.PERSON, "churn", ITSELF): Spoken(whole=True)},
    ],
)
def test_what_people_said_is_weighed_alike(spoken: dict[Place, Spoken]) -> None:
    in_words = planned(NORTHWIND, FILE, IN_WORDS, spoken, CI)
    in_values = planned(NORTHWIND, FILE, IN_VALUES, spoken, CI)
    assert _recorded(in_words) == _recorded(in_values)
    assert bool(in_words.contested) == any(
        place == CHURN and "description" in said.keys for place, said in spoken.items()
    )


def _recorded(plan: Plan) -> list[Sheet]:
    return [Sheet.of(changes) for changes in (plan.changes, plan.contested, plan.kept)]
