"""The same button pressed twice in a moment is pressed once."""

import asyncio
from typing import Any

from bot.platforms.slack.buttons import _DOUBLE_CLICK, Pressed


def pressed(value: str) -> dict[str, Any]:
    button = {"action_id": "share", "value": value}
    container = {"message_ts": "1.0"}
    return {
        "user": {"id": "U1"},
        "channel": {"id": "C1"},
        "container": container,
        "actions": [button],
    }


class Steered(asyncio.SelectorEventLoop):
    """A loop whose time can be moved on."""

    ahead = 0.0

    def time(self) -> float:
        return super().time() + self.ahead

    async def passes(self, seconds: float) -> None:
        self.ahead += seconds
        await asyncio.sleep(0.001)  # whatever is due by now comes before


def test_another_button_has_a_moment_of_its_own() -> None:
    nothing: Any = None  # that is what telling them apart takes of the others
    loop = Steered()

    async def press() -> list[bool]:
        at_hand = Pressed(nothing, nothing, nothing)
        seen = [at_hand._is_double_click(pressed("churn"))]
        await loop.passes(_DOUBLE_CLICK * 0.8)
        seen.append(at_hand._is_double_click(pressed("fraud-model")))
        await loop.passes(_DOUBLE_CLICK * 0.4)  # the first one's moment is over, the second's not
        seen.append(at_hand._is_double_click(pressed("fraud-model")))
        await loop.passes(_DOUBLE_CLICK)
        return [*seen, at_hand._is_double_click(pressed("fraud-model"))]

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        assert runner.run(press()) == [False, False, True, False]
