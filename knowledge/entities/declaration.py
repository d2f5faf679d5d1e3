"""Who said something, and what another source says against it."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any

from pydantic import AwareDatetime, StringConstraints
from pydantic.dataclasses import dataclass

from knowledge.entities.fields import ENTITY, Name, Text

PlaceId = Annotated[
    str, StringConstraints(min_length=1, max_length=300, pattern=r"^\S+(?: \S+){0,2}$")
]
"""A place of the map, in words: `model churn model-quality`, `person priya`, `organisation`."""


@dataclass(frozen=True, slots=True, config=ENTITY)
class Declaration:
    """Who said it, when, from where and why.

    `by` is a person's id, or the name of whoever ran an import. `stamped` tells that nobody
    stated this in so many words: it was drawn from the revision that recorded the declaration.
    """

    by: Name
    at: AwareDatetime
    source: Name | None = None
    reason: Text | None = None
    stamped: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True, config=ENTITY)
class Conflict:
    """What another source says of a place, beside the declaration that stands there.

    `id` is the place, `says` is what is said in the keys of the map file, and `declared` tells who
    said so. It stays on record when somebody has turned it down, so that the same source can't raise
    it again by saying the same.

    Where each key counts by itself, `says` holds those that were contested, and `contested` names
    those of them that nobody has turned down. It is None of what counts whole: a page, and what was
    contested as a whole, since nothing stood there.
    """

    id: PlaceId
    says: Mapping[str, Any]
    declared: Declaration
    turned_down: bool = False
    contested: tuple[Name, ...] | None = None
