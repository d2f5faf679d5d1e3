"""Northwind, the organisation to try things on."""

from datetime import UTC, datetime
from importlib.resources import files

import pytest

from knowledge.entities import PageKind
from knowledge.mapfile import parse_map
from knowledge.ownership import NobodyNamed, OnCall, OwnershipMap, PageKey


@pytest.fixture(scope="module")
def northwind() -> OwnershipMap:
    return parse_map(
        files("bot").joinpath("sample/ownership.yaml").read_bytes(), "o.yaml"
    ).ownership


@pytest.mark.parametrize(
    ("at", "person", "then"),
    [
        (datetime(2026, 11, 23, 8, 59, tzinfo=UTC), "tomas", "priya"),
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "priya", "tomas"),
        (datetime(2026, 11, 30, 8, 59, tzinfo=UTC), "priya", "tomas"),
        (datetime(2026, 11, 30, 9, 0, tzinfo=UTC), "tomas", "priya"),
    ],
)
def test_priya_has_the_last_full_week_of_november(
    northwind: OwnershipMap, at: datetime, person: str, then: str
) -> None:
    found = northwind.resolve_page(PageKey("fraud-model", PageKind.MODEL_QUALITY), at)
    assert isinstance(found, OnCall)
    assert found.next is not None
    assert (found.person.id, found.next.id) == (person, then)


def test_all_is_well_with_some_models(northwind: OwnershipMap) -> None:
    gaps = {page.model for page in northwind.gaps(datetime(2026, 11, 26, 2, tzinfo=UTC))}
    assert {"fraud-model", "quality-inspection"}.isdisjoint(gaps)


def test_a_team_cannot_be_paged(northwind: OwnershipMap) -> None:
    page = PageKey("churn", PageKind.MODEL_QUALITY)
    assert isinstance(northwind.resolve_page(page, datetime(2026, 11, 26, tzinfo=UTC)), NobodyNamed)
