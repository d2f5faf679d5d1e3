"""What the clients ask: each time about another model."""

from collections.abc import Sequence
from itertools import islice

from knowledge.ownership import OwnershipMap

MOST = 20_000
"""Questions made ready for one measurement; after them come the same again."""

ALL_GAPS = "which models have no named quality owner"

_LONG_ENOUGH = 6
_SCATTERED = 7_919
"""A prime: steps of this length visit every model, and no two neighbours in a row."""


def asked(ownership: OwnershipMap, limit: int = MOST) -> list[str]:
    """A question for the model-quality page of each model that has both owners."""
    return [f"who owns model-quality pages for {model}" for model in _answered(ownership, limit)]


def misspelt(ownership: OwnershipMap, limit: int = MOST) -> list[str]:
    """The same questions with one slip in the model's first word."""
    return [
        f"who owns model-quality pages for {slipped(model, index)}"
        for index, model in enumerate(_answered(ownership, limit))
    ]


def slipped(name: str, index: int) -> str:
    """`name` with a letter lost, doubled or swapped with the next, in its first word."""
    word, rest = name.split("-", 1)
    at = 1 + index % (max(len(word), _LONG_ENOUGH) - 3)
    ways = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return f"{ways[index % len(ways)]}-{rest}"


def _answered(ownership: OwnershipMap, limit: int) -> Sequence[str]:
    models = list(ownership.models.values())
    scattered = (models[_SCATTERED * index % len(models)] for index in range(len(models)))
    named = (
        model.id
        for model in scattered
        if (page := model.pages.model_quality) and page.owner and page.owner not in ownership.teams
    )
    return list(islice(named, limit))
