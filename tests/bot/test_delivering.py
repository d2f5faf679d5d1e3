"""What is told under a key gets another text later, wherever it stands."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.delivering import deliver
from bot.outbox import Hindrance, Undelivered
from bot.reply import Edit, Headline, Notice, Posted, Reaction, Reply
from knowledge.entities import Person
from knowledge.store import Store
from tests.bot.test_outbox import HELLO, Recorded, both

SETTLED = Reply((Headline(("It is settled.",)),))
PRIYA = Person(id="priya", name="Priya Nair", slack="U0PRIYA")
TOMAS = Person(id="tomas", name="Tomas Reyes", teams="29:tomas")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "whoowns.db")) as store:
        yield store


def offered(key: str | None) -> Reaction:
    return Reaction(HELLO, [Notice(person, HELLO, key) for person in (PRIYA, TOMAS)])


def test_everything_under_a_key_is_edited_and_nothing_else(store: Store) -> None:
    slack, teams, outboxes = both()
    asyncio.run(deliver(offered("offer 1"), outboxes, store))
    asyncio.run(deliver(offered("offer 2"), outboxes, store))
    asyncio.run(deliver(offered(None), outboxes, store))

    asyncio.run(deliver(Reaction(HELLO, edits=[Edit("offer 1", SETTLED)]), outboxes, store))

    assert [reply for _, reply in slack.out] == [HELLO, HELLO, HELLO, SETTLED]
    assert [reply for _, reply in teams.out] == [HELLO, HELLO, HELLO, SETTLED]


class Stubborn(Recorded):
    """One that posts and does not edit."""

    async def edit(self, posted: Posted, reply: Reply) -> None:
        del posted, reply
        raise Undelivered(Hindrance.ARCHIVED)


def test_a_message_that_cannot_be_edited_keeps_no_other_from_it(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    _, teams, outboxes = both()
    outboxes = type(outboxes)({"slack": Stubborn("slack"), "teams": teams})
    asyncio.run(deliver(offered("offer 1"), outboxes, store))
    asyncio.run(deliver(Reaction(HELLO, edits=[Edit("offer 1", SETTLED)]), outboxes, store))
    assert teams.out[-1][1] == SETTLED
    assert "a message was not edited" in caplog.text
