"""Which pages need somebody: now, soon, and not yet."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from knowledge.concerns import Cause, Watch, concerns
from knowledge.entities import Model, Page, PageKind, Pages
from tests.northwind import NORTHWIND, weekly

RUNS_OUT = replace(
    NORTHWIND,
    rotations={"turns": weekly("turns", "priya", "gone")},
    models={"m": Model(id="m", pages=Pages(model_quality=Page(owner="turns")))},
)
"""Priya Nair hands off to somebody who is inactive on 30 November at nine."""

NOBODY_FROM = datetime(2026, 11, 30, 9, tzinfo=UTC)
AHEAD = timedelta(days=2)


@pytest.mark.parametrize(
    ("before", "cause"),
    [
        (AHEAD + timedelta(seconds=1), None),
        (AHEAD, None),  # what begins when the days ahead are over is not within them
        (AHEAD - timedelta(seconds=1), Cause.RUNS_OUT),
        (timedelta(seconds=1), Cause.RUNS_OUT),
        (timedelta(), Cause.GAP),
    ],
)
def test_a_page_that_soon_names_nobody_is_told_of_within_the_days_ahead(
    before: timedelta, cause: Cause | None
) -> None:
    watch = Watch(frozenset({PageKind.MODEL_QUALITY}), ahead=AHEAD)
    found = concerns(RUNS_OUT, NOBODY_FROM - before, watch)
    assert [concern.cause for concern in found] == ([cause] if cause else [])
