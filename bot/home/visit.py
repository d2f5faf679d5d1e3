"""Who looks, in the light of which map: what every section of the home page works with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.commands.speaker import Speaker
from bot.office import Office
from bot.reply import Part
from knowledge.entities import Person, Rotation, Team
from knowledge.ownership import OwnershipMap
from knowledge.rotation.shifts import takes_turns


@dataclass(frozen=True, slots=True)
class Visit:
    """A person of the map who looks at their page."""

    person: Person
    speaker: Speaker
    ownership: OwnershipMap
    office: Office

    @property
    def now(self) -> datetime:
        """The instant at which they look."""
        return self.speaker.now

    @property
    def zone(self) -> str:
        """The zone in which they think."""
        return self.person.time_zone or self.ownership.organisation.time_zone

    @property
    def teams(self) -> list[Team]:
        """The teams that they lead or are a member of."""
        me = self.person.id
        return [t for t in self.ownership.teams.values() if t.lead == me or me in t.members]

    @property
    def rotations(self) -> list[Rotation]:
        """The rotations in which they take turns, or stand in."""
        me, rotations = self.person.id, self.ownership.rotations.values()
        return [rotation for rotation in rotations if takes_turns(me, rotation, self.now)]


Section = Callable[[Visit], Iterable[Part]]
"""One part of the page; empty where it has nothing to say. It may look into the store."""
