from bot.wording.parties import PLATFORM_NAMES
from knowledge.entities import PLATFORMS


def test_every_platform_has_a_name_that_people_know() -> None:
    assert PLATFORM_NAMES.keys() == set(PLATFORMS)
