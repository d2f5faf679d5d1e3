"""Writing first: where the bot may, what is remembered of it, and who hears where it may not."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.outbox import Hindrance, Undelivered
from bot.platforms.teams.wire import Unreadable
from bot.reply import Headline, Mention, Place, Posted, Reply
from knowledge.ownership import OwnershipMap
from tests.bot.platforms.teams.desk import ASKER, TENANT, TeamsSide, in_channel, personal
from tests.northwind import NORTHWIND, NOW

PRIYA_ID = "00000000-0000-4000-8000-0000000000a1"
PRIYA = replace(NORTHWIND.people["priya"], teams=PRIYA_ID)
GORAN = replace(NORTHWIND.people["goran"], teams="00000000-0000-4000-8000-0000000000a3")
HELLO = Reply((Headline((Mention(PRIYA), ", hello.")),))
HERS = personal(
    "help",
    conversation={"id": "a:priya", "conversationType": "personal", "tenantId": TENANT},
    **{"from": {"id": "29:priya", "aadObjectId": PRIYA_ID}},
)


def northwind() -> OwnershipMap:
    people = {**NORTHWIND.people, "priya": PRIYA, "goran": GORAN}
    organisation = replace(NORTHWIND.organisation, admins=("goran",))
    return replace(NORTHWIND, organisation=organisation, people=people)


@pytest.fixture
def side(tmp_path: Path) -> Iterator[TeamsSide]:
    side = TeamsSide(tmp_path, northwind(), lambda: NOW)
    yield side
    side.close()


def tell(side: TeamsSide, key: str | None = None) -> Posted:
    return asyncio.run(side.outbox.tell(PRIYA, HELLO, key))


def hindrance(side: TeamsSide) -> Hindrance:
    with pytest.raises(Undelivered) as undelivered:
        tell(side)
    return undelivered.value.hindrance


def test_who_has_written_is_written_to_there(side: TeamsSide) -> None:
    side.hear(HERS)
    side.wire.sent.clear()

    assert tell(side).place == Place("teams", "a:priya", is_direct=True)
    assert [to for to, _ in side.wire.sent] == ["a:priya"]


def test_for_whom_the_app_is_installed_a_chat_is_opened(side: TeamsSide) -> None:
    side.hear(in_channel("help"))

    assert tell(side).place.channel == f"a:{PRIYA_ID}"
    tell(side)
    assert side.wire.opened == [PRIYA_ID]


def test_who_is_out_of_reach_is_told_to_the_admins_once(side: TeamsSide) -> None:
    goran = {"id": "29:goran", "aadObjectId": GORAN.teams}
    side.hear(personal("help", **{"from": goran}))
    side.wire.sent.clear()

    for _ in range(2):
        side.wire.failures.append(Undelivered(Hindrance.NOT_A_MEMBER))
        assert hindrance(side) is Hindrance.UNREACHABLE_PERSON

    (card,) = side.cards()
    assert card["fallbackText"].startswith("I can't write to Priya Nair in Teams")


def test_who_came_and_went_is_news_again(side: TeamsSide) -> None:
    goran = {"id": "29:goran", "aadObjectId": GORAN.teams}
    side.hear(personal("help", **{"from": goran}))
    for _ in range(2):
        side.wire.failures.append(Undelivered(Hindrance.NOT_A_MEMBER))
        hindrance(side)
        side.hear({**HERS, "id": None})
        side.hear({**HERS, "type": "installationUpdate", "action": "remove", "text": ""})

    told = [c for c in side.cards() if c["fallbackText"].startswith("I can't write to Priya")]
    assert len(told) == 2


@pytest.mark.parametrize("last", ["add-upgrade", "remove-upgrade"])
def test_an_upgrade_of_the_app_greets_nobody_anew_and_leaves_no_place(
    side: TeamsSide, last: str
) -> None:
    side.hear(HERS)
    side.wire.sent.clear()
    for action in ("remove-upgrade", "add-upgrade", last):
        side.hear({**HERS, "type": "installationUpdate", "action": action, "text": ""})

    assert side.wire.sent == []
    assert tell(side).place.channel == "a:priya"


def test_a_channel_that_the_bot_is_not_in_is_told_to_the_admins_once(side: TeamsSide) -> None:
    goran = {"id": "29:goran", "aadObjectId": GORAN.teams}
    side.hear(personal("help", **{"from": goran}))
    side.wire.sent.clear()

    for _ in range(2):
        with pytest.raises(Undelivered, match="not-a-member"):
            asyncio.run(side.outbox.post(Place("teams", "19:x@thread.tacv2"), HELLO))

    (card,) = side.cards()
    assert "19:x@thread.tacv2" in card["fallbackText"]


def test_a_message_is_found_again_by_its_key_also_by_whom_it_was_for(side: TeamsSide) -> None:
    side.hear(HERS)
    posted = tell(side, "digest 1")

    async def found(channel: str, key: str, hours: int) -> Posted | None:
        since = NOW - timedelta(hours=hours)
        return await side.outbox.find(Place("teams", channel), key, since)

    assert asyncio.run(found("a:priya", "digest 1", 1)) == posted
    assert asyncio.run(found(PRIYA_ID.upper(), "digest 1", 1)) == posted
    assert asyncio.run(found("a:priya", "digest 2", 1)) is None
    assert asyncio.run(found("a:priya", "digest 1", -1)) is None
    assert asyncio.run(found("a:nowhere", "digest 1", 1)) is None


def test_a_mention_that_is_refused_becomes_a_name(side: TeamsSide) -> None:
    side.hear(HERS)
    side.wire.sent.clear()
    side.wire.failures.append(Unreadable())
    posted = tell(side)
    side.wire.failures.append(Unreadable())
    asyncio.run(side.outbox.edit(posted, HELLO))

    (card,) = side.cards()
    assert "msteams" not in card
    assert side.wire.updated[0][:2] == ("a:priya", posted.message)


def test_a_busy_connector_forgets_nobody(side: TeamsSide) -> None:
    side.hear(HERS)
    side.wire.failures.append(Undelivered(Hindrance.BUSY, 3))

    assert hindrance(side) is Hindrance.BUSY
    assert side.conversations.personal(PRIYA_ID)


def test_what_becomes_of_a_team_is_kept(side: TeamsSide) -> None:
    def update(event: str, channel: str, name: str | None = None, **parts: Any) -> dict[str, Any]:
        data = {
            "eventType": event,
            "team": {"id": "19:general@thread.tacv2"},
            "channel": {"id": channel, "name": name},
        }
        conversation = {"id": "19:general@thread.tacv2", "conversationType": "channel"}
        conversation["tenantId"] = TENANT
        usual = {"type": "conversationUpdate", "channelData": data, "conversation": conversation}
        return personal("", **(usual | parts))

    arrived = update("teamMemberAdded", "19:general@thread.tacv2", membersAdded=[{"id": "28:bot"}])
    side.hear(arrived)
    known = side.conversations.known("19:alerts@thread.tacv2")
    assert known
    assert known.name == "alerts"

    side.hear(update("channelRenamed", "19:alerts@thread.tacv2", "incidents"))
    renamed = side.conversations.known("19:alerts@thread.tacv2")
    assert renamed
    assert renamed.name == "incidents"

    side.hear(update("channelDeleted", "19:alerts@thread.tacv2"))
    assert side.conversations.known("19:alerts@thread.tacv2") is None

    side.hear(update("channelCreated", "19:new@thread.tacv2", "new"))
    somebody_left = update("teamMemberRemoved", "", membersRemoved=[{"id": "29:x"}])
    side.hear(somebody_left)
    assert side.conversations.known("19:new@thread.tacv2")
    side.hear(update("teamMemberRemoved", "", membersRemoved=[{"id": "28:bot"}]))
    assert side.conversations.known("19:new@thread.tacv2") is None
    assert side.conversations.known("19:general@thread.tacv2") is None


@pytest.fixture
def whispering(tmp_path: Path) -> Iterator[TeamsSide]:
    side = TeamsSide(tmp_path, northwind(), lambda: NOW, private_replies=True)
    yield side
    side.close()


def recipients(side: TeamsSide) -> list[Any]:
    return [activity.get("recipient") for _, activity in side.wire.sent]


def test_an_aside_is_whispered_where_that_is_set(whispering: TeamsSide) -> None:
    whispering.hear(in_channel("help"))
    whispering.hear(in_channel("churn infra"))

    asker = {"id": "29:asker", "aadObjectId": ASKER, "isTargeted": True}
    assert recipients(whispering) == [asker, None]


def test_where_a_whisper_fails_one_line_is_left(whispering: TeamsSide) -> None:
    whispering.hear(personal("churn infra", conversation=in_channel("")["conversation"]))
    whispering.wire.sent.clear()
    whispering.wire.failures.append(Undelivered(Hindrance.MISSING_SCOPE))
    whispering.hear(in_channel("help"))

    (card,) = whispering.cards()
    assert len(card["body"]) == 2
    assert recipients(whispering) == [None]


def test_what_was_asked_in_private_is_never_answered_before_all(side: TeamsSide) -> None:
    whispered = in_channel("churn infra", recipient={"id": "28:bot", "isTargeted": True})
    side.hear({**whispered, "id": "1"})
    side.wire.failures.append(Undelivered(Hindrance.FAILED))
    side.hear({**whispered, "id": "2"})

    assert [r["isTargeted"] for r in recipients(side)] == [True]
