"""The only SQL: declarations are superseded, never overwritten."""

from knowledge.store.backup import back_up
from knowledge.store.store import Store

__all__ = ["Store", "back_up"]
