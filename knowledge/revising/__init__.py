"""Making a map from its parts, or from an earlier map and what has changed since."""

from knowledge.revising.building import Listing, MapBuilder, warmed
from knowledge.revising.indexes import Pace
from knowledge.revising.later import applied, revised, unindexed, with_models
from knowledge.revising.touched import NAMED, SINGLE, Touched, with_part

__all__ = [
    "NAMED",
    "SINGLE",
    "Listing",
    "MapBuilder",
    "Pace",
    "Touched",
    "applied",
    "revised",
    "unindexed",
    "warmed",
    "with_models",
    "with_part",
]
