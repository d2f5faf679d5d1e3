"""Settling for the file takes the keys that are contested and no others; for chat, none."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands import wished
from bot.commands.speaker import Speaker
from bot.commands.wish import Objection, Trouble, Wish
from knowledge.changes import Change, Kind, Place
from knowledge.conflicts import Spoken, open_conflicts
from knowledge.difference import difference
from knowledge.entities import Declaration, Rotation
from knowledge.importing import planned
from knowledge.ownership import OwnershipMap
from knowledge.revising import applied
from knowledge.values import declared_value, keys_of
from tests.northwind import NORTHWIND, NOW

PLACE: Final = Place(Kind.ROTATION, "fraud-quality", "")
CI: Final = Declaration(by="ci", at=NOW, source="import ownership.yaml")
ADMIN: Final = Speaker(None, "sam-lee", "console", NOW, is_admin=True)
_NIGHT: Final = {"from": "2026-11-27T18:00", "to": "2026-11-28T09:00"}
VALUES: Final[dict[str, tuple[Any, ...]]] = {
    "members": (["priya"], ["tomas", "priya"], ["goran"]),
    "every": ("1 week", "2 weeks", "1 day"),
    "overrides": (None, [_NIGHT | {"person": "elena"}], [_NIGHT | {"person": "hana"}]),
    "pauses": (None, [_NIGHT]),
}
"""What there is to say of each key; None where it is left out."""


class Step(NamedTuple):
    """`chat` and `file` say a value of a key; `import`, `settle … as file` and `as chat` take none."""

    what: str
    key: str = ""
    value: Any = None


_said = [(key, value) for key, values in VALUES.items() for value in values]
steps = st.lists(
    st.builds(lambda what, said: Step(what, *said), st.sampled_from(["chat", "file"]), st.sampled_from(_said))
    | st.sampled_from([Step("import"), Step("import"), Step("as file"), Step("as chat")]),
    min_size=20,
    max_size=40,
)  # fmt: skip


class Side(NamedTuple):
    """A rotation as one side has it."""

    keys: dict[str, Any]

    def saying(self, key: str, value: Any) -> "Side":
        """The same with another value of a key, or without it."""
        said = {k: v for k, v in self.keys.items() if k != key}
        return Side(said if value is None else {**said, key: value})

    def rotation(self) -> Rotation:
        """What it declares."""
        value = declared_value(*PLACE, self.keys, CI)
        assert isinstance(value, Rotation)
        return value


class Table:
    """What is expected, key by key: who spoke last, what is contested, what was turned down."""

    def __init__(self) -> None:
        said = keys_of(PLACE.kind, PLACE.aspect, NORTHWIND.rotations[PLACE.subject])
        self.standing = self.file = Side(said)
        self.people: set[str] = set()
        self.contested: dict[str, Any] = {}
        self.settled: dict[str, Any] = {}

    def imports(self) -> None:
        contested, settled = {}, {}
        for key in VALUES:
            stands, said = self.standing.keys.get(key), self.file.keys.get(key)
            if stands == said:
                continue
            if key not in self.people:
                self.standing = self.standing.saying(key, said)
            elif said is not None and self.settled.get(key) == said:
                settled[key] = said
            elif said is not None:
                contested[key] = said
        self.contested, self.settled = contested, settled

    def declares(self, said: dict[str, Any]) -> None:
        for key, value in said.items():
            if self.standing.keys.get(key) != value:
                self.standing = self.standing.saying(key, value)
                self.people.add(key)

    def disagrees(self) -> bool:
        return any(self.standing.keys.get(key) != said for key, said in self.contested.items())

    def settles(self, *, for_file: bool) -> None:
        if not self.disagrees():
            return
        if for_file:
            self.declares(self.contested)
        else:
            self.settled |= self.contested
        self.contested = {}


def _settled(side: str, ownership: OwnershipMap) -> OwnershipMap:
    wish = wished(f"settle {PLACE.subject} {side}", ownership, ADMIN)
    if isinstance(wish, Objection):
        assert wish.trouble is Trouble.NO_CONFLICT
        return ownership
    assert isinstance(wish, Wish)
    return applied(ownership, wish.changes)


def _with(rotation: Rotation, ownership: OwnershipMap) -> OwnershipMap:
    standing = ownership.rotations[PLACE.subject]
    return applied(ownership, [Change(*PLACE, standing, rotation)])


def _imported(file: Side, ownership: OwnershipMap, people: set[str]) -> OwnershipMap:
    declared = replace(_with(file.rotation(), ownership), conflicts={})
    spoken = {PLACE: Spoken(frozenset(people), whole=True)} if people else {}
    plan = planned(ownership, declared, difference(ownership, declared), spoken, CI)
    after = applied(ownership, [change for change in plan.changes if isinstance(change, Change)])
    again = planned(after, declared, difference(after, declared), spoken, CI)
    assert again.changes == []
    return after


def _contested(ownership: OwnershipMap) -> Iterator[tuple[str, Any]]:
    for contested in open_conflicts(ownership):
        stands, says = (
            keys_of(PLACE.kind, PLACE.aspect, side) if side else {}
            for side in (contested.standing, contested.other)
        )
        yield from ((key, said) for key, said in says.items() if stands.get(key) != said)


@settings(max_examples=300, deadline=None)
@given(steps=steps)
def test_each_key_is_contested_settled_and_taken_by_itself(steps: list[Step]) -> None:
    ownership, expected = NORTHWIND, Table()
    for step in steps:
        match step.what:
            case "chat":
                expected.declares({step.key: step.value})
                ownership = _with(expected.standing.rotation(), ownership)
            case "file":
                expected.file = expected.file.saying(step.key, step.value)
            case "import":
                expected.imports()
                ownership = _imported(expected.file, ownership, expected.people)
            case side:
                expected.settles(for_file=side == "as file")
                ownership = _settled(side, ownership)
        assert ownership.rotations[PLACE.subject] == expected.standing.rotation()
        assert dict(_contested(ownership)) == {
            key: said
            for key, said in expected.contested.items()
            if expected.standing.keys.get(key) != said
        }
