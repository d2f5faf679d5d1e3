"""A list of gaps that is longer than a message: the rest of it, piece by piece."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation import reply_to
from bot.platforms.console import asking, converse
from bot.render.adaptive_card import adaptive_card
from bot.render.block_kit import block_kit
from bot.render.plain import plain
from bot.reply import Action, Buttons, Message
from knowledge.entities import Model, Page, Pages, Person, Team
from knowledge.ownership import OwnershipMap
from tests.northwind import NORTHWIND, NOW


def with_gaps(count: int) -> OwnershipMap:
    """A map in which so many models have nobody for quality, by number; half of them are Growth's."""
    named = Pages(infrastructure=Page(owner="goran"))
    models = [
        Model(id=f"m{n:03}", pages=named, trained_by="growth" if n % 2 else None)
        for n in range(1, count + 1)
    ]
    return replace(NORTHWIND, models={model.id: model for model in models})


def listed(text: str) -> list[str]:
    return re.findall(r"- (m\d+), model-quality", text)


def names(first: int, last: int) -> list[str]:
    return [f"m{n:03}" for n in range(first, last + 1)]


def test_each_piece_offers_the_next_until_all_were_shown() -> None:
    ask = asking(lambda: with_gaps(110), lambda: NOW)
    first, second, third = converse(["which models have no quality owner", "1", "1"], ask)
    assert listed(first) == names(1, 40)
    assert (
        "and 70 more\n  1. Next 40: which models have no named model-quality owner from 41" in first
    )
    assert "Of 110 pages, from 41 on:" in second
    assert listed(second) == names(41, 80)
    assert "and 30 more\n  1. Next 30: " in second
    assert listed(third) == names(81, 110)
    assert "more" not in third


@pytest.mark.parametrize(
    "asked",
    [
        "gaps for growth and risk-ml",
        "which models of Risk ML and Growth have no owner",
        "drill for growth, risk-ml",
        "2 a.m. drill for growth and risk-ml",
    ],
)
def test_of_two_teams_none_is_passed_over(asked: str) -> None:
    heard = plain(reply_to(Message(asked), NORTHWIND, NOW))
    assert heard.startswith("One at a time, please. Which one?\n")
    assert ("id growth" in heard, "id risk-ml" in heard) == (True, True)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("which models have no quality owner, from 51", names(51, 90)),
        ("gaps from 51", names(51, 90)),
        ("gaps, from #101?", names(101, 120)),
        ("unowned models from 120", names(120, 120)),
        ("which models have no named quality owner in growth from 51", ["m101", "m103", "m105"]),
    ],
)
def test_the_rest_can_be_asked_for_in_words(asked: str, shown: list[str]) -> None:
    text = asking(lambda: with_gaps(120), lambda: NOW)(asked)
    assert listed(plain(text))[: len(shown)] == shown


@pytest.mark.parametrize("asked", ["gaps from 121", "gaps from 9999999"])
def test_there_is_nothing_behind_the_end(asked: str) -> None:
    text = plain(asking(lambda: with_gaps(120), lambda: NOW)(asked))
    assert text.startswith("!! 120 of 120 models have nobody named")
    assert "That is 120 pages, so there is none from" in text
    assert listed(text) == []


def test_what_follows_is_of_the_same_team_and_the_same_instant() -> None:
    asked = "models without a quality owner in growth on saturday 02:00"
    text = plain(asking(lambda: with_gaps(120), lambda: NOW)(asked))
    assert (
        "Next 20: which models have no named model-quality owner in growth"
        " at 2026-11-28T02:00:00+00:00 from 41" in text
    )
    later = NOW + timedelta(minutes=5)
    value = text.rpartition("Next 20: ")[2]
    again = plain(asking(lambda: with_gaps(120), lambda: later)(value))
    assert "of 60 models of Growth have nobody named for model-quality pages on Sat 28 Nov" in again
    assert listed(again) == [f"m{n:03}" for n in range(81, 120, 2)]


@pytest.mark.parametrize("asked", ["gaps", "gaps from 51"])
def test_a_piece_keeps_within_the_limits_of_its_platforms(asked: str) -> None:
    reply = reply_to(Message(asked), with_gaps(200), NOW)
    (buttons,) = [part for part in reply.parts if isinstance(part, Buttons)]
    assert [b.action for b in buttons.buttons] == [Action.ASK, *[Action.FORM] * 5]
    assert len(block_kit(reply)) <= 50


def test_no_platform_cuts_what_the_next_piece_leaves_out() -> None:
    ownership, waiting = with_gaps(50), "rotation-with-a-long-name"
    models = [
        Model(id=f"{model}-{'x' * 40}", pages=Pages(model_quality=Page(owner=waiting)))
        for model in ownership.models
    ]
    rotation = replace(ownership.rotations["fraud-quality"], id=waiting, name=waiting, members=())
    reply = reply_to(
        Message("which models have no quality owner"),
        replace(
            ownership,
            models={model.id: model for model in models},
            rotations={**ownership.rotations, waiting: rotation},
        ),
        NOW,
    )
    for shown in (str(block_kit(reply)), str(adaptive_card(reply))):
        assert all(model.id in shown for model in models[:40])
        assert "Next 10" in shown


