"""What can be declared, and each change of it, one declaration at a time.

A declaration is identified by its kind, its subject (an entity's id; empty for what there is
one of) and its aspect (the part of a model; empty for the entity itself).
"""

from enum import StrEnum
from typing import Final, NamedTuple

from knowledge.entities import (
    Conflict,
    Holders,
    Model,
    Organisation,
    Page,
    Person,
    Queue,
    Rotation,
    Team,
    Vocabulary,
)


class Kind(StrEnum):
    """What a declaration is about."""

    ORGANISATION = "organisation"
    PERSON = "person"
    TEAM = "team"
    ROTATION = "rotation"
    MODEL = "model"
    QUEUE = "queue"
    VOCABULARY = "vocabulary"
    CONFLICT = "conflict"


PARTIES: Final = frozenset({Kind.PERSON, Kind.TEAM, Kind.ROTATION})
"""The kinds that share one namespace of ids: whoever can own a page."""

ITSELF: Final = ""
KNOWLEDGE: Final = "knowledge"

Declared = (
    Organisation | Person | Team | Rotation | Model | Queue | Vocabulary | Page | Holders | Conflict
)
"""What a declaration says. As a value of its own, a Model counts without pages and knowledge."""


class Change(NamedTuple):
    """One declaration made (`before` is None), superseded, or withdrawn (`after` is None)."""

    kind: Kind
    subject: str
    aspect: str
    before: Declared | None
    after: Declared | None


class Place(NamedTuple):
    """What a declaration is about: kind, subject and aspect."""

    kind: Kind
    subject: str
    aspect: str


def place_id(place: Place) -> str:
    """The place in words, which hold no spaces: `model churn model-quality`."""
    return " ".join(part for part in place if part)


def place_of(words: str) -> Place:
    """The place that its words tell; a ValueError where there is none such."""
    kind, subject, aspect, *_ = (*words.split(" "), "", "")
    place = Place(Kind(kind), subject, aspect)
    if place_id(place) != words or place.kind is Kind.CONFLICT:
        raise ValueError(words)
    return place
