"""What a file says just as it is declared already is not checked again, and comes to the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from knowledge.difference import difference
from knowledge.entities import Model, Page, Pages
from knowledge.errors import ProblemCode, RejectedMap
from knowledge.mapfile import Known, document, parse_map, to_json, to_yaml
from knowledge.ownership import OwnershipMap
from tests.databases import fresh
from tests.knowledge.mapfile.maps import ownership_maps
from tests.northwind import NORTHWIND

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FORMATS = [("ownership.yaml", to_yaml), ("ownership.json", to_json)]


def declared(ownership: OwnershipMap) -> tuple[OwnershipMap, Known]:
    """The map as a database gives it back, and what is known by it."""
    with TemporaryDirectory() as directory, fresh(Path(directory) / "whoowns.db") as store:
        changes = difference(None, ownership)
        store.record(changes, actor="root", at=NOON, source="test")
        kept, bodies = store.load_with_bodies()
    assert kept is not None
    return kept, Known(kept.models, bodies)


@pytest.mark.parametrize(("name", "write"), FORMATS)
@settings(max_examples=25, deadline=None)
@given(first=ownership_maps(), second=ownership_maps())
def test_knowing_what_is_declared_makes_no_difference_to_what_is_read(
    name: str, write: Callable[[OwnershipMap], str], first: OwnershipMap, second: OwnershipMap
) -> None:
    before, known = declared(first)
    for ownership in (first, second):
        content = write(ownership).encode()
        read, knowing = parse_map(content, name), parse_map(content, name, known)
        assert document(knowing.ownership) == document(read.ownership)
        assert difference(before, knowing.ownership) == difference(before, read.ownership)


def test_what_says_the_same_is_the_same() -> None:
    before, known = declared(NORTHWIND)
    other = Model(id="churn", pages=NORTHWIND.models["churn"].pages, description="other words")
    changed = replace(NORTHWIND, models={**NORTHWIND.models, "churn": other})
    read = parse_map(to_json(changed).encode(), "ownership.json", known).ownership
    assert read.models["fraud-model"] is before.models["fraud-model"]
    assert read.models["churn"].pages is before.models["churn"].pages
    assert read.models["churn"].description == "other words"


def test_what_is_known_is_checked_against_the_rest_of_the_file() -> None:
    models = {"churn": Model(id="churn", pages=Pages(Page(owner="maya")))}
    _, known = declared(replace(NORTHWIND, models=models))
    people = {p: person for p, person in NORTHWIND.people.items() if p != "maya"}
    gone = to_json(replace(NORTHWIND, people=people, models=models))
    with pytest.raises(RejectedMap):
        parse_map(gone.encode(), "ownership.json", known)


@pytest.mark.parametrize("part", ["pages", "knowledge"])
@pytest.mark.parametrize("body", ["{%s: }", "{description: other words, %s: ~}"])
def test_a_part_without_a_value_is_refused_also_of_a_model_that_declares_none(
    body: str, part: str
) -> None:
    _, known = declared(replace(NORTHWIND, models={"churn": Model(id="churn")}))
    content = f"organisation: {{name: N}}\nmodels: {{churn: {body % part}}}\n".encode()
    with pytest.raises(RejectedMap) as rejected:
        parse_map(content, "ownership.yaml", known)
    (problem,) = rejected.value.problems
    assert (problem.code, problem.path) == (ProblemCode.NO_VALUE, ("models", "churn", part))
