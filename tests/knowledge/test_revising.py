"""A map that was amended is the same as one made anew, indexes and all."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from knowledge.difference import model_changes
from knowledge.entities import Channel, Model, Page, Pages, Person, Queue
from knowledge.homes import home_of
from knowledge.ownership import OwnershipMap, names_of, owners_of
from knowledge.revising import Listing, MapBuilder, Touched, applied, revised
from tests.knowledge.indexes import assert_indexed_as_anew
from tests.northwind import NORTHWIND

IDS = st.sampled_from(["churn", "churn-uplift", "drift", "ranker", "new-model", "fraud-model"])
OWNERS = st.sampled_from([None, "priya", "goran", "growth", "fraud-quality"])
PAGES = st.none() | st.builds(Page, owner=OWNERS)


@st.composite
def models(draw: st.DrawFn) -> tuple[str, Model | None]:
    model_id = draw(IDS)
    if draw(st.booleans()):
        return model_id, None
    return model_id, Model(
        id=model_id,
        aliases=tuple(f"{alias} {model_id}" for alias in draw(st.sets(st.sampled_from("abc")))),
        trained_by=draw(st.sampled_from([None, "growth", "risk-ml", "ml-platform"])),
        channel=draw(st.sampled_from([None, Channel(slack="C0RISK"), Channel(slack="C0X")])),
        pages=Pages(draw(PAGES), draw(PAGES)),
    )


def listing_of(model: Model) -> Listing:
    return Listing(names_of(model), owners_of(model), home_of(model))


def start() -> OwnershipMap:
    builder = MapBuilder()
    builder.add(map(listing_of, NORTHWIND.models.values()))
    parts = {n: getattr(NORTHWIND, n) for n in ("organisation", "people", "teams", "rotations")}
    return builder.build(NORTHWIND.models, **parts)


@given(st.lists(models(), max_size=12))
def test_models_come_change_and_go(steps: list[tuple[str, Model | None]]) -> None:
    ownership = start()
    expected = dict(ownership.models)
    for number, (model_id, model) in enumerate(steps, start=1):
        ownership = revised(ownership, Touched(models={model_id: model}), number)
        expected.pop(model_id, None)
        expected |= {model_id: model} if model else {}
        assert dict(ownership.models) == expected
        assert_indexed_as_anew(ownership)
    assert ownership.revision == len(steps)


@given(st.lists(models(), max_size=8))
def test_several_models_change_at_once(step: list[tuple[str, Model | None]]) -> None:
    assert_indexed_as_anew(revised(start(), Touched(models=dict(step)), 1))


def test_people_and_teams_change() -> None:
    before = start()
    team = replace(before.teams["growth"], channel=Channel(slack="C0ELSE"), name="Grown")
    named: dict[str, dict[str, Any]] = {
        "people": {"gone": None, "new": Person(id="new", name="New")},
        "teams": {team.id: team},
    }
    after = revised(before, Touched(named=named), 2)
    assert_indexed_as_anew(after)
    assert "gone" not in after.people
    assert after.models_by_channel["C0ELSE"] == ("churn", "churn-uplift")
    assert "C0ELSE" not in before.models_by_channel


def test_what_there_is_one_of_comes_and_goes() -> None:
    with_queue = revised(start(), Touched(single={"queue": Queue(team="growth")}), 1)
    assert with_queue.queue == Queue(team="growth")
    assert revised(with_queue, Touched(single={"queue": None}), 2).queue is None


def test_what_is_said_of_a_model_holds_whatever_order_it_comes_in() -> None:
    model = Model(id="basket", pages=Pages(model_quality=Page(owner="hana")))
    changes = list(model_changes("basket", None, model))
    assert applied(NORTHWIND, reversed(changes)).models["basket"] == model


def test_a_model_stands_once_in_a_channel_of_one_id_on_both_platforms() -> None:
    model = Model(id="churn", channel=Channel(slack="C0X", teams="C0X"))
    ownership = OwnershipMap(NORTHWIND.organisation, models={"churn": model})
    assert ownership.models_by_channel == {"C0X": ("churn",)}
