"""A kind of reminder: what it looks up in the store, and the pure rule that tells what is due."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.reminders.due import Outgoing
from bot.reminders.situation import Situation
from knowledge.store import Store

Facts = TypeVar("Facts")


@dataclass(frozen=True, slots=True)
class Kind(Generic[Facts]):
    """`look` only reads. `due` is pure: the same situation and facts give the same reminders.

    What is due once is told by its key, so a rule may name it again as long as it holds: whatever
    was claimed under that key is not sent again.
    """

    look: Callable[[Store, Situation], Facts]
    due: Callable[[Situation, Facts], Iterable[Outgoing]]

    def outgoing(self, store: Store, situation: Situation) -> list[Outgoing]:
        """What there is to send and to edit now."""
        return list(self.due(situation, self.look(store, situation)))
