"""Facts on one line."""

from collections.abc import Iterable


def joined(items: Iterable[str]) -> str:
    """Facts of one line, set apart."""
    return " · ".join(filter(None, items))
