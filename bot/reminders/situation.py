"""All that decides what is due, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.reminders.policy import Policy
from knowledge.concerns import Cause, Concern
from knowledge.entities import Person
from knowledge.ownership import OwnershipMap, PageKey
from knowledge.reminders import Hindered, Sent, Tracked


@dataclass(frozen=True, slots=True)
class Situation:
    """The map, the time, what is wanted, what was sent last, where nothing gets through.

    `tracked` are the open concerns with their history, `found` what each is about.
    """

    ownership: OwnershipMap
    now: datetime
    policy: Policy
    sent: Mapping[tuple[str, str], Sent] = field(default_factory=dict)
    hindrances: tuple[Hindered, ...] = ()
    found: Mapping[tuple[PageKey, Cause], Concern] = field(default_factory=dict)
    tracked: tuple[Tracked, ...] = ()

    def latest(self, kind: str, place: str) -> Sent | None:
        """The last reminder of a kind that got through in a place."""
        return self.sent.get((kind, place))

    def admins(self) -> tuple[Person, ...]:
        """The active people who run things: those whom the map names first."""
        named = [self.ownership.people.get(i) for i in self.ownership.organisation.admins]
        appointed = [
            self.ownership.people.get(i) or self.ownership.people_by_chat_id.get(i)
            for i in sorted(self.policy.admins)
        ]
        found = {person.id: person for person in (*named, *appointed) if person and person.active}
        return tuple(found.values())
