"""A file is retold without being read, only where reading it comes to the same."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.changes import Kind
from knowledge.difference import difference
from knowledge.entities import Holders, Model, Page, Pages
from knowledge.errors import RejectedMap, UnreadableMap
from knowledge.mapfile import Ledger, Retold, document, outlined, parse_map, retold, to_json
from knowledge.ownership import OwnershipMap
from knowledge.restating import as_changes
from knowledge.store.recording import Sheet
from tests.databases import fresh
from tests.knowledge.mapfile.maps import ownership_maps
from tests.northwind import NORTHWIND

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
JSON = "ownership.json"
AMISS = b'{}[]":,\\ \n\t\x00\xffn0-.etru'


@contextmanager
def declared(ownership: OwnershipMap) -> Iterator[tuple[OwnershipMap, Ledger]]:
    """The map as a database gives it back, and as it keeps it."""
    with TemporaryDirectory() as directory, fresh(Path(directory) / "whoowns.db") as store:
        store.record(difference(None, ownership), actor="root", at=NOON, source="test")
        before, beside = store.load(), store.load_beside_models()
        assert before is not None
        assert beside is not None
        texts = partial(store.texts_of_models, before.revision)
        yield before, Ledger(beside, texts, partial(store.models_of, revision=before.revision))


def told_again(content: bytes, ledger: Ledger) -> Retold | None:
    """The file, looked through and laid against what is declared."""
    outline = outlined(content)
    return retold(outline, ledger) if outline else None


def sheet_of_reading(before: OwnershipMap, content: bytes) -> Sheet | None:
    """What is recorded when the file is read as a whole; None where it is refused."""
    try:
        read = parse_map(content, JSON).ownership
    except (RejectedMap, UnreadableMap):
        return None
    return Sheet.of(difference(before, read))


def sheet_of_retelling(ledger: Ledger, content: bytes) -> Sheet | None:
    """What is recorded when it is retold; None where it isn't."""
    found = told_again(content, ledger)
    return Sheet.of(found.changes) if found else None


@settings(max_examples=25, deadline=None)
@given(first=ownership_maps(), second=ownership_maps(), dice=st.randoms(use_true_random=False))
def test_a_file_retold_is_the_file_read(
    first: OwnershipMap, second: OwnershipMap, dice: random.Random
) -> None:
    with declared(first) as (before, ledger):
        for ownership in (first, second, replace(first, models={**first.models, **second.models})):
            for content in _spelt(ownership, dice):
                read = sheet_of_reading(before, content)
                assert sheet_of_retelling(ledger, content) in (read, None)
        retelling = told_again(to_json(second).encode(), ledger)
        if retelling and second.models:
            models = dict(retelling.ownership.models.items())
            assert document(replace(retelling.ownership, models=models)) == document(second)
            models = dict(retelling.before.models.items())
            assert document(replace(retelling.before, models=models)) == document(before)


def _spelt(ownership: OwnershipMap, dice: random.Random) -> Iterator[bytes]:
    """A map in several spellings."""
    whole = document(ownership)
    yield to_json(ownership).encode()
    yield json.dumps(whole, indent=dice.choice((None, 3)), ensure_ascii=False).encode()
    yield json.dumps(_shuffled(whole, dice), separators=(",", ":")).encode()


def _shuffled(value: object, dice: random.Random) -> object:
    if not isinstance(value, dict):
        return value
    return {key: _shuffled(value[key], dice) for key in dice.sample(sorted(value), len(value))}


@settings(max_examples=25, deadline=None)
@given(ownership=ownership_maps(), dice=st.randoms(use_true_random=False))
def test_a_file_with_anything_amiss_is_left_to_be_read(
    ownership: OwnershipMap, dice: random.Random
) -> None:
    with declared(ownership) as (before, ledger):
        for _ in range(20):
            content = _amiss(to_json(ownership).encode(), dice)
            told = sheet_of_retelling(ledger, content)
            assert told is None or told == sheet_of_reading(before, content), content


def _amiss(content: bytes, dice: random.Random) -> bytes:
    """The content with a character or a passage lost, doubled, moved or put in."""
    start, end, at = (dice.randrange(len(content) + 1) for _ in range(3))
    start, end = min(start, end), min(max(start, end), min(start, end) + dice.choice((1, 5, 80)))
    match dice.randrange(4):
        case 0:
            return content[:start] + content[end:]
        case 1:
            return content[:at] + content[start:end] + content[at:]
        case 2:
            return content[:at] + bytes([dice.choice(AMISS)]) + content[at:]
        case _:
            return content[:at] + bytes([dice.choice(AMISS)]) + content[at + 1 :]


