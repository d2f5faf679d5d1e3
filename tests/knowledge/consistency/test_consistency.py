"""A map whose parts are right can still contradict itself."""

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.consistency import offered, problems_in
from knowledge.consistency.cycles import cycles
from knowledge.consistency.naming import keys
from knowledge.entities import (
    Cadence,
    Model,
    Organisation,
    Override,
    Page,
    Pages,
    Person,
    Rotation,
    Team,
)
from knowledge.errors import MapPath, ProblemCode
from knowledge.names import key
from knowledge.ownership import OwnershipMap

Entity = Person | Team | Rotation | Model
Found = list[tuple[str, MapPath]]


def person(person_id: str, slack: str | None = None, teams: str | None = None) -> Person:
    return Person(person_id, person_id, slack=slack, teams=teams)


def team(team_id: str, *members: str, lead: str | None = None) -> Team:
    return Team(team_id, team_id, lead=lead, members=members)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def rotation(*members: str, overrides: tuple[Override, ...] = (), zone: str = "UTC") -> Rotation:
    starts = wall("2026-01-05T09:00")
    return Rotation("r", "r", members, zone, starts, Cadence(1, "week"), overrides)


def override(start: str, end: str, who: str = "p") -> Override:
    return Override(wall(start), wall(end), who)


def owned(model_id: str, owner: str, *escalation: str) -> Model:
    return Model(model_id, pages=Pages(model_quality=Page(owner, escalation)))


def a_map(*entities: Entity) -> OwnershipMap:
    def those(sort: type[Entity]) -> dict[str, Entity]:
        return {entity.id: entity for entity in entities if isinstance(entity, sort)}

    return OwnershipMap(
        Organisation("N"),
        people=those(Person),  # type: ignore[arg-type]  # sorted by type just now
        teams=those(Team),  # type: ignore[arg-type]  # the same
        rotations=those(Rotation),  # type: ignore[arg-type]  # the same
        models=those(Model),  # type: ignore[arg-type]  # the same
    )


def found_in(*entities: Entity) -> Found:
    return [(str(problem.code), problem.path) for problem in problems_in(a_map(*entities))]


def test_a_map_that_agrees_with_itself_has_no_problems() -> None:
    assert found_in(person("p"), team("t", "p"), rotation("p"), owned("m", "r", "p", "t")) == []


@pytest.mark.parametrize(
    ("entities", "code", "path"),
    [
        ((team("t", lead="x"),), "unknown-id", ("teams", "t", "lead")),
        ((team("t", "x"),), "unknown-id", ("teams", "t", "members", 0)),
        ((rotation("x"),), "unknown-id", ("rotations", "r", "members", 0)),
        ((team("t"), rotation("t")), "wrong-sort", ("rotations", "r", "members", 0)),
        ((owned("m", "x"),), "unknown-id", ("models", "m", "pages", "model-quality", "owner")),
        (
            (person("p"), owned("m", "p", "p", "x")),
            "unknown-id",
            ("models", "m", "pages", "model-quality", "escalation", 1),
        ),
        ((person("p"), Model("m", trained_by="p")), "wrong-sort", ("models", "m", "trained_by")),
        ((Model("m", served_by="p"),), "unknown-id", ("models", "m", "served_by")),
        ((person("a"), team("a")), "id-taken", ("teams", "a")),
        ((person("a", "U1"), person("b", "U1")), "chat-id-taken", ("people", "b", "slack")),
        ((person("a", None, "x"), person("b", None, "x")), "chat-id-taken", ("people", "b", "teams")),
        ((Model("Fraud-Model"), Model("fraud_model")), "same-name", ("models", "fraud_model")),
        ((Model("a", aliases=("B",)), Model("b")), "same-name", ("models", "a", "aliases", 0)),
        ((Model("a", aliases=("x y", "x-y")),), "repeated-name", ("models", "a", "aliases", 1)),
        ((Model("a", aliases=("A",)),), "repeated-name", ("models", "a", "aliases", 0)),
        ((Model("a", aliases=("--",)),), "nameless", ("models", "a", "aliases", 0)),
        ((Model("a", consumers=("A",)),), "consumer-cycle", ("models", "a", "consumers", 0)),
        ((team("t", "t"),), "member-cycle", ("teams", "t", "members", 0)),
        ((rotation("t"), team("t", "r")), "member-cycle", ("rotations", "r", "members", 0)),
    ],
)  # fmt: skip
def test_each_contradiction_is_told_where_it_stands(
    entities: tuple[Entity, ...], code: str, path: MapPath
) -> None:
    assert found_in(*entities) == [(code, path)]


