"""The 2 a.m. drill in chat: the holes in words, the week as a picture."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.render.machine import machine
from bot.render.plain import plain
from bot.reply import Reply
from bot.wording.drill import drill_parts, next_two
from bot.wording.outcomes import word
from bot.wording.pictures import MODELS_DRAWN, drill_picture
from knowledge.entities import Model, Override, Page, Pages, Person
from knowledge.ownership import OwnershipMap
from knowledge.questions import ask
from knowledge.questions.drilling import DrillAnswer
from knowledge.reading import Asker
from tests.northwind import NORTHWIND, NOW, ROTATIONS


def drilled(question: str, ownership: OwnershipMap = NORTHWIND) -> DrillAnswer:
    found = ask(question, ownership, Asker(), NOW)
    assert isinstance(found, DrillAnswer)
    return found


def heard(question: str, ownership: OwnershipMap = NORTHWIND) -> str:
    return plain(word(ask(question, ownership, Asker(), NOW)))


def test_every_hole_is_told_with_its_hours_and_its_reason() -> None:
    override = Override(
        start=datetime(2026, 11, 25, 2),  # noqa: DTZ001  # a wall time
        end=datetime(2026, 11, 25, 2, 30),  # noqa: DTZ001  # a wall time
        person="gone",
    )
    fraud = replace(ROTATIONS[0], overrides=(override,))
    holed = replace(NORTHWIND, rotations={**NORTHWIND.rotations, fraud.id: fraud})
    assert heard("2 a.m. drill for fraud-model", holed) == (
        "!! NOBODY would be woken for 1 of the 2 pages of fraud-model at some time until"
        " Mon 30 Nov 12:00 (Europe/London).\n"
        "  - fraud-model model-quality: Wed 25 Nov 02:00 to 02:30 (Europe/London), as Greta Gone is"
        " inactive\n"
        "On Tue 24 Nov 02:00 (Europe/London): Goran Petrov for 1 page, Priya Nair for 1 page.\n"
        "In the whole week: Goran Petrov for 1 page, Hana Ito for 1 page, Priya Nair for 1 page,"
        " Tomas Reyes for 1 page."
    )


def test_all_is_well() -> None:
    assert heard("drill for fraud-model").startswith(
        "Every page of fraud-model would wake somebody, at any hour until Mon 30 Nov 12:00"
    )


def test_the_drill_of_several_teams_is_wanted_one_at_a_time() -> None:
    assert heard("drill for growth and risk ml") == (
        "One at a time, please. Which one?\n"
        "Growth (a team), id growth, Risk ML (a team), id risk-ml"
    )


@pytest.mark.parametrize(
    ("question", "models"),
    [
        ("2 a.m. drill", 9),
        ("2am drill", 9),
        ("drill", 9),
        ("drill please", 9),
        ("show me the heat map", 9),
        ("run the 2 a.m. drill for churn", 1),
        ("drill churn", 1),
        ("drill churn uplift", 1),
        ("drill fraud scoring", 1),
        ("drill for growth", 2),
        ("drill Risk ML", 1),
        ("a drill for churn and fraud-model", 2),
        ("drill churn fraud-model", 2),
        ("drill churn and fraud-model", 2),
        ("Drill churn, fraud-model and search-ranker please", 3),
    ],
)
def test_it_is_asked_for_in_many_words(question: str, models: int) -> None:
    found = machine(question, ask(question, NORTHWIND, Asker(), NOW), NOW)
    assert (found["status"], found["intent"]) == ("answered", "drill")
    assert drilled(question).count == models


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("drill chrun", "unknown_model"),
        ("drill for zebra-model", "unknown_model"),
        ("drill for priya", "not_understood"),
    ],
)
def test_it_never_guesses_for_what(question: str, status: str) -> None:
    found = machine(question, ask(question, NORTHWIND, Asker(), NOW), NOW)
    assert found["status"] == status


def test_what_would_not_fit_is_counted() -> None:
    models = {f"m{n:03}": Model(id=f"m{n:03}") for n in range(40)}
    many = replace(NORTHWIND, models=models)
    assert "m005 model-quality" not in heard("drill", many)
    assert "and 74 more: the whole week, as no owner is declared" in heard("drill", many)
    whole = plain(Reply(tuple(drill_parts(drilled("drill", many), whole=True))))
    assert "m039 model-quality: the whole week" in whole


def test_the_picture_says_what_it_leaves_out() -> None:
    models = {f"m{n:03}": Model(id=f"m{n:03}") for n in range(40)}
    picture = drill_picture(drilled("drill", replace(NORTHWIND, models=models)))
    assert picture is not None
    assert f"{MODELS_DRAWN} of 40 models are drawn, those with holes first." in picture.alt
    assert picture.png.startswith(b"\x89PNG")
    assert len(picture.alt) < 2_000


def test_any_name_can_be_drawn() -> None:
    """However long, in letters that the font lacks, or many people in one week."""
    long = Model(id="x" * 100, trained_by="growth")
    people = {f"p{n}": Person(id=f"p{n}", name=f"名前 \u202e Ünüsüal {n}") for n in range(30)}
    crowd = replace(ROTATIONS[0], id="crowd", members=tuple(people), every="4 hours")  # type: ignore[arg-type]
    odd = replace(
        NORTHWIND,
        people={**NORTHWIND.people, **people},
        rotations={**NORTHWIND.rotations, "crowd": crowd},
        models={
            long.id: long,
            "busy": Model(id="busy", pages=Pages(model_quality=Page(owner="crowd"))),
        },
    )
    picture = drill_picture(drilled("drill", odd))
    assert picture is not None
    assert picture.png.startswith(b"\x89PNG")


def test_without_models_there_is_nothing_to_draw() -> None:
    bare = replace(NORTHWIND, models={})
    assert heard("drill", bare) == "There is nothing to drill: all 0 models."
    assert drill_picture(drilled("drill", bare)) is None


@pytest.mark.parametrize(
    ("after", "two"),
    [
        ("2026-11-23T12:00Z", "2026-11-24T02:00Z"),
        ("2026-11-23T02:00Z", "2026-11-23T02:00Z"),
        ("2027-03-28T00:30Z", "2027-03-28T01:00Z"),
    ],
)
def test_the_next_two_in_the_morning_is_that_of_the_clock(after: str, two: str) -> None:
    found = next_two(datetime.fromisoformat(after), "Europe/London")
    assert found == datetime.fromisoformat(two)
