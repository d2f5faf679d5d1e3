"""Whom a question asks what they own: `what does search own`, `what is Churn Team responsible for`."""

from collections.abc import Sequence
from itertools import product

from knowledge.ownership import OwnershipMap

_AUXILIARIES = frozenset({"does", "is"})
_OWNING = frozenset({"own", "owns", "responsible", "accountable"})


def owner_asked_about(texts: Sequence[str], ownership: OwnershipMap) -> range:
    """The words that are a party's name there, though a model may be called so too; or none."""
    if _AUXILIARIES.isdisjoint(texts):
        return range(0)
    begin = next(i for i, text in enumerate(texts) if text in _AUXILIARIES) + 1
    own = next((i for i in range(begin + 1, len(texts)) if _is_owning(texts, i)), begin)
    if own == begin:
        return range(0)
    starts = (begin, begin + 1) if texts[begin] == "the" else (begin,)
    for start, end in product(starts, (own, own - 1)):  # `does the search team own`
        if " ".join(texts[start:end]) in ownership.party_names.meanings:
            return range(start, end)
    return range(0)


def _is_owning(texts: Sequence[str], index: int) -> bool:
    return texts[index] in _OWNING or list(texts[index : index + 2]) == ["look", "after"]
