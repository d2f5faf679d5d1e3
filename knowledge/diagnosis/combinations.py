"""Every combination of context, mandate, maturity and number of teams, with what fits it."""

from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

from knowledge.diagnosis.advice import Advice, advise
from knowledge.diagnosis.circumstances import Circumstances
from knowledge.diagnosis.grounds import CENTRAL_FITS_BELOW, FEDERATED_FROM
from knowledge.entities import Context

LEVELS: Final = (1, 2, 3, 4, 5)


class Band(NamedTuple):
    """A number of model-producing teams within which the answer is the same."""

    first: int
    last: int | None


BANDS: Final = (
    Band(1, FEDERATED_FROM - 1),
    Band(FEDERATED_FROM, CENTRAL_FITS_BELOW - 1),
    Band(CENTRAL_FITS_BELOW, None),
)


class Combination(NamedTuple):
    """One row: all else (ML engineers, rails, autonomy) is unknown."""

    context: Context
    mandate: bool
    maturity: int
    band: Band
    advice: Advice


def combinations() -> Iterator[Combination]:
    """All of them, in the order of the table."""
    for context, mandate, level, band in product(Context, (False, True), LEVELS, BANDS):
        known = Circumstances(mandate=mandate, context=context, maturity=level, teams=band.first)
        yield Combination(context, mandate, level, band, advise(known))
