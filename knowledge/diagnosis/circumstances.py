"""What the choice of a pattern depends on, as far as the map tells."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.entities import Context
from knowledge.ownership import OwnershipMap


class Circumstance(StrEnum):
    """The names are the fields of Circumstances, in the order in which they are asked for."""

    MANDATE = "mandate"
    AUTONOMY = "autonomy"
    CONTEXT = "context"
    MATURITY = "maturity"
    TEAMS = "teams"
    ML_ENGINEERS = "ml_engineers"
    SHARED_RAILS = "shared_rails"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """None where nothing is known. `teams` produce models; `autonomy` is what a mandate permits."""

    mandate: bool | None = None
    autonomy: bool | None = None
    context: Context | None = None
    maturity: int | None = None
    teams: int | None = None
    ml_engineers: int | None = None
    shared_rails: bool | None = None


def circumstances(ownership: OwnershipMap) -> Circumstances:
    """Those of an organisation. A map in which no team trains a model tells no number of teams."""
    declared = ownership.organisation
    return Circumstances(
        mandate=declared.single_accountable_operator,
        autonomy=declared.autonomy_permitted,
        context=declared.context,
        maturity=declared.maturity,
        teams=len(ownership.producing_teams) or None,
        ml_engineers=declared.ml_engineers,
        shared_rails=declared.shared_rails,
    )
