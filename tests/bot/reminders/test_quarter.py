"""Ninety days in a few seconds: no gap unmentioned, no message twice, nobody disturbed at night."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from bot.reminders.gap_digests import GAP_DIGESTS
from bot.reminders.hindered import HINDRANCES
from bot.reminders.ladder import LADDER
from bot.reminders.policy import Policy
from bot.wording.ladder import Step
from knowledge.entities import Channel
from tests.bot.reminders.quarter import FALLBACK, ZONES, Quarter, may_be_disturbed
from tests.bot.reminders.stage import Clock, Stage

MONDAY = datetime(2026, 9, 21, 6, tzinfo=UTC)
"""Summer time ends within the quarter: in Europe on 25 October, in America on 1 November."""


@pytest.mark.parametrize("seed", [7])
def test_a_quarter(tmp_path: Path, seed: int) -> None:
    stage = Stage(
        tmp_path / "whoowns.db",
        None,
        Clock(MONDAY),
        (GAP_DIGESTS, LADDER, HINDRANCES),
        replace(Policy(), fallback=Channel(slack=FALLBACK)),
    )
    quarter = Quarter(stage, Random(seed))  # noqa: S311  # a simulation
    quarter.run(days=90)
    messages = [*stage.chat.messages.values()]

    twice = [key for key, times in Counter(m.key for m in messages).items() if times > 1]
    assert twice == []
    people = {f"U{channel}": channel for channel in ZONES}
    asleep = [m for m in messages if not may_be_disturbed(m.at, people.get(m.channel, m.channel))]
    assert asleep == []

    for step in Step:
        told = Counter(
            line.removeprefix("  - ").split(",")[0]
            for m in messages
            if (m.key or "").startswith(f"ladder-{step}/")
            for line in m.text.splitlines()
            if ", model-quality, since " in line
        )
        assert all(times <= quarter.oracle.openings[model] for model, times in told.items())

    # It was a quarter in which much happened.
    assert quarter.deaths > 10
    assert quarter.checked > 500
    kinds = Counter((m.key or "").split("/")[0] for m in messages)
    assert kinds["gaps"] > 100
    assert kinds["ladder-lead"]
    assert kinds["ladder-sponsor"]
    assert stage.chat.looked_back > 5
    stage.close()
