"""Work after the acknowledgement: waited for, given up, never lost from sight."""

import asyncio

import pytest

from bot.platforms.background import Background


def test_shutdown_waits_for_what_was_started() -> None:
    done = []

    async def work() -> None:
        await asyncio.sleep(0.01)
        done.append("posted")

    async def story() -> None:
        background = Background()
        background.start(work())
        await background.drain(within=1)

    asyncio.run(story())
    assert done == ["posted"]


def test_shutdown_waits_for_what_was_started_meanwhile() -> None:
    done = []

    async def story() -> None:
        background = Background()

        async def told() -> None:
            await asyncio.sleep(0.01)
            done.append("told")

        async def answered() -> None:
            await asyncio.sleep(0.01)
            background.start(told())

        background.start(answered())
        await background.drain(within=1)

    asyncio.run(story())
    assert done == ["told"]


def test_shutdown_gives_up_what_takes_too_long(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        background = Background()
        background.start(asyncio.sleep(60))
        await background.drain(within=0.01)

    asyncio.run(story())
    assert caplog.messages == ["gave up unfinished work"]


def test_a_failure_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    async def broken() -> None:
        raise RuntimeError

    async def story() -> None:
        background = Background()
        background.start(broken())
        await background.drain(within=1)

    asyncio.run(story())
    assert caplog.messages == ["work after the acknowledgement failed"]
