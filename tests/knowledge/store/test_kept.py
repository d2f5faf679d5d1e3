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
from tests.knowledge.store.past import MINUTE, NOON, QUALITY, known, remembering
from tests.northwind import NORTHWIND


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    yield from remembering(tmp_path / "whoowns.db")


def test_a_database_of_the_first_schema_keeps_its_rows_and_tells_its_history(
    tmp_path: Path, store: Store
) -> None:
    old = tmp_path / "old.db"
    with closing(connect(old)) as db:
        schema.migrations.apply(db, stop_before="0002_history")
        db.execute("ATTACH ? AS other", [str(store.path)])
        for table in ("revision", "declaration"):
            db.execute(f"INSERT INTO {table} SELECT * FROM other.{table}")  # noqa: S608  # constants
    before = rows(old)
    with Store.open(old) as opened:
        assert rows(old) == before
        assert opened.load() == store.load()
        assert opened.at(NOON) == store.at(NOON)
        assert AuditTrail(opened).history() == AuditTrail(store).history()


Row = tuple[object, ...]


def rows(path: Path) -> tuple[list[Row], list[Row]]:
    """Every row of the two tables that hold what was declared."""
    with closing(sqlite3.connect(path)) as raw:
        revisions = raw.execute("SELECT * FROM revision ORDER BY number").fetchall()
        declarations = raw.execute(
            "SELECT id, kind, subject, aspect, value, from_revision, until_revision"
            " FROM declaration ORDER BY id"
        ).fetchall()
    return revisions, declarations


def assert_only_superseded(path: Path, before: tuple[list[Row], list[Row]]) -> None:
    """Every old row is there as it was, but that an open end may have been filled."""
    revisions, declarations = rows(path)
    assert revisions[: len(before[0])] == before[0]
    assert len(declarations) >= len(before[1])
    for old, new in zip(before[1], declarations, strict=False):
        assert new[:-1] == old[:-1]
        assert old[-1] in {None, new[-1]}


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
    "load": lambda store, _, __: store.load(lambda: None),
    "load_with_bodies": lambda store, _, __: store.load_with_bodies(),
    "load_with_texts": lambda store, _, __: list(known(store.load_with_texts()[0]).models.items()),
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
        assert_only_superseded(store.path, seen)
        seen = rows(store.path)
    assert len(seen[0]) > 20
