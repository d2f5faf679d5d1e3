"""The only SQL: declarations are superseded, never overwritten."""

from knowledge.store.audit_trail import AuditTrail
from knowledge.store.backup import back_up
from knowledge.store.dismissals import Dismissals
from knowledge.store.looking import looking_into
from knowledge.store.memory import Memory
from knowledge.store.origins import Origins
from knowledge.store.readings import Readings
from knowledge.store.store import Store

__all__ = [
    "AuditTrail",
    "Dismissals",
    "Memory",
    "Origins",
    "Readings",
    "Store",
    "back_up",
    "looking_into",
]
