"""When a declaration is too old to be taken at its word."""

from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge.ageing import unconfirmed_for
from knowledge.entities import Page
from tests.northwind import DECLARED

MAY_BE = timedelta(days=90)
PAGE = Page(owner="priya", declared=DECLARED)


@pytest.mark.parametrize(
    ("age", "told"),
    [
        (timedelta(days=1), None),
        (MAY_BE, None),  # on the day itself it still holds
        (MAY_BE + timedelta(seconds=1), MAY_BE + timedelta(seconds=1)),
    ],
)
def test_what_nobody_confirmed_for_longer_than_it_may_be_says_for_how_long(
    age: timedelta, told: timedelta | None
) -> None:
    assert unconfirmed_for(PAGE, DECLARED.at + age, MAY_BE) == told


@pytest.mark.parametrize(
    "page", [None, replace(PAGE, owner=None), replace(PAGE, declared=None)], ids=str
)
def test_what_has_no_owner_or_no_date_does_not_age(page: Page | None) -> None:
    assert unconfirmed_for(page, DECLARED.at + 10 * MAY_BE, MAY_BE) is None


def test_nothing_ages_where_nothing_is_to_be_confirmed() -> None:
    assert unconfirmed_for(PAGE, DECLARED.at + 10 * MAY_BE, None) is None
