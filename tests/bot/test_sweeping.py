"""What happens when nobody does anything, as long as the bot runs."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot import sweeping
from bot.errands.settled import Settled
from bot.office import Office
from bot.render.plain import plain
from tests.bot.desk import desk_at
from tests.bot.test_outbox import both


def test_whoever_proposed_hears_that_it_lapsed_and_the_message_says_so(tmp_path: Path) -> None:
    slack, _, outboxes = both()
    with desk_at(tmp_path) as desk:
        said = desk.says("newcomer", "propose consumer fraud-model crm")
        assert said.startswith("Proposed")
        desk.passes(timedelta(days=15))
        asyncio.run(sweeping.sweep(desk.office, outboxes))
        asyncio.run(sweeping.sweep(desk.office, outboxes))
    (told,) = [plain(reply) for to, reply in slack.out if to == "dm U0NEWCOMER"]
    assert told.startswith("Your proposal 1. It has lapsed")


def test_a_sweep_that_fails_is_reported_and_the_next_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[Office] = []
    gone_on = asyncio.Event()

    def fails(office: Office) -> list[Settled]:
        seen.append(office)
        if len(seen) == 4:
            gone_on.set()
        raise RuntimeError

    failing = sweeping.Sweep(fails, lambda _key, _office: None)
    monkeypatch.setattr(sweeping, "SWEEPS", {"one": failing, "other": failing})

    async def until_it_has_gone_on(office: Office) -> None:
        async with asyncio.timeout(30), sweeping.sweeping(office, both()[2], every=0.001):
            await gone_on.wait()

    with desk_at(tmp_path) as desk:
        asyncio.run(until_it_has_gone_on(desk.office))
    assert "a sweep failed" in caplog.text
