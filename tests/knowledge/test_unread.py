"""Values are made when somebody looks, and no others."""

from collections.abc import Mapping

import pytest

from knowledge.unread import PartlyUnread

KNOWN = {"a": 1, "b": 2, "c": 3}


class Maker:
    """Adds what was said to what was known, and keeps what it was asked for."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self.known = known
        self.asked: list[str] = []

    def __call__(self, said: Mapping[str, str]) -> list[int]:
        self.asked += said.values()
        return [self.known[key] + int(text) for key, text in said.items()]


def test_what_was_said_is_laid_over_what_was_known_at_the_first_look() -> None:
    make = Maker(KNOWN)
    numbers = PartlyUnread(KNOWN, {"a": "10", "c": "30"}, make)
    assert (len(numbers), list(numbers), "c" in numbers, "d" in numbers) == (
        3,
        [*"abc"],
        True,
        False,
    )
    assert numbers["b"] == 2
    assert make.asked == []
    assert (numbers["c"], numbers["c"], numbers.get("d")) == (33, 33, None)
    assert make.asked == ["30"]
    assert KNOWN == {"a": 1, "b": 2, "c": 3}
    with pytest.raises(KeyError):
        numbers["d"]


def test_all_of_it_is_made_at_once_for_whoever_wants_all() -> None:
    whole = {"a": 11, "b": 2, "c": 33}
    for look in (PartlyUnread.items, PartlyUnread.values, PartlyUnread.whole, dict):
        make = Maker(KNOWN)
        numbers = PartlyUnread(KNOWN, {"a": "10", "c": "30"}, make)
        looked = look(numbers)
        assert sorted(looked) in (sorted(whole), sorted(whole.items()), sorted(whole.values()))
        assert sorted(make.asked) == ["10", "30"]
        assert numbers == whole
        assert sorted(make.asked) == ["10", "30"]


def test_somebody_may_rest_while_it_is_made() -> None:
    known = {str(number): number for number in range(1_000)}
    numbers = PartlyUnread(known, dict.fromkeys(known, "1"), Maker(known))
    rests: list[int] = []

    def rest() -> None:
        rests.append(numbers["999"])

    whole = numbers.whole(rest)
    assert whole == {key: number + 1 for key, number in known.items()}
    assert 5 < len(rests) < 100
    assert set(rests) == {1_000}
