"""Nothing that was declared is ever lost: not by a migration, not by anything that is called."""

import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import schema
from knowledge.changes import Change, Kind
from knowledge.entities import Page
from knowledge.errors import Superseded
from knowledge.meanings import Meaning
from knowledge.store import AuditTrail, Store
from knowledge.store.connection import connect
from tests.databases import assert_what_stands_was_declared_last
from tests.knowledge.store.past import MINUTE, NOON, QUALITY, known, remembering
from tests.northwind import NORTHWIND


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    yield from remembering(tmp_path / "whoowns.db")


AS_ONCE = (
    "INSERT INTO revision SELECT * FROM other.revision WHERE number = ?",
    (
        "UPDATE declaration SET until_revision = ? WHERE until_revision IS NULL"
        " AND (kind, subject, aspect) IN ("
        "     SELECT kind, subject, aspect FROM other.declaration WHERE from_revision = ?1)"
    ),
    (
        "INSERT INTO declaration (kind, subject, aspect, value, from_revision)"
        " SELECT kind, subject, aspect, value, from_revision FROM other.declaration"
        " WHERE from_revision = ? AND value IS NOT NULL ORDER BY id"
    ),
)
"""How a revision was written: whatever was superseded or withdrawn had one that ended it."""


@pytest.mark.parametrize("schema_before", ["0002_history", "0016_written_once"])
def test_a_database_of_an_old_schema_keeps_what_was_declared_and_tells_its_history(
    tmp_path: Path, store: Store, schema_before: str
) -> None:
    dice = random.Random(schema_before)  # noqa: S311  # the same in every run
    for _ in range(60):
        declares(store, dice, tmp_path)
    old = tmp_path / "old.db"
    with closing(connect(old)) as db:
        schema.migrations.apply(db, stop_before=schema_before)
        db.execute("ATTACH ? AS other", [str(store.path)])
        for number in range(1, store.revision() + 1):
            for statement in AS_ONCE:
                db.execute(statement, [number])
    with Store.open(old) as opened:
        assert_what_stands_was_declared_last(old)
        assert declared(old) == declared(store.path)
        assert opened.load() == store.load()
        assert opened.revision() > 20
        for number in range(opened.revision() + 1):
            assert opened.at_revision(number) == store.at_revision(number)
        assert AuditTrail(opened).history() == AuditTrail(store).history()
        declares(opened, dice, tmp_path)
        assert opened.load() == opened.at_revision(99)


Row = tuple[object, ...]


def declared(path: Path) -> list[Row]:
    """What was declared or withdrawn at each place, and when; whatever its number."""
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(
            "SELECT kind, subject, aspect, from_revision, value FROM declaration ORDER BY 1, 2, 3, 4"
        ).fetchall()


def rows(path: Path) -> tuple[list[Row], list[Row]]:
    """Every row of the two tables that hold what was declared."""
    with closing(sqlite3.connect(path)) as raw:
        revisions = raw.execute("SELECT * FROM revision ORDER BY number").fetchall()
        declarations = raw.execute("SELECT * FROM declaration ORDER BY id").fetchall()
    return revisions, declarations


def assert_only_added_to(path: Path, before: tuple[list[Row], list[Row]]) -> None:
    """Every old row is there as it was."""
    for old, now in zip(before, rows(path), strict=True):
        assert now[: len(old)] == old


OWNERS = (None, *NORTHWIND.people, *NORTHWIND.rotations)


def declares(store: Store, dice: random.Random, spare: Path) -> None:
    """Something new, or something that doesn't start from what is declared."""
    ownership = known(store.load())
    model = dice.choice(sorted(ownership.models))
    before = dice.choice((ownership.models[model].pages.model_quality, Page(owner="never")))
    after = dice.choice((None, Page(owner=dice.choice(OWNERS))))
    change = Change(Kind.MODEL, model, QUALITY, before, after)
    try:
        store.record([change], actor=spare.name, at=NOON, source="test")
    except Superseded:
        return


CALLS: Mapping[str, Callable[[Store, random.Random, Path], object]] = {
    "record": declares,
    "open": lambda store, _, __: Store.open(store.path).close(),
    "close": lambda store, _, __: store.another().close(),
    "another": lambda store, _, __: store.another().close(),
    "revision": lambda store, _, __: store.revision(),
    "is_current": lambda store, dice, _: store.is_current(store.at_revision(dice.randint(-1, 9))),
    "load": lambda store, _, __: store.load(lambda: None),
    "load_with_bodies": lambda store, _, __: store.load_with_bodies(),
    "load_beside_models": lambda store, _, __: store.load_beside_models(),
    "texts_of_models": lambda store, dice, _: list(store.texts_of_models(dice.randint(-1, 99))),
    "models_of": lambda store, dice, _: store.models_of(["churn"], dice.randint(1, 9)),
    "caught_up": lambda store, _, __: store.caught_up(known(store.at_revision(1)), lambda: None),
    "at": lambda store, dice, _: store.at(NOON + dice.randint(-1, 1) * MINUTE),
    "at_revision": lambda store, dice, _: store.at_revision(dice.randint(-1, 99)),
    "history": lambda store, dice, _: AuditTrail(store).history(
        party="priya", limit=dice.randint(0, 9)
    ),
    "about": lambda store, _, __: AuditTrail(store).about(Meaning(Kind.PERSON, "priya")),
    "once_called": lambda store, _, __: AuditTrail(store).once_called("churn"),
    "changes_of": lambda store, dice, _: AuditTrail(store).changes_of(dice.randint(-1, 99)),
    "last_words_since": lambda store, dice, _: AuditTrail(store).last_words_since(
        dice.randint(-1, 99)
    ),
    "since": lambda store, dice, _: store.since(known(store.at_revision(dice.randint(1, 9)))),
    "since_if_little": lambda store, _, __: store.since_if_little(store.at_revision(1)),
    "backup": lambda store, dice, spare: store.backup(spare / f"{dice.random()}.db"),
    "is_reachable": lambda store, _, __: store.is_reachable(),
    "data_version": lambda store, _, __: store.data_version(),
}
"""How each public method is called; a new one has to be added here."""


TRANSACTIONS = {"reading", "writing"}
"""What they are used for is held by the triggers, and by the tests of whoever uses them."""


def test_every_public_method_is_tried_below() -> None:
    both = (*vars(Store), *vars(AuditTrail))
    public = {name for name in both if not name.startswith("_")}
    assert public - TRANSACTIONS == CALLS.keys()


@pytest.mark.parametrize("seed", range(3))
def test_no_public_method_changes_or_drops_what_a_past_revision_says(
    store: Store, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  # the same in every run
    seen = rows(store.path)
    for _ in range(150):
        name = dice.choice((*CALLS, *["record"] * len(CALLS)))
        CALLS[name](store, dice, tmp_path)
        assert_only_added_to(store.path, seen)
        seen = rows(store.path)
        assert_what_stands_was_declared_last(store.path)
    assert len(seen[0]) > 20
