"""Questions that a button says for somebody: they mean the very instant that was asked about."""

from datetime import timedelta

import pytest

from bot.conversation import reply_to
from bot.render.plain import plain
from bot.reply import Action, Button, Buttons, Message, Place
from tests.northwind import NORTHWIND, NOW

PLACE = Place("slack", "C0GROWTH")


def buttons(said: str, action: Action, *, later: timedelta = timedelta()) -> list[Button]:
    reply = reply_to(Message(said, None, PLACE, only_sender=True), NORTHWIND, NOW + later)
    each = [b for part in reply.parts if isinstance(part, Buttons) for b in part.buttons]
    return [button for button in each if button.action is action]


def heard(said: str, *, later: timedelta = timedelta()) -> str:
    return plain(reply_to(Message(said, None, PLACE), NORTHWIND, NOW + later)).splitlines()[0]


@pytest.mark.parametrize(
    "said",
    [
        "who is on call for fraud-model quality at 2am",
        "fraud-model and churn infra in 3 hours",
        "who is on call for fruad-model tomorrow",
        "who do I escalate to for fraud-model quality tonight",
        "who knows the business side of fraud-model tomorrow at 9am",
        "when was fraud-model quality declared tomorrow",
    ],
)
def test_what_is_shared_a_day_later_is_the_answer_that_was_seen(said: str) -> None:
    (share,) = buttons(said, Action.SHARE)
    assert heard(share.value, later=timedelta(hours=15)) == heard(said)


def test_what_is_asked_about_now_is_shared_as_it_is_then() -> None:
    (share,) = buttons("fraud-model quality, please", Action.SHARE)
    assert share.value == "fraud-model quality, please"


@pytest.mark.parametrize("said", ["who owns fraud at 2", "who is on call for fraud this weekend"])
def test_an_hour_that_was_left_open_is_asked_about_before_the_model(said: str) -> None:
    """A button that settles the model would ask about now instead."""
    assert buttons(said, Action.ASK) == []
    assert heard(said).startswith("When is ")


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("what does platform-primry own tomorrow at 9am", " at 2026-11-24T09:00+00:00"),
        ("who is on call for platform-primry on saturday 02:00", " at 2026-11-28T02:00+00:00"),
        ("who is on call for platfrom primary", ""),
    ],
)
def test_a_misspelt_party_is_offered_for_the_same_instant(said: str, when: str) -> None:
    (button,) = buttons(said, Action.ASK)
    assert button.value == f"what does platform-primary own{when}"


def test_an_open_hour_is_asked_about_before_a_party() -> None:
    assert heard("what does platform-primry own this weekend").startswith("When is ")


def test_a_model_that_resembles_no_party_is_an_unknown_model() -> None:
    assert heard("who is on call for zebra") == "I know no model called `zebra`."
