"""The only SQL: declarations are superseded, never overwritten."""

from knowledge.store.backup import back_up
from knowledge.store.memory import Memory
from knowledge.store.origins import Origins
from knowledge.store.readings import Readings
from knowledge.store.store import Store

__all__ = ["Memory", "Origins", "Readings", "Store", "back_up"]
