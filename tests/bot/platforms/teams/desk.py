"""The Teams side without Microsoft: the real listeners, and a wire that records."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.office import Office
from bot.outbox import Outboxes, Undelivered
from bot.platforms.background import Background
from bot.platforms.seen_requests import SeenRequests
from bot.platforms.teams.desk import Desk
from bot.platforms.teams.dispatch import Answer, Dispatch
from bot.platforms.teams.members import Members
from bot.platforms.teams.outbox import TeamsOutbox
from bot.platforms.teams.reach import Reach
from bot.platforms.teams.references import References
from bot.render.adaptive_card import Rendered
from knowledge.difference import difference
from knowledge.ownership import OwnershipMap
from knowledge.projection import Projection
from knowledge.store import Store
from knowledge.store.conversations import Conversations

TENANT = "00000000-0000-4000-8000-00000000f001"
ASKER = "00000000-0000-4000-8000-0000000000aa"
SERVICE = "https://smba.example/teams"


@dataclass
class RecordedWire:
    """Takes everything, unless a failure is waiting."""

    sent: list[tuple[str, Rendered]] = field(default_factory=list)
    updated: list[tuple[str, str, Rendered]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    failures: list[Undelivered] = field(default_factory=list)
    members: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def send(self, service_url: str, conversation: str, activity: Rendered) -> str:
        assert service_url == SERVICE
        self._fail()
        self.sent.append((conversation, activity))
        return f"m{len(self.sent)}"

    async def update(
        self, service_url: str, conversation: str, message: str, activity: Rendered
    ) -> None:
        assert service_url == SERVICE
        self._fail()
        self.updated.append((conversation, message, activity))

    async def open_personal(self, service_url: str, person: str, tenant: str) -> str:
        assert (service_url, tenant) == (SERVICE, TENANT)
        self._fail()
        self.opened.append(person)
        return f"a:{person}"

    async def member(self, service_url: str, conversation: str, person: str) -> dict[str, Any]:
        del service_url, conversation
        return self.members[person]

    async def channels(self, service_url: str, team: str) -> list[tuple[str, str | None]]:
        del service_url
        return [(team, None), ("19:alerts@thread.tacv2", "alerts")]

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.pop(0)


class TeamsSide:
    """A desk with a database of its own."""

    def __init__(
        self,
        directory: Path,
        ownership: OwnershipMap,
        clock: Callable[[], datetime],
        *,
        admins: frozenset[str] = frozenset(),
        private_replies: bool = False,
        as_given: bool = False,
    ) -> None:
        """`as_given` answers from the map itself, and not from what the database made of it."""
        self._store = Store.open(directory / "whoowns.db")
        self._store.record(
            difference(None, ownership), actor="elena", at=clock(), source="import ownership.yaml"
        )
        self._projection = Projection(self._store)
        self._seen_requests = SeenRequests(directory / "whoowns.db", clock)
        self.wire, self.outboxes, self.background = RecordedWire(), Outboxes(), Background()
        self.conversations = Conversations(self._store)
        current = (lambda: ownership) if as_given else self._projection.current
        office = Office(self._store, current, clock, admins, guests_may_ask=True)
        references = References(self.conversations, clock)
        reach = Reach(self.conversations, office, self.outboxes)
        self.outbox = TeamsOutbox(self.wire, references, reach, clock, TENANT)
        self.outboxes.by_platform["teams"] = self.outbox
        self.desk = Desk(
            office=office,
            connector=self.wire,
            members=Members(self.wire, frozenset({TENANT})),
            references=references,
            outbox=self.outbox,
            outboxes=self.outboxes,
            seen_requests=self._seen_requests,
            background=self.background,
            private_replies=private_replies,
        )

    def close(self) -> None:
        self._seen_requests.close()
        self._projection.close()
        self._store.close()

    def hear(self, *activities: dict[str, Any]) -> list[Answer]:
        """Let the listeners hear activities, and everything be done that comes of them."""

        async def heard() -> list[Answer]:
            dispatch = Dispatch(self.desk)
            answers = [await dispatch.heard(activity) for activity in activities]
            await self.background.drain(5)
            return answers

        return asyncio.run(heard())

    def cards(self) -> list[dict[str, Any]]:
        """The cards that went out, in order."""
        return [activity["attachments"][0]["content"] for _, activity in self.wire.sent]


def personal(text: str, **parts: Any) -> dict[str, Any]:
    """A message in a personal chat."""
    return {
        "type": "message",
        "text": text,
        "channelId": "msteams",
        "serviceUrl": SERVICE,
        "from": {"id": "29:asker", "aadObjectId": ASKER},
        "recipient": {"id": "28:bot"},
        "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": TENANT},
        **parts,
    }


def in_channel(text: str, **parts: Any) -> dict[str, Any]:
    """A message in a channel's thread."""
    conversation = {"id": "19:risk@thread.tacv2;messageid=7", "conversationType": "channel"}
    return personal(text, **{"conversation": {**conversation, "tenantId": TENANT}, **parts})
