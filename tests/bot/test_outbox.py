"""Which platform a message goes out on, and what happens where none takes it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot.outbox import Hindrance, Outboxes, Undelivered
from bot.reply import Headline, Notice, Place, Posted, Reply
from knowledge.entities import Channel, Person

HELLO = Reply((Headline(("Hello.",)),))


@dataclass
class Recorded:
    """An outbox that keeps what goes out, or refuses it."""

    platform: str
    refuses: Hindrance | None = None
    out: list[tuple[str, Reply]] = field(default_factory=list)

    async def post(self, place: Place, reply: Reply, key: str | None = None) -> Posted:
        if self.refuses:
            raise Undelivered(self.refuses)
        self.out.append((place.channel or "", reply))
        return Posted(place, f"{self.platform} {key}")

    async def edit(self, posted: Posted, reply: Reply) -> None:
        self.out.append((f"edit {posted.message}", reply))

    async def tell(self, person: Person, reply: Reply, key: str | None = None) -> Posted:
        return await self.post(Place(self.platform, f"dm {person.id}"), reply, key)

    async def find(self, place: Place, key: str, since: datetime) -> Posted | None:
        raise AssertionError((place, key, since))


def both() -> tuple[Recorded, Recorded, Outboxes]:
    slack, teams = Recorded("slack"), Recorded("teams")
    return slack, teams, Outboxes({"slack": slack, "teams": teams})


def test_a_channel_is_written_to_where_it_is() -> None:
    slack, teams, outboxes = both()
    asyncio.run(outboxes.post(Channel(slack="C1"), HELLO))
    asyncio.run(outboxes.post(Channel(teams="19:x"), HELLO))
    assert [to for to, _ in slack.out] == ["C1"]
    assert [to for to, _ in teams.out] == ["19:x"]


def test_who_is_known_to_no_platform_that_runs_is_not_reached() -> None:
    teams_only = Outboxes({"teams": Recorded("teams")})
    with pytest.raises(Undelivered, match="unreachable-person"):
        asyncio.run(teams_only.tell(Person(id="priya", name="Priya", slack="U1"), HELLO))
    with pytest.raises(Undelivered, match="unknown-place"):
        asyncio.run(teams_only.post(Channel(slack="C1"), HELLO))


def test_an_edit_goes_where_the_message_stands() -> None:
    _, teams, outboxes = both()
    posted = asyncio.run(outboxes.post(Channel(teams="19:x"), HELLO, key="digest 1"))
    asyncio.run(outboxes.edit(posted, HELLO))
    assert teams.out[-1][0] == "edit teams digest 1"


def test_one_notice_that_is_not_delivered_does_not_keep_the_next_from_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    slack, teams, outboxes = both()
    teams.refuses = Hindrance.ARCHIVED
    lost, given = Channel(teams="19:x"), Person(id="priya", name="Priya", slack="U1")
    asyncio.run(outboxes.give([Notice(lost, HELLO), Notice(given, HELLO)]))
    assert slack.out == [("dm priya", HELLO)]
    assert [record.__dict__["facts"] for record in caplog.records] == [{"hindrance": "archived"}]
