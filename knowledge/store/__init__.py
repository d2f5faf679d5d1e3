"""The only SQL: declarations are superseded, never overwritten."""

from knowledge.store.backup import back_up
from knowledge.store.readings import Readings
from knowledge.store.store import Store

__all__ = ["Readings", "Store", "back_up"]
