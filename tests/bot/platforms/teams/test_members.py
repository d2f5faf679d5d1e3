"""Who somebody is, by Teams' word on them; whatever is missing counts against them."""

from typing import Any

import pytest

from bot.platforms.teams.members import member_of
from tests.bot.platforms.teams.desk import TENANT

SENDER = "00000000-0000-4000-8000-0000000000a1"
FULL = {"aadObjectId": SENDER, "userRole": "user", "tenantId": TENANT, "name": "Priya Nair"}


@pytest.mark.parametrize(
    ("account", "is_full"),
    [
        (FULL, True),
        ({**FULL, "aadObjectId": SENDER.upper(), "userRole": "User"}, True),
        ({**FULL, "userRole": "guest"}, False),
        ({**FULL, "userRole": "anonymous"}, False),
        ({**FULL, "tenantId": "00000000-0000-4000-8000-00000000ffff"}, False),
        ({**FULL, "aadObjectId": "00000000-0000-4000-8000-0000000000a2"}, False),
        ({k: v for k, v in FULL.items() if k != "tenantId"}, False),
        ({k: v for k, v in FULL.items() if k != "userRole"}, False),
        ({}, False),
    ],
)
def test_a_full_member_is_a_user_of_a_directory_that_is_answered(
    account: dict[str, Any],
    is_full: bool,  # noqa: FBT001  # a table's column
) -> None:
    assert member_of(account, SENDER, frozenset({TENANT})).is_full is is_full
