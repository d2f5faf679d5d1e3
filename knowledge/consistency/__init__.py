"""What is wrong with a map as a whole, though each entity is right by itself.

Paths are those of the map file: `("models", "fraud-model", "pages", "model-quality", "owner")`.
"""

from knowledge.consistency.contested import conflict_problems
from knowledge.consistency.cycles import consumer_cycles, member_cycles
from knowledge.consistency.legible import illegible_names
from knowledge.consistency.naming import chat_ids_taken, ids_taken, model_names
from knowledge.consistency.references import offered, reference_problems
from knowledge.consistency.times import time_problems
from knowledge.errors import Problem
from knowledge.ownership import OwnershipMap

__all__ = ["offered", "problems_in"]


def problems_in(ownership: OwnershipMap) -> list[Problem]:
    """Everything that contradicts itself, or names what is not there."""
    meanings, clashes = model_names(ownership.models.values())
    return [
        *ids_taken(ownership),
        *clashes,
        *illegible_names(ownership),
        *chat_ids_taken(ownership),
        *reference_problems(ownership),
        *member_cycles(ownership),
        *consumer_cycles(ownership, meanings),
        *time_problems(ownership),
        *conflict_problems(ownership),
    ]
