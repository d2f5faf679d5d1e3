"""The indexes of a map that changes: amended where few models have changed, else built anew.

An index over 100,000 models takes most of a second to build and a millisecond to amend. What
isn't concerned is shared with the index it was made from, which stays as it is.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from knowledge.entities import Id, Model
from knowledge.ownership import OwnershipMap, owners_of
from knowledge.revising.channels import amended_channels, same_channels
from knowledge.revising.names import amended_names
from knowledge.revising.pages import amended_pages
from knowledge.revising.touched import Touched

Pace = Callable[[], None]
"""Called between two lots of work; a background thread rests in it."""

_LOT: Final = 500
_PARTIES: Final = frozenset({"people", "teams", "rotations"})


def amended_indexes(
    ownership: OwnershipMap, touched: Touched, pace: Pace
) -> Iterator[tuple[str, object]]:
    """Those indexes that needn't be built anew, by their name."""
    renamed, reassigned, moved = _differing(ownership, touched.models, pace)
    yield "model_names", amended_names(ownership.model_names, *renamed)
    yield "pages_of", amended_pages(ownership.pages_of, *reassigned)
    if "people" not in touched.named:
        yield "people_by_chat_id", ownership.people_by_chat_id
    if _PARTIES.isdisjoint(touched.named):
        yield "party_names", ownership.party_names
    if same_channels(ownership.teams, touched.named.get("teams", {})):
        channels = amended_channels(ownership, *moved)
        if channels is not None:
            yield "models_by_channel", channels


def _differing(
    ownership: OwnershipMap, touched: Mapping[Id, Model | None], pace: Pace
) -> list[tuple[list[Model], list[Model]]]:
    """For each index of models, those for which it changes, before and after."""
    sides: list[tuple[list[Model], list[Model]]] = [([], []) for _ in _INDEXED]
    for number, (model_id, after) in enumerate(touched.items()):
        if number % _LOT == 0:
            pace()
        before = ownership.models.get(model_id)
        if before is not None and after is not None and _stands_alike(before, after):
            continue
        for same, (gone, come) in zip(_INDEXED, sides, strict=True):
            if before is None or after is None or not same(before, after):
                gone.extend([before] if before else ())
                come.extend([after] if after else ())
    return sides


def _stands_alike(before: Model, after: Model) -> bool:
    """Plain to see, as it is of most: that the model stands in the same places of every index."""
    return (
        before.pages is after.pages
        and before.aliases == after.aliases
        and before.trained_by == after.trained_by
        and before.channel == after.channel
    )


def _same_names(before: Model, after: Model) -> bool:
    return before.aliases == after.aliases


def _same_owners(before: Model, after: Model) -> bool:
    return before.pages is after.pages or owners_of(before) == owners_of(after)


def _same_home(before: Model, after: Model) -> bool:
    return before.trained_by == after.trained_by and before.channel == after.channel


_INDEXED: Final = (_same_names, _same_owners, _same_home)
"""Whether two states of one model stand in the same places of an index."""
