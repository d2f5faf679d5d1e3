"""What is settled: what those concerned read of it, and that they are owed it till they have it.

It is owed under the key under which they are told, so that whoever tells it knows what is owed no more.
"""

from collections.abc import Callable
from typing import NamedTuple

from bot.office import Office
from bot.reply import Reaction
from knowledge.store.owed import Owed


class Settled(NamedTuple):
    """One thing that is settled, by the key under which its message is owed."""

    key: str
    reaction: Reaction


def settles(key: str, settle: Callable[[], bool], office: Office) -> bool:
    """Settle something, and keep in the same transaction that it has to be told.

    False where somebody was faster, or it was settled before: `settle` says so.
    """
    with office.store.writing():
        if not settle():
            return False
        Owed(office.store).owe(key, office.clock())
        return True
