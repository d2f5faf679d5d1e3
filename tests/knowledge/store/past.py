"""A short past to look back on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from knowledge.changes import Change, Kind
from knowledge.entities import Page, PageKind
from knowledge.ownership import OwnershipMap
from knowledge.store import Store
from tests.databases import store_of

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
QUALITY = PageKind.MODEL_QUALITY


def remembering(path: Path) -> Iterator[Store]:
    """Northwind at noon; a minute later churn goes to Priya Nair, two later to nobody."""
    with store_of(path, actor="root", at=NOON, source="import a.yaml") as store:
        pages = Page(owner="growth"), Page(owner="priya", escalation=("tomas",)), None
        for number in (1, 2):
            change = Change(Kind.MODEL, "churn", QUALITY, pages[number - 1], pages[number])
            at = NOON + number * MINUTE
            store.record([change], actor="elena", at=at, source="slack", reason="she moved")
        yield store


def known(ownership: OwnershipMap | None) -> OwnershipMap:
    assert ownership is not None
    return ownership


def churn_quality(ownership: OwnershipMap | None) -> Page | None:
    return known(ownership).models["churn"].pages.model_quality
