"""Why nobody is named for a page, as a fragment of a sentence."""

from knowledge.entities import Party, Rotation
from knowledge.ownership import GapReason, NobodyNamed


def reason_text(nobody: NobodyNamed) -> str:
    """`no owner is declared`, `the owner is a team (Risk ML), not a person`, and so on."""
    owner = nobody.owner.name if nobody.owner else ""
    match nobody.reason:
        case GapReason.NO_OWNER:
            return "no owner is declared"
        case GapReason.ONLY_A_TEAM:
            return f"the owner is a team ({owner}), not a person"
        case GapReason.EMPTY_ROTATION:
            return f"the rotation {owner} has no members"
        case GapReason.NOT_STARTED:
            return f"the rotation {owner} starts on {_starts(nobody.owner)}"
        case GapReason.INACTIVE:
            person = nobody.person.name if nobody.person else owner
            return f"{person} is inactive"


def _starts(owner: Party | None) -> str:
    """`2027-01-04 at 09:00 (Europe/London)`: a date far off, hence with its year."""
    if not isinstance(owner, Rotation):
        return "a later day"
    return f"{owner.starts:%Y-%m-%d} at {owner.starts:%H:%M} ({owner.time_zone})"
