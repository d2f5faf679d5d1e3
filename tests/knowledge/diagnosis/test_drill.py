"""Who would be woken in the coming week, and when nobody would."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.diagnosis.drill import WEEK, Drill, Row, drill, length
from knowledge.entities import Override, Page, PageKind, Person
from knowledge.ownership import GapReason, NobodyNamed, OnCall, OwnershipMap, PageKey
from tests.northwind import NORTHWIND, NOW, ROTATIONS, weekly

QUALITY, INFRASTRUCTURE = PageKind.MODEL_QUALITY, PageKind.INFRASTRUCTURE


def wall(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001  # a wall time


def row_of(found: Drill, page: PageKey) -> Row:
    return next(row for row in found.rows(99)[page.model] if row.page == page)


def told(ownership: OwnershipMap, model: str, kind: PageKind) -> list[tuple[str, str]]:
    row = row_of(drill(ownership, NOW), PageKey(model, kind))
    return [
        (f"{watch.start:%a %H:%M}", watch.person.name if watch.person else "nobody")
        for watch in row.watches
    ]


def test_a_rotation_is_followed_over_its_handoff() -> None:
    assert told(NORTHWIND, "fraud-model", QUALITY) == [
        ("Mon 12:00", "Priya Nair"),
        ("Mon 09:00", "Tomas Reyes"),
    ]


def test_a_page_that_is_nobodys_is_a_hole_all_week() -> None:
    found = drill(NORTHWIND, NOW)
    (watch,) = row_of(found, PageKey("churn", QUALITY)).watches
    assert (watch.end - watch.start, watch.held) == (
        WEEK,
        NobodyNamed(GapReason.ONLY_A_TEAM, NORTHWIND.teams["growth"]),
    )


def test_a_hole_of_half_an_hour_is_found() -> None:
    fraud = replace(
        ROTATIONS[0],
        overrides=(Override(start=wall(25, 2), end=wall(25, 2, 30), person="gone"),),
    )
    holed = replace(NORTHWIND, rotations={**NORTHWIND.rotations, fraud.id: fraud})
    assert told(holed, "fraud-model", QUALITY) == [
        ("Mon 12:00", "Priya Nair"),
        ("Wed 02:00", "nobody"),
        ("Wed 02:30", "Priya Nair"),
        ("Mon 09:00", "Tomas Reyes"),
    ]


def test_holes_are_told_the_longest_first_and_of_one_owner_together() -> None:
    found = drill(NORTHWIND, NOW)
    pages = [hole.pages for hole in found.holes]
    assert [length(hole.holes) for hole in found.holes] == [WEEK] * 4
    assert found.empty == sum(len(hole) for hole in pages)
    models = list(found.rows(99))
    assert set(models[:7]) == {page.model for hole in pages for page in hole}
    undeclared = next(hole for hole in pages if PageKey("demand-2026", QUALITY) in hole)
    assert PageKey("churn-uplift", INFRASTRUCTURE) in undeclared


def test_it_can_be_of_some_models_only() -> None:
    found = drill(NORTHWIND, NOW, ["churn"])
    assert (list(found.rows(99)), found.pages, found.empty) == (["churn"], 2, 1)
    assert [(person.name, pages) for person, pages in found.woken_ever()] == [("Goran Petrov", 1)]
    people, nobody = found.woken(NOW)
    assert ([person.name for person, _ in people], nobody) == (["Goran Petrov"], 1)


PEOPLE = [Person(id=f"p{n}", name=f"P {n}", active=n != 2) for n in range(4)]
OVERRIDES = st.lists(
    st.tuples(st.integers(0, 200), st.integers(1, 40), st.sampled_from(PEOPLE)), max_size=6
)


@settings(max_examples=60)
@given(OVERRIDES, st.lists(st.sampled_from(PEOPLE), max_size=4), st.integers(0, 300))
def test_the_week_is_covered_and_agrees_with_who_is_on_call(
    overrides: list[tuple[int, int, Person]], members: list[Person], hours: int
) -> None:
    rotation = replace(
        weekly("r", *(person.id for person in members)),
        overrides=tuple(
            Override(
                start=wall(20, 0) + timedelta(hours=start),
                end=wall(20, 0) + timedelta(hours=start + length),
                person=person.id,
            )
            for start, length, person in overrides
        ),
    )
    model = replace(
        NORTHWIND.models["fraud-model"],
        pages=replace(
            NORTHWIND.models["fraud-model"].pages,
            model_quality=replace(
                NORTHWIND.models["fraud-model"].pages.model_quality or Page(), owner="r"
            ),
        ),
    )
    ownership = OwnershipMap(
        NORTHWIND.organisation,
        people={person.id: person for person in PEOPLE},
        rotations={"r": rotation},
        models={model.id: model},
    )
    now = datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=hours)
    row = row_of(drill(ownership, now), PageKey(model.id, QUALITY))
    borders = [watch.start for watch in row.watches] + [row.watches[-1].end]
    assert (borders[0], borders[-1]) == (now, now + WEEK)
    assert borders == sorted(set(borders))
    assert [watch.end for watch in row.watches] == borders[1:]
    for hour in range(0, 168, 5):
        at = now + timedelta(hours=hour, minutes=30)
        held = ownership.resolve("r", at)
        (watch,) = (w for w in row.watches if w.start <= at < w.end)
        assert watch.person == (held.person if isinstance(held, OnCall) else None)