@pytest.mark.parametrize(
    ("overrides", "zone", "expected"),
    [
        ((override("2026-12-01", "2026-12-02"), override("2026-12-02", "2026-12-03")), "UTC", []),
        ((override("2026-12-02", "2026-12-02"),), "UTC", [("empty-override", 0, "to")]),
        ((override("2026-12-03", "2026-12-02"),), "UTC", [("empty-override", 0, "to")]),
        # London's clocks skip this hour, so both ends are the same instant.
        (
            (override("2026-03-29T01:00", "2026-03-29T02:00"),),
            "Europe/London",
            [("empty-override", 0, "to")],
        ),
        (
            (override("2026-12-02", "2026-12-04"), override("2026-12-01", "2026-12-03")),
            "UTC",
            [("overlapping-overrides", 1)],
        ),
        (
            (
                override("2026-12-01", "2026-12-09"),
                override("2026-12-02", "2026-12-03"),
                override("2026-12-05", "2026-12-06"),
            ),
            "UTC",
            [("overlapping-overrides", 1), ("overlapping-overrides", 2)],
        ),
        ((override("0001-01-01", "9999-12-31"),), "Asia/Tokyo", [("time-out-of-range", 0, "from"), ("time-out-of-range", 0, "to")]),
    ],
)  # fmt: skip
def test_one_person_stands_in_at_a_time(
    overrides: tuple[Override, ...], zone: str, expected: list[tuple[str | int, ...]]
) -> None:
    found = found_in(person("p"), rotation("p", overrides=overrides, zone=zone))
    assert found == [(code, ("rotations", "r", "overrides", *rest)) for code, *rest in expected]


def test_a_circle_of_consumers_is_told_whole() -> None:
    models = (
        Model("a", consumers=("crm", "Bee")),
        Model("b", aliases=("bee",), consumers=("c",)),
        Model("c", consumers=("b", "d")),
        Model("d"),
    )
    problems = problems_in(a_map(*models))
    assert [(p.path, p.fact("cycle")) for p in problems] == [
        (("models", "b", "consumers", 0), "b → c → b")
    ]


def test_a_near_id_of_the_right_sort_is_offered() -> None:
    ownership = a_map(person("goran"), team("gorana"), rotation("gorann", "Tomas"), person("tomas"))
    problems = [offered(problem, ownership) for problem in problems_in(ownership)]
    assert [problem.fact("near") for problem in problems] == ["goran", "tomas"]


def test_nothing_is_offered_for_a_problem_that_is_no_unknown_id() -> None:
    ownership = a_map(person("a"), team("a"))
    (problem,) = problems_in(ownership)
    assert problem.code == ProblemCode.ID_TAKEN
    assert offered(problem, ownership) is problem


ids = st.sampled_from("abcdef")


@given(edges=st.dictionaries(ids, st.lists(ids, max_size=4)))
def test_cycles_are_cycles_and_are_found_exactly_if_there_are_some(
    edges: dict[str, list[str]],
) -> None:
    found = cycles(edges)
    for cycle in found:
        assert cycle[0] == cycle[-1]
        assert all(after in edges[before] for before, after in pairwise(cycle))
    assert bool(found) == any(_reaches(edges, start) for start in edges)


def _reaches(edges: dict[str, list[str]], start: str) -> bool:
    """Whether a walk from `start` comes back to it."""
    ahead, seen = list(edges[start]), set[str]()
    while ahead:
        step = ahead.pop()
        if step not in seen:
            seen.add(step)
            ahead += edges.get(step, ())
    return start in seen


def test_a_long_chain_is_searched_without_recursion() -> None:
    edges = {str(number): [str(number + 1)] for number in range(20_000)}
    assert cycles(edges) == []
    assert len(cycles({**edges, "20000": ["0"]})[0]) == 20_002


def test_a_thicket_of_cycles_is_not_told_in_full() -> None:
    everybody = [str(number) for number in range(60)]
    assert len(cycles(dict.fromkeys(everybody, everybody))) == 100


@given(names=st.lists(st.text(st.characters(exclude_characters="\0"))))
@example(names=["trader's model", "traders' model", "it's", "'s", "a", "s"])
@example(names=["trader\u2019s model", "Zo\u00eb's", "\u2019s"])
@example(names=["a  b", "-a-", "_a__b_", "", "-", "a\tb", "\x1f", "\x7f"])
def test_names_are_compared_as_the_bot_finds_them(names: list[str]) -> None:
    assert keys(names) == [key(name) for name in names]


@pytest.mark.parametrize(
    ("name", "is_legible"),
    [
        ("Priya Nair", True),
        ("Zo\u00eb M\u00fcller", True),
        ("\u5c71\u7530\u592a\u90ce", True),
        ("Ops \U0001f469\u200d\U0001f692", True),  # joined emoji
        ("Priya\nOn call for ever", False),
        ("Priya\tNair", False),
        ("\u200b \u200b", False),
        ("Lars \u202egnp", False),
        ("two\u2028lines", False),
    ],
)
def test_a_name_shows_as_what_it_is(name: str, is_legible: bool) -> None:  # noqa: FBT001
    declared = OwnershipMap(
        Organisation(name=name),
        people={"p": Person("p", name)},
        teams={"t": Team("t", name)},
    )
    wrong = [
        (ProblemCode.ILLEGIBLE_NAME, place)
        for place in (("organisation", "name"), ("people", "p", "name"), ("teams", "t", "name"))
    ]
    assert [(p.code, p.path) for p in problems_in(declared)] == ([] if is_legible else wrong)