@pytest.mark.parametrize("letter", ["x", "ж", "猫"])
def test_of_absurd_names_each_is_shown_in_some_piece_on_every_platform(letter: str) -> None:
    waiting = replace(NORTHWIND.rotations["nobodys-turn"], name=letter * 200)
    pages = Pages(model_quality=Page(owner=waiting.id))
    models = [Model(id=f"m{n:03}-{letter * 95}", pages=pages) for n in range(1, 101)]
    ownership = replace(
        NORTHWIND, models={m.id: m for m in models}, rotations={waiting.id: waiting}, teams={}
    )
    asked, shown, announced = "which models have no quality owner", [], []
    while asked:
        reply = reply_to(Message(asked), ownership, NOW)
        piece = re.findall(r"- (m\d+)-\w+, model-quality: the rotation \w+ has no", plain(reply))
        for seen in (str(block_kit(reply)), str(adaptive_card(reply)["body"])):
            assert (
                re.findall(r"(m\d+)-\w+\W[^\n]*?: the rotation \w+ has no members", seen) == piece
            )
        (buttons,) = [part.buttons for part in reply.parts if isinstance(part, Buttons)]
        following = [b for b in buttons if b.action is Action.ASK]
        asked = following[0].value if following else ""
        shown.append(piece)
        announced += [button.label for button in following]
    assert [model for piece in shown for model in piece] == names(1, 100)
    assert announced == [f"Next {len(piece)}" for piece in shown[1:]]


@pytest.mark.parametrize("said", ["gaps in data science", "drill for data science"])
def test_a_name_of_two_teams_is_asked_about(said: str) -> None:
    teams = {one: Team(id=one, name="Data Science") for one in ("ds-one", "ds-two")}
    heard = plain(reply_to(Message(said), replace(NORTHWIND, teams=teams), NOW))
    assert heard.splitlines() == [
        "That name is that of several. Which one?",
        "Data Science (a team), id ds-one, Data Science (a team), id ds-two",
    ]


@pytest.mark.parametrize(
    "asked", ["gaps for priya", "which of Priya's models have no owner", "priya nair's gaps"]
)
def test_a_person_has_no_gaps_but_may_have_a_team(asked: str) -> None:
    text = plain(asking(lambda: NORTHWIND, lambda: NOW)(asked))
    assert text.splitlines() == [
        "I can tell all gaps, or a team's, but not a person's.",
        "Did you mean one of these?",
        "  1. Risk ML: which models have no named infrastructure or model-quality owner in risk-ml",
        "  2. Priya Nair: what does priya own",
    ]


def test_what_is_offered_instead_of_a_persons_gaps_is_of_the_same_kind_and_instant() -> None:
    ask = asking(lambda: NORTHWIND, lambda: NOW, "priya")
    offered, answered = converse(["my quality gaps on saturday 02:00 except churn", "1"], ask)
    said = "which models have no named model-quality owner in risk-ml except churn"
    assert f"1. Risk ML: {said} at 2026-11-28T02:00:00+00:00" in offered
    assert "model of Risk ML" in answered


@pytest.mark.parametrize(
    ("asked", "heard"),
    [
        ("gaps for idle", "The map holds no model of Idle, so"),
        (
            "gaps for growth except churn and churn-uplift",
            "The map holds no model of Growth, leaving out churn and churn-uplift, so",
        ),
    ],
)
def test_where_there_is_no_model_nothing_is_said_to_be_owned(asked: str, heard: str) -> None:
    teams = {**NORTHWIND.teams, "idle": Team(id="idle", name="Idle")}
    ownership = replace(NORTHWIND, teams=teams)
    assert plain(asking(lambda: ownership, lambda: NOW)(asked)) == (
        f"{heard} there is nothing to name an owner for."
    )


def test_whose_gaps_are_mine_is_not_guessed() -> None:
    text = plain(asking(lambda: NORTHWIND, lambda: NOW)("my gaps"))
    assert text.splitlines()[1] == "All pages for which nobody is named: `gaps`."


def test_a_rotations_pages_tell_whether_somebody_is_on_call() -> None:
    text = plain(asking(lambda: NORTHWIND, lambda: NOW)("gaps for nobodys-turn"))
    assert text.startswith("!! NOBODY is on call for nobodys-turn")


def test_an_everyday_word_is_nobodys_gaps_though_somebody_is_called_so() -> None:
    will = Person(id="will", name="Will Own")
    people = {**NORTHWIND.people, "will": will}
    text = plain(
        asking(lambda: replace(NORTHWIND, people=people), lambda: NOW)(
            "which models will have no owner tomorrow"
        )
    )
    assert text.startswith("!! ")
