"""The same button pressed twice in a moment is pressed once."""

import asyncio
from typing import Any

import pytest

from bot.platforms.slack import buttons
from bot.platforms.slack.buttons import Pressed


def pressed(value: str) -> dict[str, Any]:
    button = {"action_id": "share", "value": value}
    container = {"message_ts": "1.0"}
    return {
        "user": {"id": "U1"},
        "channel": {"id": "C1"},
        "container": container,
        "actions": [button],
    }


def test_another_button_has_a_moment_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing: Any = None  # that is what telling them apart takes of the others
    monkeypatch.setattr(buttons, "_DOUBLE_CLICK", 0.2)

    async def press() -> list[bool]:
        at_hand = Pressed(nothing, nothing, nothing)
        seen = [at_hand._is_double_click(pressed("churn"))]
        await asyncio.sleep(0.15)
        seen.append(at_hand._is_double_click(pressed("fraud-model")))
        await asyncio.sleep(0.1)  # the first one's moment is over, and not the second one's
        seen.append(at_hand._is_double_click(pressed("fraud-model")))
        await asyncio.sleep(0.2)
        return [*seen, at_hand._is_double_click(pressed("fraud-model"))]

    assert asyncio.run(press()) == [False, False, True, False]
