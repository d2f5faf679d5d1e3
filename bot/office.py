"""Office: what every errand and every platform works with, whatever the platform."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.commands.outcome import Outcome
from bot.commands.speaker import Speaker
from bot.commands.wish import Wish
from bot.conversation import PLAIN_TERMS, Terms
from bot.declaring import Wishing, declare, found, fulfil
from knowledge.ownership import OwnershipMap
from knowledge.store import Store


@dataclass(frozen=True, slots=True)
class Office:
    """The store, the map as it is, the time as it is, and who may declare everything.

    `admins` are ids of people, or chat ids, from the settings; `terms` are those of answers.
    Whatever writes blocks for as long as the disk takes.
    """

    store: Store
    current: Callable[[], OwnershipMap | None]
    clock: Callable[[], datetime]
    admins: frozenset[str] = frozenset()
    terms: Terms = PLAIN_TERMS

    def declare(self, text: str, speaker: Speaker) -> Outcome:
        """Carry out a command that changes the map."""
        return declare(text, self.store, self.current(), speaker)

    def fulfil(self, wishing: Wishing, speaker: Speaker) -> Outcome:
        """Record what somebody wishes, as one revision or not at all."""
        return fulfil(wishing, self.store, self.current(), speaker)

    def found(self, wish: Wish, speaker: Speaker) -> Outcome:
        """Record the first declarations of a store that holds none; see who may before."""
        return found(wish, self.store, speaker)

    def appoints(self, *ids: str | None) -> bool:
        """Whether the settings make an admin of somebody who goes by these ids."""
        return not self.admins.isdisjoint(ids)
