"""Many channels at once: within the limits, with progress in the log."""

import asyncio
import logging
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.gap_digests import GAP_DIGESTS
from bot.reminders.pace import Pace
from knowledge.entities import Channel, Model, Organisation
from knowledge.ownership import OwnershipMap
from tests.bot.reminders.stage import Clock, Stage

FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)
CHANNELS = 300
MODELS = 5_000
BETWEEN = 0.25


def crowd() -> OwnershipMap:
    """Nobody is named for anything."""
    models = (
        Model(id=f"model-{n}", channel=Channel(slack=f"C{n % CHANNELS:04}")) for n in range(MODELS)
    )
    return OwnershipMap(Organisation(name="Crowd"), models={m.id: m for m in models})


def test_five_thousand_models_in_three_hundred_channels(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.reminders")
    stage = Stage(tmp_path / "whoowns.db", None, Clock(FRIDAY), (GAP_DIGESTS,))
    stage.declare(crowd())
    process = stage.process()
    stage.tick(process)
    stage.clock.pass_(timedelta(days=3, hours=1))  # Monday at ten

    while stage.tick(process).due:
        stage.clock.pass_(timedelta(seconds=1))

    sent = sorted(stage.chat.messages.values(), key=lambda message: message.at)
    assert len({message.channel for message in sent}) == len(sent) == CHANNELS
    assert timedelta(seconds=60) < sent[-1].at - sent[0].at < timedelta(minutes=3)
    assert "and 7 more" in sent[0].text  # 17 models, 10 of them shown
    progress = [record for record in caplog.records if record.message == "reminding"]
    assert len(progress) >= 5
    stage.close()


@given(st.lists(st.sampled_from("abc"), max_size=30))
def test_a_place_gets_one_message_a_second_and_all_together_four(places: list[str]) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    async def turns() -> dict[str, list[float]]:
        pace, times = Pace(lambda: 1000.0, sleep), defaultdict[str, list[float]](list)
        for place in places:
            waits[:] = [0.0]
            await pace.turn(place)
            times[place].append(waits[-1])
        return times

    times = asyncio.run(turns())
    everything = sorted(at for of_place in times.values() for at in of_place)
    assert all(b - a >= BETWEEN for a, b in pairwise(everything))
    assert all(b - a >= 1 for of_place in times.values() for a, b in pairwise(of_place))
    assert everything[-1:] <= [len(places) * 1.25]
