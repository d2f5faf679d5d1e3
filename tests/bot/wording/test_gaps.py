"""Why nobody is named, in a few words."""

from datetime import datetime

import pytest

from bot.wording.gaps import reason_text
from knowledge.entities import Cadence, Person, Rotation, Team
from knowledge.ownership import GapReason, NobodyNamed

STARTS = datetime(2027, 1, 4, 9)  # noqa: DTZ001  # a wall time
ROTATION = Rotation("r", "growth-primary", (), "Europe/London", STARTS, Cadence(1, "week"))
LARS = Person("lars", "Lars Holm", active=False)


@pytest.mark.parametrize(
    ("nobody", "text"),
    [
        (NobodyNamed(GapReason.NO_OWNER), "no owner is declared"),
        (
            NobodyNamed(GapReason.ONLY_A_TEAM, Team("t", "Risk ML")),
            "the owner is a team (Risk ML), not a person",
        ),
        (
            NobodyNamed(GapReason.EMPTY_ROTATION, ROTATION),
            "the rotation growth-primary has no members",
        ),
        (
            NobodyNamed(GapReason.NOT_STARTED, ROTATION),
            "the rotation growth-primary starts on 2027-01-04 at 09:00 (Europe/London)",
        ),
        (NobodyNamed(GapReason.INACTIVE, LARS, LARS), "Lars Holm is inactive"),
        (NobodyNamed(GapReason.INACTIVE, ROTATION, LARS), "Lars Holm is inactive"),
    ],
)
def test_each_reason_reads_as_part_of_a_sentence(nobody: NobodyNamed, text: str) -> None:
    assert reason_text(nobody) == text
