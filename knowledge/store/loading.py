"""Rows -> an ownership map: the whole of it, or what was touched since a revision."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Final

from sqlite_utils import Database

from knowledge.changes import Kind
from knowledge.entities import Id, Model
from knowledge.ownership import OwnershipMap
from knowledge.revising import NAMED, SINGLE, Pace, Touched, revised
from knowledge.store.rows import Body, body_of, models
from knowledge.store.snapshot import Snapshot, Stamps, lots, parsed
from knowledge.store.unread_models import UnreadModels

_BATCH: Final = 1_000
_BATCH_LOT: Final = 64
_PACED_BATCH: Final = 60
_LOT: Final = 12

_MOST_PARTS: Final = 4
_TOUCHED: Final = """
SELECT DISTINCT kind, subject FROM declaration INDEXED BY declaration_begun WHERE from_revision > ?
"""
_HOW_MANY: Final = """
SELECT count(*) FROM (SELECT 1 FROM declaration INDEXED BY declaration_begun
                      WHERE from_revision > ? LIMIT ?)
"""
"""Told by the index alone, while to list them each is looked up."""


def load_map(snapshot: Snapshot, pace: Pace | None = None) -> OwnershipMap | None:
    """Everything that stands, indexed, its models unread unless they are few.

    None while no organisation is declared.
    """
    organisation = snapshot.single(Kind.ORGANISATION)
    if organisation is None:
        return None
    beside = _beside_models(snapshot)  # first: ids that models refer to lie close to each other
    models = UnreadModels(snapshot)
    for lines in _paced(snapshot, pace) if pace else _hurried(snapshot):
        models.hear(lines)
    return models.index.build(models.found(), organisation=organisation, **beside)


def load_with_bodies(snapshot: Snapshot) -> tuple[OwnershipMap | None, dict[Id, Body]]:
    """The same without its indexes, and each model as a map file says it."""
    beside = load_beside_models(snapshot)
    bodies: dict[Id, Body] = {}
    if beside is None:
        return None, bodies
    return replace(beside, models=load_models(snapshot, bodies)), bodies


def load_models(snapshot: Snapshot, bodies: dict[Id, Body] | None = None) -> dict[Id, Model]:
    """All models; what a map file says of each is put into `bodies`."""
    found: dict[Id, Model] = {}
    stamps = Stamps(snapshot.db)
    for lines in _unhurried(snapshot):
        subjects = parsed(Kind.MODEL, lines)
        found.update((model.id, model) for model in models(subjects, stamps.of(subjects)))
        if bodies is not None:
            bodies.update((subject.id, body_of(subject)) for subject in subjects)
    return found


def load_beside_models(snapshot: Snapshot) -> OwnershipMap | None:
    """Everything but models, without indexes; None while no organisation is declared."""
    organisation = snapshot.single(Kind.ORGANISATION)
    return OwnershipMap(organisation, **_beside_models(snapshot)) if organisation else None


def _beside_models(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "revision": snapshot.revision,
        "imprint": snapshot.imprint,
        **{part: snapshot.everyone(kind) for part, kind in NAMED.items()},
        **{part: said for part, kind in SINGLE.items() if (said := snapshot.single(kind))},
    }


def touched_since(db: Database, revision: int, limit: int) -> list[tuple[str, str]] | None:
    """Kind and subject of what was declared or withdrawn after a revision; None of very much.

    No more than `limit` subjects are listed; a few that were touched again and again may be much.
    """
    most = _MOST_PARTS * limit
    (rows,) = db.execute(_HOW_MANY, [revision, most + 1]).fetchone()
    if rows > most:
        return None
    touched: list[tuple[str, str]] = db.execute(_TOUCHED, [revision]).fetchall()
    return touched if len(touched) <= limit else None


def apply_touched(
    snapshot: Snapshot, ownership: OwnershipMap, touched: list[tuple[str, str]]
) -> OwnershipMap:
    """The map with these subjects as they are now; they must be all that were touched."""
    ids: dict[str, list[str]] = {}
    for kind, subject in touched:
        ids.setdefault(kind, []).append(subject)
    now = {Kind(kind): snapshot.chosen(Kind(kind), chosen) for kind, chosen in ids.items()}
    return revised(ownership, Touched.of(now), snapshot.revision, imprint=snapshot.imprint)


def _paced(snapshot: Snapshot, pace: Pace) -> Iterator[list[str]]:
    """The lines of all models, a few at a time."""
    for lines in _hurried(snapshot, _PACED_BATCH, _LOT):
        pace()
        yield lines


def _unhurried(snapshot: Snapshot) -> Iterator[list[str]]:
    """The lines of all models, with one core: on a small machine the other is the bot's, which goes on answering."""
    last, text = snapshot.fetch(Kind.MODEL, "", _BATCH)
    while last:
        yield from lots(text, _BATCH_LOT)
        last, text = snapshot.fetch(Kind.MODEL, last, _BATCH)


def _hurried(snapshot: Snapshot, size: int = _BATCH, lot: int = _BATCH_LOT) -> Iterator[list[str]]:
    """The lines of all models; the next batch is fetched while this one is used."""
    with ThreadPoolExecutor(1, "whoowns-rows") as fetcher:
        last, text = snapshot.fetch(Kind.MODEL, "", size)
        while last:
            ahead = fetcher.submit(snapshot.fetch, Kind.MODEL, last, size)
            yield from lots(text, lot)
            last, text = ahead.result()
