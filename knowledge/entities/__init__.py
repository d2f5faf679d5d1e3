"""What an organisation declares, as frozen values.

Every entity is validated where it enters (a map file, a row of the store) and never changes
afterwards. The field names and aliases are the keys of `ownership.yaml`; the id of an entity is
its key there. "Model" always means a production ML model.
"""

from knowledge.entities.declaration import Conflict, Declaration, PlaceId
from knowledge.entities.fields import ChatId, Count, Id, Name, Text, WebAddress
from knowledge.entities.kinds import (
    KNOWLEDGE_KINDS,
    PAGE_KINDS,
    Context,
    KnowledgeKind,
    PageKind,
    Pattern,
)
from knowledge.entities.model import Holders, Model, Page, Pages
from knowledge.entities.organisation import Organisation, Queue, Thresholds, Vocabulary
from knowledge.entities.people import PLATFORMS, Channel, Person, Platform, Team, channel_on
from knowledge.entities.rotation import Cadence, Override, Pause, Rotation

Party = Person | Team | Rotation
"""Whom a page may be declared to. The three share one namespace of ids."""

__all__ = [
    "KNOWLEDGE_KINDS",
    "PAGE_KINDS",
    "PLATFORMS",
    "Cadence",
    "Channel",
    "ChatId",
    "Conflict",
    "Context",
    "Count",
    "Declaration",
    "Holders",
    "Id",
    "KnowledgeKind",
    "Model",
    "Name",
    "Organisation",
    "Override",
    "Page",
    "PageKind",
    "Pages",
    "Party",
    "Pattern",
    "Pause",
    "Person",
    "PlaceId",
    "Platform",
    "Queue",
    "Rotation",
    "Team",
    "Text",
    "Thresholds",
    "Vocabulary",
    "WebAddress",
    "channel_on",
]
