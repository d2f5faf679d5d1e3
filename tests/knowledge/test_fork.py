"""A fork behaves as a dict would, and leaves its base alone."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from knowledge.fork import Fork, rebased
from knowledge.unread import PartlyUnread

KEYS = st.integers(0, 9)


class ForkedDict(RuleBasedStateMachine):
    """Writes go to a dict and to a fork alike; now and then the fork is forked again."""

    def __init__(self) -> None:
        super().__init__()
        self.base = {number: str(number) for number in range(5)}
        self.copy = dict(self.base)
        self.fork: Fork[int, str] = Fork(self.base)

    @rule(key=KEYS, value=st.text(max_size=3))
    def write(self, key: int, value: str) -> None:
        self.copy[key] = self.fork[key] = value

    @rule(key=KEYS)
    def remove(self, key: int) -> None:
        assert self.fork.pop(key, None) == self.copy.pop(key, None)

    @rule()
    def fork_again(self) -> None:
        self.fork = Fork(self.fork)

    @rule()
    def move_to_an_equal_base(self) -> None:
        before, self.base = self.base, dict(self.base)
        self.fork = self.fork.rebased(before, self.base)

    @invariant()
    def both_say_the_same(self) -> None:
        assert dict(self.fork) == self.copy == dict(self.fork.items())
        assert sorted(self.fork.values()) == sorted(self.copy.values())
        assert len(self.fork) == len(self.copy)
        for key in range(10):
            assert (key in self.fork) == (key in self.copy)
            assert self.fork.get(key, "none") == self.copy.get(key, "none")
        assert self.base == {number: str(number) for number in range(5)}


TestForkedDict = ForkedDict.TestCase


@given(st.dictionaries(KEYS, st.text()))
def test_a_key_that_is_gone_is_an_error_to_look_up(base: dict[int, str]) -> None:
    fork = Fork(base)
    fork.clear()
    for key in base:
        try:
            fork[key]
        except KeyError:
            continue
        raise AssertionError(key)


def test_a_fork_of_many_changes_becomes_a_dict_of_its_own() -> None:
    first: Fork[int, int] = Fork(dict.fromkeys(range(5_000), 0))
    for number in range(2_500):
        first[number] = 1
    del first[2_400]
    second = Fork(first)
    assert dict(second) == dict(first)
    second[0] = 2
    assert first[0] == 1


def test_what_stands_on_another_base_stays_there() -> None:
    before, after, other = {1: "a"}, {1: "a"}, {1: "b"}
    assert rebased(before, before, after) is after
    assert rebased(other, before, after) is other
    fork = Fork(other)
    assert rebased(fork, before, after) is fork


def test_a_fork_of_what_is_partly_unread_becomes_a_dict_of_its_own_too() -> None:
    made: list[str] = []

    def make(said: Mapping[int, str]) -> list[str]:
        made.extend(said.values())
        return [f"old, {told}" for told in said.values()]

    unread = PartlyUnread(dict.fromkeys(range(5_000), "old"), {4_999: "new"}, make)
    fork = Fork(unread)
    fork.update(dict.fromkeys(range(2_500), "apart"))
    assert made == []
    second = Fork(fork)
    assert [second[number] for number in (0, 2_499, 2_500, 4_999)] == [
        "apart",
        "apart",
        "old",
        "old, new",
    ]
    assert len(second) == len(dict(second)) == 5_000
