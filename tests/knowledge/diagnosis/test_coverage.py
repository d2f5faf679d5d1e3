"""What is covered, and what hangs on one person."""

from dataclasses import replace
from datetime import date

from knowledge.diagnosis.coverage import coverage, day_count, turnover
from knowledge.entities import Organisation, PageKind
from knowledge.ownership import PageKey
from tests.northwind import NORTHWIND, NOW


def test_the_share_counts_models_whose_quality_page_means_a_person() -> None:
    found = coverage(NORTHWIND, NOW)
    assert (found.models, found.named) == (9, 5)


def test_a_model_is_at_risk_where_one_person_alone_can_be_paged() -> None:
    alone = {load.person.name: load.models for load in coverage(NORTHWIND, NOW).alone}
    assert alone == {
        "Elena Ruiz": ("drift", "quality-inspection"),
        "Goran Petrov": ("infra-cost-forecaster",),
        "Hana Ito": ("churn-uplift",),
    }
    assert coverage(NORTHWIND, NOW).models_at_risk == 4


def test_gaps_open_and_close() -> None:
    before = coverage(NORTHWIND, NOW)
    elena = replace(NORTHWIND.people["elena"], active=False)
    gone = replace(NORTHWIND.people["gone"], active=True)
    people = {**NORTHWIND.people, "elena": elena, "gone": gone}
    changed = turnover(before, coverage(replace(NORTHWIND, people=people), NOW))
    quality = PageKind.MODEL_QUALITY
    assert changed.opened == (PageKey("drift", quality), PageKey("quality-inspection", quality))
    assert changed.closed == (PageKey("search-ranker", quality),)


def test_a_day_is_that_of_the_organisation() -> None:
    tokyo = replace(NORTHWIND, organisation=Organisation(name="N", time_zone="Asia/Tokyo"))
    count = day_count(tokyo, NOW.replace(hour=20))
    assert (count.day, count.models, count.producing_teams, count.named) == (
        date(2026, 11, 24),
        9,
        2,
        5,
    )