CHURN = '"churn": {"description": "Who leaves", "trained_by": "ml"'
TEAMS = '"organisation": {"name": "Small"}, "teams": {"ml": {"kind": "product"}}'


@pytest.mark.parametrize(
    "models",
    [
        CHURN + ', "trained_by": "ml"}',
        CHURN + ', "pages": {}, "pages": {"infrastructure": {"owner": "ml"}}}',
        CHURN + '}, "churn": {"description": "Who leaves", "trained_by": "ml"}',
        CHURN + ', "runbook": "no address"}',
        CHURN + ', "id": "churn"}',
        CHURN + ', "served_by": "nobody"}',
        CHURN + ', "aliases": ["Churn"]}',
        CHURN + ', "consumers": ["churn"]}',
        CHURN + ', "pages": {"infrastructure": {"owner": "nobody"}}}',
        CHURN + ', "pages": {"infrastructure": {"owner": 1}}}',
        CHURN + ', "pages": {"infrastructure": {"owner": "ml", "declared": {"by": "x"}}}}',
        CHURN
        + ', "pages": {"model-quality": {"declared": {"by": "x", "at": "3000-01-01T00:00Z"}}}}',
        CHURN + ', "pages": null}',
        CHURN + ', "knowledge": {"model": "ml"}}',
        CHURN + "}, null",
        CHURN + "}",
    ],
)
def test_what_is_wrong_in_a_model_is_never_passed_over(models: str) -> None:
    content = f'{{{TEAMS}, "models": {{{models}}}}}'.encode()
    start = Model(id="churn", description="Who leaves", trained_by="ml")
    with declared(_small(start)) as (before, ledger):
        read = sheet_of_reading(before, content)
        assert (read is None) == (models != CHURN + "}")
        assert sheet_of_retelling(ledger, content) == read


def _small(*models: Model) -> OwnershipMap:
    text = f'{{{TEAMS}, "models": {{}}}}'
    empty = parse_map(text.encode(), JSON).ownership
    return replace(empty, models={model.id: model for model in models})


def test_pages_may_come_go_and_stay() -> None:
    pages, knows = Pages(Page(owner="ml")), Holders()
    bare = Model(id="churn", description="Who leaves")
    states = [bare, replace(bare, pages=pages), replace(bare, description=None, pages=pages)]
    states += [replace(state, trained_by="ml", knowledge=knows) for state in states]
    states += [Model(id="churn"), Model(id="another")]
    for was in states:
        with declared(_small(was)) as (before, ledger):
            for is_ in states:
                content = to_json(_small(is_)).encode()
                told = sheet_of_retelling(ledger, content)
                assert told is not None
                assert told == sheet_of_reading(before, content)


def test_what_is_the_same_is_not_made() -> None:
    churn = replace(NORTHWIND.models["churn"], description="other words")
    changed = replace(NORTHWIND, models={**NORTHWIND.models, "churn": churn})
    with declared(NORTHWIND) as (_, ledger):
        unread = ledger._replace(models=_must_not_be_made)
        found = told_again(to_json(changed).encode(), unread)
    assert found is not None
    (change,) = as_changes(found.changes)
    assert (change.kind, change.subject, change.aspect) == (Kind.MODEL, "churn", "")
    assert isinstance(change.after, Model)
    assert change.after.description == "other words"


@pytest.mark.parametrize("section", ["people", "teams", "rotations"])
def test_whoever_a_page_names_that_nobody_touched_must_stay(section: str) -> None:
    whole = json.loads(f"{{{TEAMS}}}")
    turns = {"time_zone": "UTC", "starts": "2026-01-05T09:00", "every": "1 week"}
    whole["rotations"] = {"turns": {"members": [], **turns}}
    whole["people"] = {"priya": {"name": "Priya Nair"}}
    (named,) = whole[section]
    pages = {"infrastructure": {"owner": named}}
    whole["models"] = {"churn": {"description": "Who leaves", "pages": pages}}
    ownership = parse_map(json.dumps(whole).encode(), JSON).ownership
    del whole[section][named]
    content = json.dumps(whole).encode()
    with declared(ownership) as (before, ledger):
        assert sheet_of_reading(before, content) is None
        assert sheet_of_retelling(ledger, content) is None


def _must_not_be_made(ids: object) -> dict[str, Model]:
    assert not list(ids)  # type: ignore[call-overload]  # an iterable of ids
    return {}
