"""What is written is read back, whatever it is."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from knowledge.entities import Declaration, Model, Organisation, Page, Pages, Person
from knowledge.mapfile import document, parse_map, to_json, to_yaml
from knowledge.ownership import OwnershipMap
from tests.knowledge.mapfile.maps import ownership_maps

_slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FORMATS = [("ownership.yaml", to_yaml), ("ownership.json", to_json)]


@pytest.mark.parametrize(("name", "write"), FORMATS)
@_slow
@given(ownership=ownership_maps())
def test_a_map_that_is_written_and_read_is_the_same_map(
    name: str, write: Callable[[OwnershipMap], str], ownership: OwnershipMap
) -> None:
    again = parse_map(write(ownership).encode(), name).ownership
    assert again == ownership
    # Pages are equal whoever declared them: their declarations show in the document.
    assert document(again) == document(ownership)


def _map(**models: Model) -> OwnershipMap:
    people = {"no": Person("no", "no"), "priya": Person("priya", "Priya Nair", active=False)}
    return OwnershipMap(Organisation("Northwind"), people=people, models=models)


def test_defaults_and_names_that_equal_the_id_are_left_out() -> None:
    assert document(_map(churn=Model("churn"))) == {
        "organisation": {"name": "Northwind"},
        "people": {"no": {}, "priya": {"name": "Priya Nair", "active": False}},
        "models": {"churn": {}},
    }


def test_entities_stand_in_the_order_of_their_ids() -> None:
    written = to_yaml(_map(b=Model("b"), a=Model("a"), c=Model("c")))
    assert written.index("a: {}") < written.index("b: {}") < written.index("c: {}")


def test_json_has_a_line_for_each_entity() -> None:
    lines = to_json(_map(b=Model("b", aliases=("bee",)), a=Model("a"))).splitlines()
    assert '  "b": {"aliases": ["bee"]}' in lines


def test_a_declaration_is_written_only_if_somebody_stated_it() -> None:
    at = datetime(2026, 11, 3, 10, tzinfo=UTC)
    stated = Page("priya", declared=Declaration("elena", at))
    drawn = Page("priya", declared=Declaration("import", at, stamped=True))
    pages = document(_map(m=Model("m", pages=Pages(stated, drawn))))["models"]["m"]["pages"]
    assert pages == {
        "infrastructure": {
            "owner": "priya",
            "declared": {"by": "elena", "at": "2026-11-03T10:00:00Z"},
        },
        "model-quality": {"owner": "priya"},
    }


@pytest.mark.parametrize(
    "alias", ["no", "1.10", "2026-01-05T09:00", "12:30", "y", "NULL", "0o17", "1e3", "~"]
)
def test_other_readers_of_yaml_take_a_text_for_text_too(alias: str) -> None:
    written = to_yaml(_map(m=Model("m", aliases=(alias,))))
    assert yaml.safe_load(written)["models"]["m"]["aliases"] == [alias]
    assert f"[{alias}]" not in written


def test_writing_is_readable_by_people_who_are_not_english() -> None:
    assert "Zoë 田中" in to_yaml(_map(m=Model("m", aliases=("Zoë 田中",))))
    assert json.loads(to_json(_map(m=Model("m", aliases=("Zoë 田中",)))))["models"]["m"]
