"""A finding that somebody has put aside, with their reason."""

from datetime import datetime
from typing import Final, NamedTuple

OF_MODELS: Final = frozenset(
    {"gap", "joint", "handoff", "unheld", "one-head", "unconfirmed", "no-consumers"}
)
"""The rules that find something about one model: its id is what they find it of."""


class Dismissal(NamedTuple):
    """By the id of the finding; `by` is a person's id or a name. Taken up again, it needs no reason."""

    finding: str
    by: str
    at: datetime
    source: str
    reason: str | None
