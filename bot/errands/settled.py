"""What time has settled: what those concerned read of it, and that they are owed it till they have it."""

from typing import NamedTuple

from bot.office import Office
from bot.reply import Reaction
from knowledge.store.owed import Owed


class Settled(NamedTuple):
    """One thing that is settled, by the key under which its message is owed."""

    key: str
    reaction: Reaction


def owe(key: str, office: Office) -> None:
    """Keep with what is settled, in its transaction, that it has to be told."""
    Owed(office.store).owe(key, office.clock())
