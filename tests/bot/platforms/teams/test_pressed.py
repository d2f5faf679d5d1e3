"""A button in Teams: what whoever pressed sees, and what the others see."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.platforms.teams.pressed import Pressed
from knowledge.ownership import OwnershipMap
from tests.bot.platforms.teams.desk import ASKER, TeamsSide, in_channel, personal
from tests.bot.render.card_rules import faults
from tests.e2e.teams_bot import member
from tests.northwind import NORTHWIND, NOW


@pytest.fixture
def side(tmp_path: Path) -> Iterator[TeamsSide]:
    side = TeamsSide(tmp_path, NORTHWIND, lambda: NOW, admins=frozenset({ASKER}))
    side.wire.members["29:asker"] = member(ASKER)
    yield side
    side.close()


def pressed(
    activity: dict[str, Any], say: str, verb: str = "ask", card: str = "1"
) -> dict[str, Any]:
    action = {"type": "Action.Execute", "verb": verb, "data": {"say": say}}
    invoke = {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": action}}
    return {**activity, **invoke, "replyToId": card, "text": None}


def test_the_answer_takes_the_place_of_the_card_for_all(side: TeamsSide) -> None:
    ((status, body),) = side.hear(pressed(in_channel(""), "churn infra"))

    assert (status, body["type"]) == (200, "application/vnd.microsoft.card.adaptive")
    assert faults(body["value"]) == []
    ((where, message, activity),) = side.wire.updated
    assert (where, message) == ("19:risk@thread.tacv2;messageid=7", "1")
    assert activity["attachments"][0]["content"] == body["value"]


def test_an_aside_takes_its_place_for_whoever_pressed_alone(side: TeamsSide) -> None:
    ((_, body),) = side.hear(pressed(in_channel(""), "help"))

    assert body["value"]["fallbackText"].startswith("I answer who is paged")
    assert side.wire.updated == []


def test_a_card_that_stays_for_others_is_answered_beside_in_words(side: TeamsSide) -> None:
    ((_, body),) = side.hear(pressed(in_channel(""), "churn *infra*", verb="aside"))

    assert body["type"] == "application/vnd.microsoft.activity.message"
    assert body["value"].startswith("Goran Petrov is paged for infrastructure on churn.")
    assert side.wire.updated == []


def test_two_who_press_at_once_are_two_and_a_double_click_is_one(side: TeamsSide) -> None:
    said = "set churn model-quality hana because she knows it"
    other = {"from": {"id": "29:other", "aadObjectId": "00000000-0000-4000-8000-0000000000ab"}}

    async def clicks() -> list[Any]:
        listener = Pressed(side.desk)
        presses = [
            pressed(personal(""), said),
            pressed(personal(""), said),
            pressed(personal("", **other), said),
        ]
        answers = await asyncio.gather(*(listener.button(press) for press in presses))
        await side.background.drain(5)
        return [answer["value"]["fallbackText"] for answer in answers if answer]

    first, second, others = asyncio.run(clicks())

    assert first.startswith("Declared.")
    assert second == first
    assert others.startswith("Teams didn't tell me who you are")


@pytest.mark.parametrize("value", [None, {}, {"action": {"data": {"say": 3}}}, {"action": "x"}])
def test_a_press_that_says_nothing_is_received(side: TeamsSide, value: object) -> None:
    ((status, body),) = side.hear({**pressed(personal(""), "x"), "value": value})
    assert (status, body) == (200, {})


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("composeExtension/query", ("composeExtension", "text")),
        ("composeExtension/fetchTask", ("task", "value")),
        ("task/fetch", ("task", "value")),
    ],
)
def test_whoever_waits_for_what_fails_is_told(
    side: TeamsSide, name: str, path: tuple[str, str]
) -> None:
    def broken() -> OwnershipMap | None:
        raise RuntimeError

    side.desk = replace(side.desk, office=replace(side.desk.office, current=broken))
    ((status, body),) = side.hear({**personal(""), "type": "invoke", "name": name, "value": {}})

    assert status == 200
    assert "my log has it under" in body[path[0]][path[1]]
