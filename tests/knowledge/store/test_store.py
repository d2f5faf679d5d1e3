"""Declarations are kept, superseded and found again."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from knowledge.changes import ITSELF, Change, Kind
from knowledge.difference import difference
from knowledge.entities import Channel, Declaration, Model, Page, PageKind, Pages, Team
from knowledge.errors import Superseded
from knowledge.ownership import OwnershipMap
from knowledge.store import Store
from knowledge.store.requests import Requests
from knowledge.unread import PartlyUnread
from tests.databases import fresh
from tests.knowledge.indexes import assert_indexed_as_anew
from tests.knowledge.mapfile.maps import ownership_maps
from tests.northwind import NORTHWIND

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUALITY = PageKind.MODEL_QUALITY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fresh(tmp_path / "whoowns.db") as store:
        declare(store, NORTHWIND)
        yield store


def declare(store: Store, ownership: OwnershipMap, actor: str = "root") -> int:
    changes = difference(store.load(), ownership)
    return store.record(changes, actor=actor, at=NOON, source="import a.yaml", reason="because")


def loaded(store: Store) -> OwnershipMap:
    ownership = store.load()
    assert ownership is not None
    return ownership


def with_quality(ownership: OwnershipMap, model_id: str, page: Page | None) -> OwnershipMap:
    model = ownership.models[model_id]
    model = replace(model, pages=replace(model.pages, model_quality=page))
    return replace(ownership, models={**ownership.models, model_id: model})


def test_an_empty_store_holds_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "whoowns.db") as store:
        assert store.revision() == 0
        assert store.load() is None


def test_what_was_declared_is_loaded_again(store: Store) -> None:
    assert loaded(store) == replace(NORTHWIND, revision=1)


@settings(max_examples=30, deadline=None)
@given(ownership_maps(), ownership_maps())
def test_any_map_survives_and_so_does_any_other_after_it(
    first: OwnershipMap, second: OwnershipMap
) -> None:
    with TemporaryDirectory() as directory, fresh(Path(directory) / "whoowns.db") as store:
        for ownership in (first, second, first):
            declare(store, ownership)
            assert replace(loaded(store), revision=0) == ownership
            assert difference(loaded(store), ownership) == []


def test_a_page_tells_who_declared_it_and_when(store: Store) -> None:
    page = loaded(store).models["churn"].pages.infrastructure
    assert page is not None
    assert page.declared == Declaration(
        by="root", at=NOON, source="import a.yaml", reason="because", stamped=True
    )


def test_pages_of_one_revision_share_what_tells_of_it(store: Store) -> None:
    ownership = loaded(store)
    first, second = (ownership.models[m].pages.model_quality for m in ("churn", "drift"))
    assert first is not None
    assert second is not None
    assert first.declared is second.declared


def test_a_declarer_stated_in_so_many_words_is_kept(store: Store) -> None:
    page = loaded(store).models["fraud-model"].pages.model_quality
    declared = NORTHWIND.models["fraud-model"].pages.model_quality
    assert page is not None
    assert declared is not None
    assert page.declared == declared.declared


def test_a_stamp_is_not_written_back_as_if_it_had_been_stated(store: Store) -> None:
    page = loaded(store).models["churn"].pages.infrastructure
    change = Change(Kind.MODEL, "drift", PageKind.INFRASTRUCTURE, None, page)
    store.record([change], actor="elena", at=NOON, source="slack")
    again = loaded(store).models["drift"].pages.infrastructure
    assert again is not None
    assert again.declared is not None
    assert again.declared.by == "elena"


def test_what_is_superseded_stays_in_the_history(store: Store) -> None:
    declare(store, with_quality(NORTHWIND, "churn", Page(owner="priya")), "elena")
    declare(store, with_quality(NORTHWIND, "churn", None), "tomas")
    with closing(sqlite3.connect(store.path)) as raw:
        history = raw.execute(
            "SELECT value, from_revision FROM declaration"
            " WHERE subject = 'churn' AND aspect = 'model-quality' ORDER BY id"
        ).fetchall()
        actors = raw.execute("SELECT number, actor, at FROM revision").fetchall()
    assert history == [('{"owner":"growth"}', 1), ('{"owner":"priya"}', 2), (None, 3)]
    at = "2026-11-23T12:00:00+00:00"
    assert actors == [(1, "root", at), (2, "elena", at), (3, "tomas", at)]


def test_an_instant_is_kept_in_utc(store: Store) -> None:
    page = Change(Kind.MODEL, "drift", PageKind.INFRASTRUCTURE, None, Page(owner="goran"))
    tokyo = datetime(2026, 11, 23, 21, tzinfo=timezone(timedelta(hours=9)))
    store.record([page], actor="hana", at=tokyo, source="slack")
    kept = loaded(store).models["drift"].pages.infrastructure
    assert kept is not None
    assert kept.declared is not None
    assert kept.declared.at.isoformat() == "2026-11-23T12:00:00+00:00"


def test_no_changes_make_no_revision(store: Store) -> None:
    assert store.record([], actor="root", at=NOON, source="test") == 1
    assert store.revision() == 1


DRIFT = NORTHWIND.models["drift"]
STALE = [
    pytest.param(Change(Kind.MODEL, "drift", QUALITY, None, Page(owner="goran")), id="declared"),
    pytest.param(
        Change(Kind.MODEL, "churn-uplift", "infrastructure", Page(), None), id="withdrawn"
    ),
    pytest.param(Change(Kind.MODEL, "nowhere", QUALITY, None, Page()), id="the model is no more"),
    pytest.param(Change(Kind.MODEL, "drift", ITSELF, DRIFT, None), id="the page is still there"),
]


@pytest.mark.parametrize("change", STALE)
def test_a_change_that_does_not_start_from_what_is_declared_is_refused(
    store: Store, change: Change
) -> None:
    fine = Change(Kind.MODEL, "demand-2026", QUALITY, None, Page(owner="elena"))
    with pytest.raises(Superseded) as refused:
        store.record([fine, change], actor="root", at=NOON, source="test")
    assert refused.value.revision == 1
    assert loaded(store) == replace(NORTHWIND, revision=1)


def test_a_change_may_insist_on_the_revision_it_was_made_for(store: Store) -> None:
    change = Change(Kind.MODEL, "demand-2026", QUALITY, None, Page(owner="elena"))
    with pytest.raises(Superseded):
        store.record([change], actor="root", at=NOON, source="test", expected_revision=0)
    assert store.record([change], actor="root", at=NOON, source="test", expected_revision=1) == 2


@settings(max_examples=30, deadline=None)
@given(ownership_maps(), ownership_maps())
def test_a_map_is_brought_up_to_date_by_what_was_touched(
    first: OwnershipMap, second: OwnershipMap
) -> None:
    with TemporaryDirectory() as directory, fresh(Path(directory) / "whoowns.db") as store:
        declare(store, first)
        before = loaded(store)
        declare(store, second)
        after = store.since_if_little(before, limit=1_000)
        assert after is not None
        assert difference(after, loaded(store)) == []
        assert after.revision == store.revision()
        assert store.caught_up(before, lambda: None) == after
        assert difference(before, first) == []


@settings(max_examples=20, deadline=None)
@given(ownership_maps(), ownership_maps())
def test_models_are_told_and_made_as_a_revision_left_them(
    first: OwnershipMap, second: OwnershipMap
) -> None:
    with TemporaryDirectory() as directory, fresh(Path(directory) / "whoowns.db") as store:
        declare(store, first)
        before, bodies = loaded(store), store.load_with_bodies()[1]
        beside = store.load_beside_models()
        declare(store, second)
        assert beside is not None
        assert replace(beside, models=before.models) == before
        texts = dict(store.texts_of_models(before.revision))
        assert {m: json.loads(text.whole) for m, text in texts.items()} == bodies
        assert store.models_of(texts, before.revision) == before.models


@settings(max_examples=20, deadline=None)
@given(ownership_maps(), ownership_maps())
def test_indexes_are_made_of_what_the_rows_tell(first: OwnershipMap, second: OwnershipMap) -> None:
    with TemporaryDirectory() as directory, fresh(Path(directory) / "whoowns.db") as store:
        declare(store, first)
        declare(store, second)
        assert_indexed_as_anew(loaded(store))
        past = store.at_revision(1)
        assert past
        assert_indexed_as_anew(past)


def test_of_many_models_each_is_made_when_somebody_looks(tmp_path: Path) -> None:
    pages = Pages(Page(owner="hana"), Page(owner="priya", declared=Declaration("elena", at=NOON)))
    many = {f"m-{number}": Model(f"m-{number}", pages=pages) for number in range(2_000)}
    with fresh(tmp_path / "many.db") as store:
        declare(store, replace(NORTHWIND, models=many))
        now = loaded(store)
        assert isinstance(now.models, PartlyUnread)
        assert [page.model for page in now.pages_of["priya"]] == sorted(many)
        assert not now.models.made
        assert now.models["m-7"] == many["m-7"]
        assert set(now.models.made) == {"m-7"}
    assert now == replace(NORTHWIND, models=many, revision=1), "and when the store is closed"
    told = now.models["m-8"].pages
    assert told.infrastructure
    assert told.infrastructure.declared == Declaration(
        "root", NOON, "import a.yaml", "because", stamped=True
    )
    assert told.model_quality
    assert told.model_quality.declared == Declaration("elena", at=NOON)


@settings(max_examples=20, deadline=None)
@given(ownership_maps(), ownership_maps(), ownership_maps())
def test_a_map_catches_up_with_several_revisions(
    first: OwnershipMap, second: OwnershipMap, third: OwnershipMap
) -> None:
    with TemporaryDirectory() as directory, fresh(Path(directory) / "whoowns.db") as store:
        declare(store, first)
        before = loaded(store)
        for ownership in (second, replace(third, models={**second.models, **third.models})):
            declare(store, ownership)
        after, now = store.caught_up(before, lambda: None), loaded(store)
        assert after == now
        assert difference(after, now) == [], "who declared it counts too"
        assert after.pages_of == now.pages_of
        assert after.models_by_channel == now.models_by_channel


def test_models_of_one_channel_stand_in_the_same_order_however_they_came_there(
    store: Store,
) -> None:
    team = Team(id="growth", name="Growth")
    first = replace(NORTHWIND, teams={"growth": team}, models={"m-1": Model("m-1")})
    declare(store, first)
    before = loaded(store)
    teams = {"growth": replace(team, channel=Channel(slack="C0GROWTH"))}
    models = {m: Model(m, trained_by="growth") for m in ("m-1", "a-2")}
    declare(store, replace(first, teams=teams, models=models))
    after = store.caught_up(before, lambda: None)
    assert after
    assert after.models_by_channel == {"C0GROWTH": ("a-2", "m-1")}
    assert after.models_by_channel == loaded(store).models_by_channel


def test_parts_of_a_model_that_were_declared_one_after_another_are_all_caught_up_with(
    store: Store,
) -> None:
    before = loaded(store)
    for number, (model, kind) in enumerate(
        [("churn", PageKind.INFRASTRUCTURE), ("fraud-model", QUALITY), ("churn", QUALITY)]
    ):
        was = before.models[model].pages.of(PageKind(kind))
        page = Change(Kind.MODEL, model, kind, was, Page(owner="hana", escalation=("maya",)))
        store.record([page], actor="root", at=NOON + timedelta(minutes=number), source="test")
    assert store.caught_up(before, lambda: None) == loaded(store)


def test_a_map_catches_up_with_a_change_of_very_many_models(store: Store) -> None:
    many = {f"m-{number}": Model(id=f"m-{number}") for number in range(2_100)}
    declare(store, replace(NORTHWIND, models=many))
    before = loaded(store)
    pages = Pages(model_quality=Page(owner="hana"))
    declare(store, replace(NORTHWIND, models={i: replace(m, pages=pages) for i, m in many.items()}))
    rests: list[None] = []
    after = store.caught_up(before, lambda: rests.append(None))
    assert after == loaded(store)
    assert after is not None
    assert len(after.pages_of["hana"]) == len(many)
    assert before.models["m-7"] == many["m-7"]
    assert len(rests) > 20


def test_very_many_other_names_are_for_loading_anew(store: Store) -> None:
    before = loaded(store)
    many = {f"m-{number}": Model(id=f"m-{number}") for number in range(5_000)}
    declare(store, replace(NORTHWIND, models=many))
    rests: list[None] = []
    assert store.caught_up(before, lambda: rests.append(None)) is None
    assert len(rests) < 30, "it was looked through to the end"


def test_much_that_was_touched_is_not_applied_piecemeal(store: Store) -> None:
    before = loaded(store)
    declare(store, replace(NORTHWIND, models={}))
    assert store.since_if_little(before, limit=8) is None
    now = store.since(before)
    assert now is not None
    assert not now.models


def test_a_repeated_request_is_known_for_a_day(store: Store) -> None:
    assert Requests(store).first_sight("Ev1", NOON)
    assert not Requests(store).first_sight("Ev1", NOON + timedelta(minutes=5))
    assert Requests(store).first_sight("Ev2", NOON)
    assert Requests(store).first_sight("Ev1", NOON + timedelta(days=1, seconds=1))


def test_other_connections_tell_that_something_was_committed(store: Store) -> None:
    with store.another() as other:
        before = other.data_version()
        assert other.data_version() == before
        Requests(store).first_sight("Ev1", NOON)
        assert other.data_version() != before
