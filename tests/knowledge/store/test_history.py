"""Every change that was ever declared is found again, and can be undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from knowledge.audit import Entry
from knowledge.changes import ITSELF, KNOWLEDGE, Change, Kind
from knowledge.difference import difference
from knowledge.entities import (
    Holders,
    Model,
    Organisation,
    Override,
    Page,
    Person,
    Queue,
    Rotation,
    Team,
)
from knowledge.store import AuditTrail, Store
from tests.databases import fresh
from tests.knowledge.store.past import MINUTE, NOON, QUALITY, churn_quality, remembering
from tests.northwind import NORTHWIND


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    yield from remembering(tmp_path / "whoowns.db")


class TestTheHistory:
    def test_of_a_page_is_told_newest_first_with_what_was_and_what_is(self, store: Store) -> None:
        page = Page(owner="priya", escalation=("tomas",))
        about = Kind.MODEL, "churn", QUALITY
        told = [
            e
            for e in AuditTrail(store).history(kind=Kind.MODEL, subject="churn")
            if e.aspect == QUALITY
        ]
        moved = "elena", "slack", "she moved"
        assert told == [
            Entry(3, NOON + 2 * MINUTE, *moved, *about, page, None),
            Entry(2, NOON + MINUTE, *moved, *about, Page(owner="growth"), page),
            Entry(1, NOON, "root", "import a.yaml", None, *about, None, Page(owner="growth")),
        ]

    def test_says_of_each_page_who_had_declared_it(self, store: Store) -> None:
        entry = AuditTrail(store).history(limit=1)[0]
        assert isinstance(entry.before, Page)
        assert entry.before.declared is not None
        assert (entry.before.declared.by, entry.before.declared.at) == ("elena", NOON + MINUTE)

    def test_is_cut_to_the_latest(self, store: Store) -> None:
        assert [entry.revision for entry in AuditTrail(store).history(limit=3)] == [3, 2, 1]
        assert AuditTrail(store).history(limit=3) == AuditTrail(store).history()[:3]

    def test_of_a_span_includes_both_ends(self, store: Store) -> None:
        def revisions(since: datetime | None, until: datetime | None) -> set[int]:
            return {entry.revision for entry in AuditTrail(store).history(since=since, until=until)}

        assert revisions(NOON + MINUTE, None) == {2, 3}
        assert revisions(None, NOON + MINUTE) == {1, 2}
        assert revisions(NOON + MINUTE, NOON + MINUTE) == {2}
        assert revisions(NOON + 3 * MINUTE, None) == set()

    def test_of_a_subject_does_not_depend_on_its_kind(self, store: Store) -> None:
        assert [entry.kind for entry in AuditTrail(store).history(subject="goran")] == [Kind.PERSON]
        assert AuditTrail(store).history(subject="churn") == AuditTrail(store).history(
            kind=Kind.MODEL, subject="churn"
        )
        assert AuditTrail(store).history(subject="nowhere") == []

    def test_of_a_kind_holds_nothing_else(self, store: Store) -> None:
        assert {
            e.subject for e in AuditTrail(store).history(kind=Kind.TEAM)
        } == NORTHWIND.teams.keys()

    def test_holds_every_difference_that_was_recorded(self, store: Store) -> None:
        told = {entry.change[:3] for entry in AuditTrail(store).history(until=NOON)}
        assert told == {change[:3] for change in difference(None, NORTHWIND)}

    def test_of_a_party_is_each_change_in_which_it_occurs(self, store: Store) -> None:
        told = {(e.revision, e.subject, e.aspect) for e in AuditTrail(store).history(party="tomas")}
        assert told == {
            (1, "tomas", ITSELF),
            (1, "fraud-quality", ITSELF),
            (1, "fraud-model", QUALITY),
            (2, "churn", QUALITY),
            (3, "churn", QUALITY),
        }


PLACES = [
    pytest.param(Kind.MODEL, QUALITY, Page(owner="x"), id="owner"),
    pytest.param(Kind.MODEL, QUALITY, Page(escalation=("y", "x")), id="escalation"),
    pytest.param(Kind.MODEL, KNOWLEDGE, Holders(business_domain="x"), id="holder, business"),
    pytest.param(Kind.MODEL, KNOWLEDGE, Holders(model="x"), id="holder, model"),
    pytest.param(Kind.MODEL, KNOWLEDGE, Holders(infrastructure="x"), id="holder, infrastructure"),
    pytest.param(Kind.MODEL, ITSELF, Model(id="m", trained_by="x"), id="trained by"),
    pytest.param(Kind.MODEL, ITSELF, Model(id="m", served_by="x"), id="served by"),
    pytest.param(Kind.TEAM, ITSELF, Team(id="m", name="m", lead="x"), id="lead"),
    pytest.param(Kind.TEAM, ITSELF, Team(id="m", name="m", members=("y", "x")), id="member"),
    pytest.param(Kind.PERSON, ITSELF, Person(id="x", name="m"), id="itself"),
    pytest.param(Kind.QUEUE, ITSELF, Queue(team="x"), id="queue"),
    pytest.param(Kind.ORGANISATION, ITSELF, Organisation(name="o", admins=("x",)), id="admin"),
]
ELSEWHERE = [
    pytest.param(Kind.MODEL, ITSELF, Model(id="x", aliases=("x",), consumers=("x",)), id="model"),
    pytest.param(Kind.TEAM, ITSELF, Team(id="m", name="x", uses={"lead": "x"}), id="tool"),
    pytest.param(Kind.MODEL, QUALITY, Page(owner="xx", escalation=("x-x",)), id="longer ids"),
    pytest.param(Kind.ORGANISATION, ITSELF, Organisation(name="x"), id="organisation"),
]


def party_history(directory: Path, change: Change) -> list[Entry]:
    with fresh(directory / "whoowns.db") as store:
        changes = [change]
        if change.aspect != ITSELF:
            changes.insert(0, Change(Kind.MODEL, change.subject, ITSELF, None, Model(id="m")))
        store.record(changes, actor="x", at=NOON, source="x", reason="x")
        return AuditTrail(store).history(party="x")


def subject_of(kind: Kind, value: object) -> str:
    return getattr(value, "id", "" if kind in {Kind.QUEUE, Kind.ORGANISATION} else "m")


@pytest.mark.parametrize(("kind", "aspect", "value"), PLACES)
def test_a_party_is_found_wherever_its_id_stands(
    tmp_path: Path, kind: Kind, aspect: str, value: Page
) -> None:
    change = Change(kind, subject_of(kind, value), aspect, None, value)
    assert [entry.change for entry in party_history(tmp_path, change)] == [change]


@pytest.mark.parametrize(("kind", "aspect", "value"), ELSEWHERE)
def test_a_party_is_not_found_where_the_same_word_means_something_else(
    tmp_path: Path, kind: Kind, aspect: str, value: Page
) -> None:
    change = Change(kind, subject_of(kind, value), aspect, None, value)
    assert party_history(tmp_path, change) == []


def test_a_party_that_stands_in_is_found(tmp_path: Path) -> None:
    day = datetime(2026, 12, 24, 9)  # noqa: DTZ001  # a wall time
    rotation = NORTHWIND.rotations["nobodys-turn"]
    overridden: Rotation = replace(
        rotation, overrides=(Override(day, day + timedelta(days=1), "x"),)
    )
    change = Change(Kind.ROTATION, rotation.id, ITSELF, None, overridden)
    assert len(party_history(tmp_path, change)) == 1


def test_what_a_revision_declared_can_be_undone(store: Store) -> None:
    assert AuditTrail(store).changes_of(99) == []
    changes = AuditTrail(store).changes_of(2)
    assert [change[:3] for change in changes] == [(Kind.MODEL, "churn", QUALITY)]
    store.record(
        [
            change._replace(before=change.after, after=change.before)
            for change in AuditTrail(store).changes_of(3)
        ],
        actor="elena",
        at=NOON + 3 * MINUTE,
        source="slack",
        reason="undo 3",
    )
    assert churn_quality(store.load()) == changes[0].after


def test_undoing_everything_leads_back_to_the_first_map(store: Store) -> None:
    store.record(
        difference(store.load(), replace(NORTHWIND, models={})), actor="a", at=NOON, source="b"
    )
    for revision in (4, 3, 2):
        undone = [
            c._replace(before=c.after, after=c.before)
            for c in AuditTrail(store).changes_of(revision)
        ]
        store.record(undone, actor="a", at=NOON, source="undo")
    assert difference(store.load(), NORTHWIND) == []
